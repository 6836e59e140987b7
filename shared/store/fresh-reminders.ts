import { freshCopy } from '../domain/dunning/mails.ts';
import type { PaymentLink } from '../domain/dunning/payment-link.ts';
import { recipientsOf } from '../domain/dunning/recipients.ts';
import { sameAddress } from '../domain/mail/address.ts';
import { Refusal } from '../errors.ts';
import { type LookBeforeSending, lookBeforeSending } from './collection/look.ts';
import type { Context } from './context.ts';
import { loadMail, mailWrite } from './mails.ts';
import type { Write } from './table.ts';

/** A case that is not there has nothing to tell. */
const noCase = (error: unknown): LookBeforeSending => {
  if (error instanceof Refusal && error.code === 'not-found') return { send: false, because: error.message };
  throw error;
};

/**
 * The mail with another link for the recipient of one that wrong codes have closed; nothing when there would be nothing to
 * tell, when the recipient is no contact of the customer any more, and after three such mails. To be written in the
 * transaction that closes the link, so that there is one for each.
 */
export const freshReminderWrites = async (context: Context, link: PaymentLink): Promise<readonly Write[]> => {
  const mail = link.mailId === undefined ? null : await loadMail(context.table, link.mailId);
  const copy = mail && freshCopy(mail);
  if (!copy || (await loadMail(context.table, copy.draft.mailId))) return [];
  const seen = await lookBeforeSending(context, copy.message).catch(noCase);
  const isContact = seen.send && recipientsOf(seen.masterData).some((address) => sameAddress(address, copy.draft.to));
  return isContact ? [mailWrite(context, copy.draft)] : [];
};
