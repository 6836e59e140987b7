import { addDays, startOfBusinessDate } from '../../dates.ts';
import { settledBy } from '../../domain/portfolio/as-of.ts';
import {
  type AppliedMoney,
  addCollectionFigures,
  type CollectionFigures,
  collectedOf,
  figuresOfCase,
  noCollectionFigures,
  type OpenTime,
  openTimes,
  type Span,
} from '../../domain/portfolio/collection-figures.ts';
import { listCaseEvents, listCases, type StoredCase } from '../collection/items.ts';
import type { Context } from '../context.ts';
import { listHistory } from '../history.ts';
import { loadReceivables } from '../receivables.ts';
import type { Page } from '../table.ts';
import type { HasTime } from '../time-budget.ts';

type Reading = Pick<Context, 'table' | 'environment'>;

/** Cases that are looked at side by side. */
const CASES_AT_ONCE = 20;
const ENTRIES_AT_ONCE = 500;

/** By these money reaches invoices, or is taken back from them. */
const moneyKinds = ['PaymentReceived', 'CashApplied', 'CashUnapplied', 'PaymentReversed'];

const earlier = (a: string, b: string | null): string => (b === null || a < b ? a : b);
const later = (a: string, b: string): string => (a > b ? a : b);

/** What came in for the customer's invoices while the case was open, within the span. */
const moneyOf = async (
  { environment, table }: Reading,
  customerId: string,
  times: readonly OpenTime[],
  span: Span,
): Promise<readonly AppliedMoney[]> => {
  const begin = startOfBusinessDate(span.from, environment.timeZone);
  const end = startOfBusinessDate(addDays(span.to, 1), environment.timeZone);
  const parts: { invoiceId: string; minorUnits: bigint; date: string }[] = [];
  for (const time of times) {
    const from = later(begin, time.from);
    // A closing payment is recorded before the closing, or at the same instant.
    const before = earlier(end, time.to === null ? null : `${time.to}~`);
    if (from >= before) continue;
    let startAfter: Page['next'] = null;
    do {
      const page = await listHistory(table, { customerId, from, before, limit: ENTRIES_AT_ONCE, startAfter });
      for (const entry of page.entries.filter(({ kind }) => moneyKinds.includes(kind))) {
        const date = String(entry.data['date']);
        parts.push(...settledBy(entry).map((part) => ({ ...part, date })));
      }
      startAfter = page.next;
    } while (startAfter);
  }
  const receivables = await loadReceivables(table, [...new Set(parts.map(({ invoiceId }) => invoiceId))]);
  const byId = new Map(receivables.map((receivable) => [receivable.invoiceId, receivable]));
  return parts.flatMap(({ date, invoiceId, minorUnits }) => {
    const receivable = byId.get(invoiceId);
    return receivable ? [{ date, minorUnits, dueOn: receivable.dueOn, currency: receivable.amount.currency }] : [];
  });
};

const figuresOf = async (reading: Reading, { state }: StoredCase, span: Span): Promise<CollectionFigures> => {
  const events = await listCaseEvents(reading.table, state.caseId);
  const figures = figuresOfCase(state, events, span, reading.environment.timeZone);
  const money = await moneyOf(reading, state.customerId, openTimes(state, events), span);
  return { ...figures, collected: collectedOf(money) };
};

export interface CollectionReportPage {
  readonly figures: CollectionFigures;
  /** Where the cases go on whose figures are not among these; `null` when all are. */
  readonly next: Page['next'];
}

/** What collections did in a span of days, case by case from the newest on; it stops when the time is over. */
export const collectionReport = async (
  reading: Reading,
  span: Span,
  { hasTime, startAfter }: { readonly hasTime: HasTime; readonly startAfter: Page['next'] },
): Promise<CollectionReportPage> => {
  const { environment, table } = reading;
  const begin = startOfBusinessDate(span.from, environment.timeZone);
  const end = startOfBusinessDate(addDays(span.to, 1), environment.timeZone);
  let figures = noCollectionFigures;
  let next = startAfter;
  do {
    const page = await listCases(table, { limit: CASES_AT_ONCE, startAfter: next });
    const alive = page.cases.filter(
      ({ state }) => state.openedAt < end && (state.closedAt === null || state.closedAt >= begin),
    );
    const found = await Promise.all(alive.map((one) => figuresOf(reading, one, span)));
    figures = found.reduce(addCollectionFigures, figures);
    next = page.next;
  } while (next !== null && hasTime());
  return { figures, next };
};
