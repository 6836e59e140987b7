import type { BusinessDate, Instant } from '../../dates.ts';
import type { CaseStatus } from '../collection/case.ts';
import type { SalesPeriod } from './efficiency.ts';
import { type DebtorStanding, figuresOf, minorUnitsOf, type PortfolioFigures } from './figures.ts';

/** Figures of the customers that share a segment or a region; `null` stands for the many small ones beyond the listed. */
export interface GroupFigures extends PortfolioFigures {
  readonly name: string | null;
}

export type Period = Pick<SalesPeriod, 'from' | 'to' | 'days'>;

/** How the portfolio stood on the morning of a day. */
export interface PortfolioSnapshot {
  readonly date: BusinessDate;
  readonly takenAt: Instant;
  /** Of the credit sales by which DSO is reckoned. */
  readonly salesPeriod: Period;
  /** Of the CEI: the month of the day before. */
  readonly collectionPeriod: Period;
  /** How many collection cases there are of each status, closed ones not counted. */
  readonly cases: Readonly<Partial<Record<CaseStatus, number>>>;
  /** By currency. */
  readonly totals: readonly PortfolioFigures[];
  readonly segments: readonly GroupFigures[];
  readonly regions: readonly GroupFigures[];
}

/** Groups of a kind that are listed by name; together with the rest they keep a snapshot well within one item. */
export const MOST_GROUPS = 80;

type Dimension = 'segment' | 'region';

const grouped = <T>(things: Iterable<T>, keyOf: (thing: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const thing of things) {
    const key = keyOf(thing);
    const group = groups.get(key);
    if (group) group.push(thing);
    else groups.set(key, [thing]);
  }
  return groups;
};

const byName = (a: string, b: string): number => (a < b ? -1 : 1);

const openOf = (standings: readonly DebtorStanding[]): bigint =>
  standings.reduce((sum, { aging }) => sum + aging.total, 0n);

/** Where the receivables of each currency, segment and region began, by the snapshot of that day. */
export type Beginning = Pick<PortfolioSnapshot, 'totals' | 'segments' | 'regions'> | null;

const beginningOf = (before: readonly (PortfolioFigures & { name?: string | null })[] | undefined) => {
  const known = new Map((before ?? []).map((one) => [`${one.currency} ${one.name ?? ''}`, one.openReceivables]));
  return (currency: string, name = ''): bigint | null => {
    if (before === undefined) return null;
    const amount = known.get(`${currency} ${name}`);
    return amount ? minorUnitsOf(amount) : 0n;
  };
};

/** The figures by segment or region of one currency: those with the most open by name, the rest in one. */
const groupsOf = (
  currency: string,
  standings: readonly DebtorStanding[],
  dimension: Dimension,
  salesDays: number,
  beginning: ReturnType<typeof beginningOf>,
): GroupFigures[] => {
  const groups = [...grouped(standings, (one) => one[dimension])]
    .map(([name, members]) => ({ name, members, open: openOf(members) }))
    .sort((a, b) => (a.open === b.open ? byName(a.name, b.name) : a.open > b.open ? -1 : 1));
  const listed = groups.slice(0, MOST_GROUPS).map(({ members, name }) => ({
    name,
    ...figuresOf(members, currency, { salesDays, beginning: beginning(currency, name) }),
  }));
  const others = groups.slice(MOST_GROUPS).flatMap(({ members }) => members);
  if (others.length === 0) return listed;
  return [...listed, { name: null, ...figuresOf(others, currency, { salesDays, beginning: null }) }];
};

/** The snapshot of a day. @param before the snapshot of the first day of the period of the CEI, where there is one. */
export const snapshotOf = (
  standings: Iterable<DebtorStanding>,
  facts: Pick<PortfolioSnapshot, 'date' | 'takenAt' | 'salesPeriod' | 'collectionPeriod' | 'cases'>,
  before: Beginning,
): PortfolioSnapshot => {
  const currencies = [...grouped(standings, ({ currency }) => currency)].sort(([a], [b]) => byName(a, b));
  const salesDays = facts.salesPeriod.days;
  const [total, segment, region] = [before?.totals, before?.segments, before?.regions].map(beginningOf) as [
    ReturnType<typeof beginningOf>,
    ReturnType<typeof beginningOf>,
    ReturnType<typeof beginningOf>,
  ];
  return {
    ...facts,
    totals: currencies.map(([currency, members]) =>
      figuresOf(members, currency, { salesDays, beginning: total(currency) }),
    ),
    segments: currencies.flatMap(([currency, members]) => groupsOf(currency, members, 'segment', salesDays, segment)),
    regions: currencies.flatMap(([currency, members]) => groupsOf(currency, members, 'region', salesDays, region)),
  };
};
