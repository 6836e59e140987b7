import type { CaseEvent } from '../../domain/collection/events.ts';
import { totalsOf } from '../../domain/collection/standing.ts';
import { timelineEntry } from '../../domain/collection/timeline.ts';
import { dunningTemplates, THANKS_TEMPLATE } from '../../domain/dunning/mails.ts';
import type { BundleContent, GivenPromise, SentMessage, StatementLine } from '../../domain/legal-handoff/bundle.ts';
import type { ClaimedItem } from '../../domain/legal-handoff/case.ts';
import type { LegalHandoff } from '../../domain/legal-handoff/handoff.ts';
import { lateInterest } from '../../domain/legal-handoff/interest.ts';
import type { Mail } from '../../domain/mail/mail.ts';
import { daysPastDue, type OpenItem, type Receivable, remainingOf } from '../../domain/receivable/receivable.ts';
import { money } from '../../money.ts';
import { listCaseEvents } from '../collection/items.ts';
import type { Context } from '../context.ts';
import { listMailsOfCase } from '../mails.ts';
import { listAgreements } from '../papers.ts';
import { loadReceivables } from '../receivables.ts';
import { caseNow } from './cases.ts';
import { claimedItems } from './facts.ts';

/** Open items that a bundle lists; as many as a statement of the API. */
const MOST_ITEMS = 5_000;

const toCustomer: readonly string[] = [...Object.values(dunningTemplates), THANKS_TEMPLATE];

const messageOf = (mail: Mail): SentMessage => ({
  mailId: mail.mailId,
  template: mail.template,
  to: mail.to,
  queuedAt: mail.queuedAt,
  state: mail.state,
  changedAt: mail.changedAt,
  reason: mail.reason,
  messageId: mail.messageId,
  told: mail.sent,
});

/** The promises of a case by its events, in the order in which they were made. */
const promisesOf = (events: readonly CaseEvent[]): readonly GivenPromise[] => {
  const promises = new Map<string, GivenPromise>();
  for (const event of events) {
    if (event.type === 'PromiseMade') {
      const { amount, invoiceIds, madeAt, payBy, promiseId } = event.promise;
      const open = { by: event.by, outcome: 'OPEN', paid: null, endedAt: null };
      promises.set(promiseId, { promiseId, amount, payBy, invoiceIds, madeAt, ...open });
    }
    const known = event.type === 'PromiseEnded' && promises.get(event.promiseId);
    if (!known) continue;
    const { at, outcome, paid, promiseId } = event;
    promises.set(promiseId, { ...known, outcome, paid, endedAt: at });
  }
  return [...promises.values()];
};

const lineOf = (receivable: Receivable, claimed: ClaimedItem | undefined, today: string): StatementLine => {
  const { amount, credited, paid } = receivable;
  const own = (minorUnits: bigint) => money(minorUnits, amount.currency);
  return {
    invoiceId: receivable.invoiceId,
    orderId: receivable.orderId,
    issuedOn: receivable.issuedOn,
    dueOn: receivable.dueOn,
    daysPastDue: daysPastDue(receivable, today),
    amount,
    paid: own(paid),
    credited: own(credited),
    remaining: own(remainingOf(receivable)),
    disputed: receivable.disputed,
    claimed: claimed?.remaining ?? null,
    document: receivable.document,
  };
};

/**
 * Reads everything that goes into the bundle of a handoff, as it is now.
 * @param creditor the company that hands over.
 */
export const gatherBundle = async (
  context: Context,
  handoff: LegalHandoff,
  creditor: string,
): Promise<BundleContent> => {
  const { environment, moment, table } = context;
  const { caseId, customerId } = handoff;
  const [{ ground, state }, events, mails, agreements] = await Promise.all([
    caseNow(context, handoff),
    listCaseEvents(table, caseId),
    listMailsOfCase(table, caseId),
    listAgreements(context, customerId),
  ]);
  const { account, openItems, profile } = ground;
  const claimed = claimedItems(state, ground);
  const isClaimed = new Map(claimed.map((item) => [item.invoiceId, item]));
  const listed: readonly OpenItem[] = openItems.slice(0, MOST_ITEMS);
  const receivables = await loadReceivables(
    table,
    listed.map(({ invoiceId }) => invoiceId),
  );
  const interest = lateInterest(claimed, agreements, moment.today);
  return {
    handoff,
    creditor,
    debtor: profile.masterData,
    customerId,
    legalName: profile.masterData.legalName,
    sealedAt: moment.now,
    asOf: moment.today,
    timeZone: environment.timeZone,
    agreements: agreements.map((agreement) => JSON.parse(JSON.stringify(agreement))),
    statement: receivables.map((one) => lineOf(one, isClaimed.get(one.invoiceId), moment.today)),
    unlisted: openItems.length - listed.length,
    unappliedCash: money(account.unappliedCash, account.currency),
    totals: totalsOf(claimed),
    interest,
    interestTotals: totalsOf(interest.map((one) => ({ remaining: one.interest }))).filter(
      ({ minorUnits }) => minorUnits > 0n,
    ),
    messages: mails.filter(({ template }) => toCustomer.includes(template)).map(messageOf),
    promises: promisesOf(events),
    timeline: events.map(timelineEntry),
  };
};
