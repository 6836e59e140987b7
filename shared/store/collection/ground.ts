import { addDays, type Instant } from '../../dates.ts';
import type { Account } from '../../domain/account/account.ts';
import { customerCalendar } from '../../domain/calendar/sending-time.ts';
import { afterUnappliedCash, type CaseFacts, type OpenDispute } from '../../domain/collection/standing.ts';
import { strategyFor } from '../../domain/collection/strategy.ts';
import { recipientsOf } from '../../domain/dunning/recipients.ts';
import { factsOfCustomer, settingsFor } from '../../domain/policy/matching.ts';
import type { OpenItem } from '../../domain/receivable/receivable.ts';
import { notFound } from '../../errors.ts';
import { money } from '../../money.ts';
import { loadAccount } from '../accounts.ts';
import { text } from '../attributes.ts';
import type { Context } from '../context.ts';
import { keys } from '../keys.ts';
import { openDisputesOf } from '../open-disputes.ts';
import { eachOpenItem } from '../open-items.ts';
import { loadProfile, type Profile } from '../profiles.ts';

/** What a decision on a case rests on, and what else of the customer it is carried out with. */
export interface CaseGround {
  readonly account: Account;
  readonly profile: Profile;
  /** As they stand in the ledger; in `facts` money on the account is taken off the oldest of them. */
  readonly openItems: readonly OpenItem[];
  readonly facts: CaseFacts;
}

/** When the next day begins, if another customer's case has written to one of the recipients today; else `null`. */
const recipientsFreeFrom = async (
  { table }: Context,
  { masterData }: Profile,
  caseId: string | null,
  { calendar, now }: Pick<CaseFacts, 'calendar' | 'now'>,
): Promise<Instant | null> => {
  const today = calendar.today(now);
  const days = recipientsOf(masterData).map((email) => keys.recipientDay(email.toLowerCase(), today));
  if (days.length === 0) return null;
  const taken = await table.getMany(days);
  return taken.some((item) => text(item, 'caseId') !== caseId) ? calendar.startOf(addDays(today, 1)) : null;
};

/** The disputes about anything that is owed. */
const disputesAbout = async (
  { table }: Context,
  customerId: string,
  openItems: readonly OpenItem[],
): Promise<readonly OpenDispute[]> => {
  const disputed = new Set(openItems.flatMap((item) => (item.disputed ? [item.invoiceId] : [])));
  if (disputed.size === 0) return [];
  const open = await openDisputesOf(table, customerId);
  return open.filter(({ invoiceIds }) => invoiceIds.some((invoiceId) => disputed.has(invoiceId)));
};

/**
 * News comes late, and with it the time at which it was news: a case that was opened since would be judged by a day before.
 * What was recorded of the customer last is never in the future.
 */
const nowFor = ({ moment }: Context, { lastEntryAt }: Account): Instant =>
  moment.now > lastEntryAt ? moment.now : lastEntryAt;

/** What the policy of the context has for a customer: strategy, gap, calendar, and when habits are known. */
const rulesFor = (
  { environment, policy }: Context,
  account: Account,
  { masterData }: Profile,
  now: Instant,
): Pick<CaseFacts, 'strategy' | 'minimumGapDays' | 'residues' | 'minimumInvoices' | 'calendar'> => {
  const { minimumGapDays, quietHours } = policy.collections;
  const calendar = customerCalendar({
    environment,
    customer: { timeZone: masterData.timeZone ?? null, country: masterData.country ?? null },
    quietHours,
    closedDays: policy.calendars.closedDays,
  });
  const { grade, segment } = account;
  const byRule = settingsFor(policy, { ...factsOfCustomer(account), today: calendar.today(now) }).strategy;
  return {
    strategy: strategyFor(policy.collections, { grade, segment }, byRule),
    minimumGapDays,
    residues: policy.collections,
    minimumInvoices: policy.grading.scorecard.minimumInvoices,
    calendar,
  };
};

/** The same ground under the policy of another context: that in force, where what was read was judged by an older one. */
export const groundUnder = (context: Context, ground: CaseGround): CaseGround => ({
  ...ground,
  facts: { ...ground.facts, ...rulesFor(context, ground.account, ground.profile, ground.facts.now) },
});

/**
 * Reads what a case of a customer is decided on, as of now, under the policy of the context; see `underPolicyOf`.
 * @param caseId of the case; `null` for one that is still to be opened.
 * @throws not-found for an unknown customer.
 */
export const gatherGround = async (
  context: Context,
  customerId: string,
  caseId: string | null,
  known?: Account,
): Promise<CaseGround> => {
  const { table } = context;
  const [account, profile] = await Promise.all([
    known ? Promise.resolve(known) : loadAccount(table, customerId),
    loadProfile(table, customerId),
  ]);
  if (!account || !profile) throw notFound('customer', customerId);
  const openItems: OpenItem[] = [];
  for await (const item of eachOpenItem(table, customerId)) openItems.push(item);
  const now = nowFor(context, account);
  const rules = rulesFor(context, account, profile, now);
  const noMessageBefore = await recipientsFreeFrom(context, profile, caseId, { calendar: rules.calendar, now });
  const facts: CaseFacts = {
    ...rules,
    openItems: afterUnappliedCash(openItems, money(account.unappliedCash, account.currency)),
    grade: account.grade,
    now,
    disputes: await disputesAbout(context, customerId, openItems),
    ...(noMessageBefore === null ? {} : { noMessageBefore }),
  };
  return { account, profile, openItems, facts };
};
