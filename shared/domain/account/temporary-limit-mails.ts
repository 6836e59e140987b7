import { addDays } from '../../dates.ts';
import { toMoneyJson } from '../../money.ts';
import type { JsonObject } from '../history/entry.ts';
import { recipientPart, sameAddress } from '../mail/address.ts';
import { isMailAddress, type MailDraft } from '../mail/mail.ts';
import type { CreditPolicy } from '../policy/policy.ts';
import { type Account, exposureOf, type TemporaryLimit } from './account.ts';
import { effectiveLimit } from './limit.ts';
import { excessOn } from './temporary-limit.ts';

/** Who hears that a temporary limit ends. */
export interface Concerned {
  readonly requestedBy: string;
  readonly masterData: JsonObject & { readonly legalName: string };
}

/** Who asked for the limit, and who looks after the customer, each once; machines and unknown ones are left out. */
export const recipientsOf = ({ masterData, requestedBy }: Concerned): readonly string[] => {
  const wanted = [requestedBy, masterData['creditAnalyst'], masterData['salesperson']];
  const addresses = wanted.filter((one) => typeof one === 'string').filter(isMailAddress);
  return addresses.filter((one, at) => addresses.findIndex((other) => sameAddress(one, other)) === at);
};

/** What holds from the day after the last one of a temporary limit. */
const afterwards = (account: Account, { validTo }: TemporaryLimit, policy: CreditPolicy): JsonObject => {
  const without = { ...account, temporaryLimit: null };
  const on = addDays(validTo, 1);
  const limit = effectiveLimit(without, on);
  const excess = excessOn(without, policy, on);
  const money = (minorUnits: bigint) => ({ ...toMoneyJson({ minorUnits, currency: account.currency }) });
  return {
    limitAfterwards: limit.kind === 'BOUNDED' ? money(limit.amount) : null,
    unlimitedAfterwards: limit.kind === 'UNLIMITED',
    exposure: money(exposureOf(account)),
    excess: excess > 0n ? money(excess) : null,
  };
};

type Occasion =
  | { readonly template: 'temporary-limit-ending' }
  | { readonly template: 'temporary-limit-ended'; readonly held: boolean };

/** The mails about the end of a temporary limit: one for each who is concerned, and never two of one template. */
export const temporaryLimitMails = (
  account: Account,
  limit: TemporaryLimit,
  policy: CreditPolicy,
  concerned: Concerned,
  { template, ...more }: Occasion,
): readonly MailDraft[] =>
  recipientsOf(concerned).map((to) => ({
    mailId: `${limit.requestId}-${template}-${recipientPart(to)}`,
    to,
    template,
    data: {
      requestId: limit.requestId,
      customer: { customerId: account.customerId, legalName: concerned.masterData.legalName },
      temporaryLimit: { ...toMoneyJson({ minorUnits: limit.amount, currency: account.currency }) },
      validTo: limit.validTo,
      ...afterwards(account, limit, policy),
      ...more,
    },
    about: { requestId: limit.requestId },
  }));
