import { createHash } from 'node:crypto';
import type { JsonObject } from '../history/entry.ts';
import { recipientPart, sameAddress } from '../mail/address.ts';
import { isMailAddress, type MailDraft } from '../mail/mail.ts';
import type { Role } from '../policy/roles.ts';
import type { WarningKind, WarningPolicy, WarningRecipient } from './policy.ts';

/** Whom the customer's master data names. */
export interface Staff {
  readonly creditAnalyst: string | null;
  readonly collector: string | null;
  readonly salesperson: string | null;
}

/** Somebody of the customer's own, else everybody of a role; a salesperson has no role that stands in. */
interface Asked {
  readonly own: string | null;
  readonly role: Role | null;
}

const askedFor = (to: WarningRecipient, staff: Staff): Asked => {
  switch (to) {
    case 'CREDIT_ANALYST':
      return { own: staff.creditAnalyst, role: 'credit-analysts' };
    case 'COLLECTOR':
      return { own: staff.collector, role: 'collectors' };
    case 'SALESPERSON':
      return { own: staff.salesperson, role: null };
    default:
      return { own: null, role: to };
  }
};

/**
 * To whom a warning is mailed. Where one movement uses up a limit all at once, that it is nearly used as well is news to
 * nobody who hears of the other.
 * @param isFullyUsed of `LimitNearlyUsed`: the limit is used up by the same movement.
 */
export const recipientsOf = (
  { mails }: Pick<WarningPolicy, 'mails'>,
  warning: WarningKind,
  isFullyUsed: boolean,
): readonly WarningRecipient[] => {
  const of = (kind: WarningKind) => mails.filter((mail) => mail.warning === kind).map(({ to }) => to);
  const told = warning === 'LimitNearlyUsed' && isFullyUsed ? of('LimitFullyUsed') : [];
  return [...new Set(of(warning))].filter((to) => !told.includes(to));
};

/** The addresses behind them, each once. @param inRole who holds a role today. */
export const addressesOf = async (
  recipients: readonly WarningRecipient[],
  staff: Staff,
  inRole: (role: Role) => Promise<readonly string[]>,
): Promise<readonly string[]> => {
  const found: string[] = [];
  for (const { own, role } of recipients.map((to) => askedFor(to, staff))) {
    if (own !== null && isMailAddress(own)) found.push(own);
    else if (role !== null) found.push(...(await inRole(role)).filter(isMailAddress));
  }
  return found.filter((one, at) => found.findIndex((other) => sameAddress(one, other)) === at);
};

/** Digits of the hash in the id of a mail, which has 128 letters at most and must name nobody. */
const ID_DIGITS = 32;

/** One mail to each. @param occasion what is told of: under the same one nobody is ever mailed twice. */
export const warningMails = (
  occasion: string,
  data: JsonObject,
  addresses: readonly string[],
  about: Readonly<Record<string, string>>,
): readonly MailDraft[] => {
  const id = createHash('sha256').update(occasion).digest('hex').slice(0, ID_DIGITS);
  return addresses.map((to) => ({
    mailId: `warning-${id}-${recipientPart(to)}`,
    to,
    template: 'warning',
    data,
    about,
  }));
};
