import type { CaseHappening } from './collections.ts';

/** When a customer was on credit hold, as ISO instants; `until` is `null` for a hold that lasts. */
export interface Hold {
  readonly from: string;
  readonly until: string | null;
}

/** The holds that collections have placed and lifted, from what happened to the cases of one customer, in its order. */
export const holdsIn = (happenings: readonly CaseHappening[]): readonly Hold[] => {
  const holds: Hold[] = [];
  for (const { at, type } of happenings) {
    const last = holds.at(-1);
    if (type === 'HoldPlaced' && last?.until !== null) holds.push({ from: at, until: null });
    if (type === 'HoldLifted' && last?.until === null) holds.splice(-1, 1, { ...last, until: at });
  }
  return holds;
};

/**
 * Whether it can be that an order of a day met a hold, or met none. On a day on which a hold began or ended, both can:
 * the order in which the platform heard of payment and order is its own.
 */
export const mayBeOnHold = (holds: readonly Hold[], date: string, onHold: boolean): boolean => {
  const dayOf = (instant: string): string => instant.slice(0, date.length);
  const touches = holds.some(({ from, until }) => dayOf(from) <= date && (until === null || dayOf(until) >= date));
  const covers = holds.some(({ from, until }) => dayOf(from) < date && (until === null || dayOf(until) > date));
  return onHold ? touches : !covers;
};
