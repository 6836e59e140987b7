import { addDays, businessDateOf, startOfBusinessDate } from '../../dates.ts';
import type { HistoryEntry } from '../../domain/history/entry.ts';
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

type Entry = Pick<HistoryEntry, 'at' | 'data'>;

/**
 * Whether money of an entry is a matter of the case. What comes in is when it comes while the case is open; what bounces
 * is when it had come while the case was open, however that stands when it bounces.
 */
const belongs = ({ at, data }: Entry, minorUnits: bigint, times: readonly OpenTime[], timeZone: string): boolean => {
  const came = String(data['date']);
  const dateOf = (instant: string): string => businessDateOf(instant, timeZone);
  return times.some(({ from, to }) =>
    minorUnits >= 0n
      ? from <= at && (to === null || at <= to)
      : dateOf(from) <= came && (to === null || came <= dateOf(to)),
  );
};

/** What came in for the customer's invoices while the case was open, less what of it bounced, within the span. */
const moneyOf = async (
  { environment, table }: Reading,
  customerId: string,
  times: readonly OpenTime[],
  span: Span,
): Promise<readonly AppliedMoney[]> => {
  const { timeZone } = environment;
  const begin = startOfBusinessDate(span.from, timeZone);
  const before = startOfBusinessDate(addDays(span.to, 1), timeZone);
  const opened = times[0]?.from ?? begin;
  const from = opened > begin ? opened : begin;
  const parts: { invoiceId: string; minorUnits: bigint; date: string }[] = [];
  let startAfter: Page['next'] = null;
  do {
    const page = await listHistory(table, { customerId, from, before, limit: ENTRIES_AT_ONCE, startAfter });
    for (const entry of page.entries.filter(({ kind }) => moneyKinds.includes(kind))) {
      const date = String(entry.data['date']);
      const own = settledBy(entry).filter((part) => belongs(entry, part.minorUnits, times, timeZone));
      parts.push(...own.map((part) => ({ ...part, date })));
    }
    startAfter = page.next;
  } while (startAfter);
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
