import { type BusinessDate, businessDateOf, daysBetween, type Instant } from '../../dates.ts';
import type { CollectionCase } from '../collection/case.ts';
import type { CaseEvent, PromiseOutcome } from '../collection/events.ts';
import type { StepKind } from '../collection/strategy.ts';

/** Business dates, the first and the last one. */
export interface Span {
  readonly from: BusinessDate;
  readonly to: BusinessDate;
}

/** Money that came in for what was past due, in one currency. */
export interface Collected {
  readonly minorUnits: bigint;
  /** Each amount times the days that it came late. */
  readonly lateness: bigint;
}

/** What collections did in a span of days, and what came of it. */
export interface CollectionFigures {
  readonly cases: { readonly opened: number; readonly reopened: number; readonly closed: number };
  readonly steps: Readonly<Partial<Record<StepKind, number>>>;
  readonly promises: Readonly<Partial<Record<PromiseOutcome | 'MADE', number>>>;
  readonly bounced: number;
  /** By currency of the invoices. */
  readonly collected: Readonly<Record<string, Collected>>;
}

export const noCollectionFigures: CollectionFigures = {
  cases: { opened: 0, reopened: 0, closed: 0 },
  steps: {},
  promises: {},
  bounced: 0,
  collected: {},
};

const addCounts = <K extends string>(
  a: Readonly<Partial<Record<K, number>>>,
  b: Readonly<Partial<Record<K, number>>>,
): Partial<Record<K, number>> => {
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])] as K[];
  return Object.fromEntries(names.map((name) => [name, (a[name] ?? 0) + (b[name] ?? 0)])) as Partial<Record<K, number>>;
};

const addCollected = (a: CollectionFigures['collected'], b: CollectionFigures['collected']) =>
  Object.fromEntries(
    [...new Set([...Object.keys(a), ...Object.keys(b)])].map((currency) => [
      currency,
      {
        minorUnits: (a[currency]?.minorUnits ?? 0n) + (b[currency]?.minorUnits ?? 0n),
        lateness: (a[currency]?.lateness ?? 0n) + (b[currency]?.lateness ?? 0n),
      },
    ]),
  );

export const addCollectionFigures = (a: CollectionFigures, b: CollectionFigures): CollectionFigures => ({
  cases: {
    opened: a.cases.opened + b.cases.opened,
    reopened: a.cases.reopened + b.cases.reopened,
    closed: a.cases.closed + b.cases.closed,
  },
  steps: addCounts(a.steps, b.steps),
  promises: addCounts(a.promises, b.promises),
  bounced: a.bounced + b.bounced,
  collected: addCollected(a.collected, b.collected),
});

const figuresOfEvent = (event: CaseEvent): CollectionFigures => {
  switch (event.type) {
    case 'StepTaken':
      return { ...noCollectionFigures, steps: { [event.kind]: 1 } };
    case 'PromiseMade':
      return { ...noCollectionFigures, promises: { MADE: 1 } };
    case 'PromiseEnded':
      return { ...noCollectionFigures, promises: { [event.outcome]: 1 } };
    case 'MessageBounced':
      return { ...noCollectionFigures, bounced: 1 };
    case 'CaseClosed':
      return { ...noCollectionFigures, cases: { opened: 0, reopened: 0, closed: 1 } };
    case 'CaseReopened':
      return { ...noCollectionFigures, cases: { opened: 0, reopened: 1, closed: 0 } };
    default:
      return noCollectionFigures;
  }
};

const isWithin = ({ from, to }: Span, at: Instant, timeZone: string): boolean => {
  const date = businessDateOf(at, timeZone);
  return from <= date && date <= to;
};

/** What happened in one case within a span of days. */
export const figuresOfCase = (
  { openedAt }: Pick<CollectionCase, 'openedAt'>,
  events: readonly CaseEvent[],
  span: Span,
  timeZone: string,
): CollectionFigures => {
  const opened = isWithin(span, openedAt, timeZone) ? 1 : 0;
  return events
    .filter(({ at }) => isWithin(span, at, timeZone))
    .map(figuresOfEvent)
    .reduce(addCollectionFigures, { ...noCollectionFigures, cases: { opened, reopened: 0, closed: 0 } });
};

/** A time during which a case was open; `null` while it still is. */
export interface OpenTime {
  readonly from: Instant;
  readonly to: Instant | null;
}

/** When a case was open: it may have been closed and opened again. */
export const openTimes = (
  { openedAt }: Pick<CollectionCase, 'openedAt'>,
  events: readonly CaseEvent[],
): readonly OpenTime[] => {
  const times: OpenTime[] = [{ from: openedAt, to: null }];
  for (const { at, type } of events) {
    const last = times.at(-1);
    if (type === 'CaseClosed' && last?.to === null) times[times.length - 1] = { from: last.from, to: at };
    if (type === 'CaseReopened' && last?.to !== null) times.push({ from: at, to: null });
  }
  return times;
};

/** Money that was applied to an invoice, or taken back from it when it is below zero. */
export interface AppliedMoney {
  readonly currency: string;
  readonly minorUnits: bigint;
  /** On which the money came in, and on which the invoice was due. */
  readonly date: BusinessDate;
  readonly dueOn: BusinessDate;
}

/** What of the money was for invoices past their due date when it came. */
export const collectedOf = (parts: readonly AppliedMoney[]): CollectionFigures['collected'] =>
  parts
    .map(({ currency, date, dueOn, minorUnits }) => ({ currency, minorUnits, days: daysBetween(dueOn, date) }))
    .filter(({ days }) => days > 0)
    .map(({ currency, days, minorUnits }) => ({ [currency]: { minorUnits, lateness: minorUnits * BigInt(days) } }))
    .reduce(addCollected, {});
