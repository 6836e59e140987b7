import type { Account } from '../domain/account/account.ts';
import type { CreditReportFacts, OldInvoice } from '../domain/credit-report/facts.ts';
import { monthsOfReport } from '../domain/credit-report/months.ts';
import type { JsonObject } from '../domain/history/entry.ts';
import { ageItems } from '../domain/portfolio/aging.ts';
import type { OpenItem } from '../domain/receivable/receivable.ts';
import { unavailable } from '../errors.ts';
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
/** How often a report is begun anew because the customer moved while it was read. */
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

/** As of one reading, whatever has moved meanwhile. */
const readOnce = async (context: Context, customerId: string): Promise<CreditReportFacts> => {
  const { environment, moment, policy, table } = context;
  const months = monthsOfReport(moment.today);
  const [first = '', last = ''] = [months[0], months.at(-1)];
  const profile = await loadCreditProfile(context, customerId);
  const [{ record }, monthEnds, behaviour, items, decisions] = await Promise.all([
    customerScore(context, customerId),
    exposureAtMonthEnds(context, customerId, months),
    loadBehaviourMonths(table, customerId, first, last),
    openOf(table, customerId),
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

/**
 * Everything that a credit report tells of a customer. What moves while it is read is read again, so that sums agree.
 * @throws not-found for an unknown customer, unavailable for one that does not stand still.
 */
export const gatherCreditReport = async (context: Context, customerId: string): Promise<CreditReportFacts> => {
  for (let read = 1; read <= READS; read += 1) {
    const facts = await readOnce(context, customerId);
    const after: Account | null = await loadAccount(context.table, customerId);
    if (after?.version === facts.profile.account.version) return facts;
  }
  throw unavailable(`Customer '${customerId}' moves too fast to be read. Try again.`);
};
