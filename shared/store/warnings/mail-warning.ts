import type { JsonObject } from '../../domain/history/entry.ts';
import { addressesOf, recipientsOf, type Staff, warningMails } from '../../domain/warning/mails.ts';
import type { WarningKind } from '../../domain/warning/policy.ts';
import { notFound } from '../../errors.ts';
import type { Context } from '../context.ts';
import type { Directory } from '../limit-requests/directory.ts';
import { queueMail } from '../mails.ts';
import { loadProfile } from '../profiles.ts';

/** A warning that is to be mailed to whom it may concern. */
export interface WarningToMail {
  readonly warning: WarningKind;
  /** Nobody is mailed twice on the same one. */
  readonly occasion: string;
  /** `null` for what is about no customer. */
  readonly customerId: string | null;
  readonly isFullyUsed: boolean;
  /** What the mail is filled with. */
  readonly dataFor: (customer: { readonly customerId: string; readonly legalName: string } | null) => JsonObject;
}

const addressOf = (masterData: JsonObject | null, name: string): string | null => {
  const address = masterData?.[name];
  return typeof address === 'string' ? address : null;
};

const staffOf = (masterData: JsonObject | null): Staff => ({
  creditAnalyst: addressOf(masterData, 'creditAnalyst'),
  collector: addressOf(masterData, 'collector'),
  salesperson: addressOf(masterData, 'salesperson'),
});

/**
 * Queues the mails of a warning: to the customer's own people as they are now, or to all of a role, as the policy says.
 * Done again, it queues none twice. @returns how many are new.
 * @throws not-found for an unknown customer, unavailable when the directory of people cannot be asked.
 */
export const mailWarning = async (
  context: Context,
  directory: Directory,
  { customerId, dataFor, isFullyUsed, occasion, warning }: WarningToMail,
): Promise<{ readonly mails: number }> => {
  const recipients = recipientsOf(context.policy.warnings, warning, isFullyUsed);
  if (recipients.length === 0) return { mails: 0 };
  const profile = customerId === null ? null : await loadProfile(context.table, customerId);
  if (customerId !== null && !profile) throw notFound('customer', customerId);
  const masterData = profile?.masterData ?? null;
  const addresses = await addressesOf(recipients, staffOf(masterData), directory.inRole);
  const customer = profile && { customerId: profile.customerId, legalName: profile.masterData.legalName };
  const about = customerId === null ? {} : { customerId };
  let mails = 0;
  for (const draft of warningMails(occasion, dataFor(customer), addresses, about)) {
    if (await queueMail(context, draft)) mails += 1;
  }
  return { mails };
};
