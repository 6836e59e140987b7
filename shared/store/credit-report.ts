import type { CreditReportFacts, OldInvoice } from '../domain/credit-report/facts.ts';
import { monthsOfReport } from '../domain/credit-report/months.ts';
import type { JsonObject } from '../domain/history/entry.ts';
import { ageItems } from '../domain/portfolio/aging.ts';
import type { OpenItem } from '../domain/receivable/receivable.ts';
import { loadAccount } from './accounts.ts';
import { loadBehaviourMonths } from './behaviours.ts';
import { findStoredCase } from './collection/items.ts';
import type { Context } from './context.ts';
import { listCovers } from './covers.ts';
import { loadCreditProfile } from './credit-profiles.ts';
import { customerScore } from './grading/read.ts';
import { exposureAtMonthEnds, listHistory } from './history.ts';
import { openDisputesOf } from './open-disputes.ts';
import { eachOpenItem } from './open-items.ts';
import { listAgreements, listRatings } from './papers.ts';
import type { Page, Table } from './table.ts';

/** Decisions that a report names, and entries that are looked through for them. */
const DECISIONS_NAMED = 20;
const ENTRIES_AT_ONCE = 100;
const MOST_ENTRIES = 1_000;
/** Invoices that a report names, the longest past due. */
const INVOICES_NAMED = 10;
/** How often the books are read because the customer moved meanwhile. */
const READS = 3;

/** The newest credit checks among the newest entries of the history. */
const newestDecisions = async (table: Table, customerId: string): Promise<readonly JsonObject[]> => {
  const found: JsonObject[] = [];
  let startAfter: Page['next'] = null;
  let read = 0;
  do {
    const page = await listHistory(table, { customerId, limit: ENTRIES_AT_ONCE, startAfter });
    found.push(...page.entries.filter(({ kind }) => kind === 'CreditDecisionMade').map(({ data }) => data));
    read += page.entries.length;
    startAfter = page.next;
  } while (startAfter && found.length < DECISIONS_NAMED && read < MOST_ENTRIES);
  return found.slice(0, DECISIONS_NAMED);
};

const openOf = async (table: Table, customerId: string): Promise<readonly OpenItem[]> => {
  const items: OpenItem[] = [];
  for await (const item of eachOpenItem(table, customerId)) items.push(item);
  return items;
};

const named = (items: readonly OpenItem[]): readonly OldInvoice[] =>
  items
    .slice(0, INVOICES_NAMED)
    .map(({ disputed, dueOn, invoiceId, remaining }) => ({ disputed, dueOn, invoiceId, remaining }));

/** What has to agree with itself: the account, and what is open. */
const readBooks = async (context: Context, customerId: string) => {
  for (let read = 1; ; read += 1) {
    const profile = await loadCreditProfile(context, customerId);
    const items = await openOf(context.table, customerId);
    const after = await loadAccount(context.table, customerId);
    // A customer that never stands still is reported on as of the last reading.
    if (after?.version === profile.account.version || read === READS) return { profile, items };
  }
};

/**
 * Everything that a credit report tells of a customer. When an account moves while its open items are read, they are read
 * again, so that their sums agree; of one that moves all the time they may be a movement apart.
 * @throws not-found for an unknown customer.
 */
export const gatherCreditReport = async (context: Context, customerId: string): Promise<CreditReportFacts> => {
  const { environment, moment, policy, table } = context;
  const months = monthsOfReport(moment.today);
  const [first = '', last = ''] = [months[0], months.at(-1)];
  const { items, profile } = await readBooks(context, customerId);
  const [{ record }, monthEnds, behaviour, decisions] = await Promise.all([
    customerScore(context, customerId),
    exposureAtMonthEnds(context, customerId, months),
    loadBehaviourMonths(table, customerId, first, last),
    newestDecisions(table, customerId),
  ]);
  const [covers, ratings, agreements, stored, disputes] = await Promise.all([
    listCovers(table, customerId),
    listRatings(context, customerId),
    listAgreements(context, customerId),
    findStoredCase(table, customerId),
    openDisputesOf(table, customerId),
  ]);
  const aged = items.map(({ carryingRemaining, disputed, dueOn }) => ({
    disputed,
    dueOn,
    remaining: carryingRemaining,
  }));
  return {
    ...{ profile, score: record, grading: policy.grading, monthEnds, behaviour },
    ...{ aging: ageItems(aged, moment.today), oldest: named(items), decisions, covers, ratings, agreements },
    ...{ collectionCase: stored?.state ?? null, disputes, moment, timeZone: environment.timeZone },
  };
};
