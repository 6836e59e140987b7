import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import pMap from 'p-map';
import type { Answer } from '../client/api-client.ts';
import { moneyAt, toMoney, valueAt } from '../client/read.ts';
import { asObject, asString } from '../json.ts';
import { type CaseHappening, happeningsIn } from './collections.ts';
import { type Grading, gradingsIn } from './grades.ts';
import type { BehaviourFigures } from './hand-conduct.ts';
import { centsOf } from './ledger.ts';
import type { Meter } from './meter.ts';
import { readAll } from './read-all.ts';

/** What the platform says of a customer at the end, and whether its history bears it out. */
export interface CustomerAudit {
  readonly customerId: string;
  readonly invoicesPaid: number;
  readonly onTimeRatio: number | null;
  readonly averageDaysLate: number | null;
  /** Everything that the profile says of the customer's behaviour. */
  readonly behaviour: BehaviourFigures;
  readonly exposure: bigint;
  readonly overdue: bigint;
  readonly entries: number;
  /** Each entry's hash recomputes, and names the one before. */
  readonly isChainIntact: boolean;
  /** The counters of the profile are the sums over the entries. */
  readonly isSumRight: boolean;
  /** What the entries of each day add to the exposure, in cents. */
  readonly movedOn: ReadonlyMap<string, bigint>;
  readonly score: number | null;
  readonly grade: string | null;
  /** What the history says of score, grade and limit, oldest first. */
  readonly gradings: readonly Grading[];
  /** What happened to the customer's cases, oldest first. */
  readonly collections: readonly CaseHappening[];
}

const CONCURRENCY = 8;

/** Reads the profile and the whole history of each customer through the API. */
export const auditCustomers = (meter: Meter, customers: Iterable<string>): Promise<readonly CustomerAudit[]> =>
  pMap(customers, (customerId) => auditCustomer(meter, customerId), { concurrency: CONCURRENCY });

const auditCustomer = async (meter: Meter, customerId: string): Promise<CustomerAudit> => {
  const profile = await meter.call('read profile', 'GET', `/v1/customers/${customerId}`);
  const entries = await readHistory(meter, customerId);
  const behaviour = asObject(valueAt(profile.body, 'behaviour'));
  return {
    customerId,
    exposure: centsOf(moneyAt(profile, 'exposure.total').amount),
    overdue: centsOf(moneyAt(profile, 'overdue.amount').amount),
    invoicesPaid: Number(behaviour['invoicesPaid']),
    onTimeRatio: numberOrNull(behaviour['onTimeRatio']),
    averageDaysLate: numberOrNull(behaviour['averageDaysLate']),
    behaviour: Object.fromEntries(Object.entries(behaviour).map(([name, value]) => [name, figureOf(value)])),
    entries: entries.length,
    isChainIntact: isChainIntact(entries),
    isSumRight: isSumRight(entries, profile),
    movedOn: movementsByDay(entries),
    score: numberOrNull(valueAt(profile.body, 'score')),
    grade: asString(valueAt(profile.body, 'grade')) ?? null,
    gradings: entries.flatMap(gradingsIn),
    collections: entries.flatMap(happeningsIn),
  };
};

const numberOrNull = (value: unknown): number | null => (typeof value === 'number' ? value : null);

/** Money as its amount. */
const figureOf = (value: unknown): number | string | null => toMoney(value)?.amount ?? numberOrNull(value);

/** Oldest first. */
const readHistory = async (meter: Meter, customerId: string): Promise<readonly unknown[]> =>
  (await readAll(meter, 'read history', `/v1/customers/${customerId}/history`)).toReversed();

/** SHA-256 over the canonical JSON (RFC 8785) of the entry without its hash: computed here as anyone can. */
const hashOf = (entry: unknown): string => {
  const { hash: _, ...covered } = asObject(entry);
  return createHash('sha256')
    .update(canonicalize(covered) ?? '')
    .digest('hex');
};

const isChainIntact = (entries: readonly unknown[]): boolean =>
  entries.every((entry, index) => {
    const previous = index === 0 ? null : valueAt(entries[index - 1], 'hash');
    return (
      valueAt(entry, 'seq') === index + 1 &&
      valueAt(entry, 'previousHash') === previous &&
      valueAt(entry, 'hash') === hashOf(entry)
    );
  });

const counters = ['openReceivables', 'reservations', 'unappliedCash'] as const;

const delta = (entry: unknown, counter: string): bigint =>
  centsOf(toMoney(valueAt(entry, `deltas.${counter}`))?.amount ?? '0.00');

const isSumRight = (entries: readonly unknown[], profile: Answer): boolean =>
  counters.every((counter) => {
    const sum = entries.reduce<bigint>((total, entry) => total + delta(entry, counter), 0n);
    return sum === centsOf(moneyAt(profile, `exposure.${counter}`).amount);
  });

const movementsByDay = (entries: readonly unknown[]): ReadonlyMap<string, bigint> => {
  const moved = new Map<string, bigint>();
  for (const entry of entries) {
    const date = String(valueAt(entry, 'at')).slice(0, 'YYYY-MM-DD'.length);
    const added = delta(entry, 'openReceivables') + delta(entry, 'reservations') - delta(entry, 'unappliedCash');
    moved.set(date, (moved.get(date) ?? 0n) + added);
  }
  return moved;
};

/** The day at whose end the exposure of all customers together was highest, by their histories. */
export const peakOf = (audits: readonly CustomerAudit[]): { readonly date: string; readonly exposure: bigint } => {
  const moved = new Map<string, bigint>();
  for (const [date, added] of audits.flatMap(({ movedOn }) => [...movedOn])) {
    moved.set(date, (moved.get(date) ?? 0n) + added);
  }
  let exposure = 0n;
  let peak = { date: '', exposure: 0n };
  for (const date of [...moved.keys()].toSorted()) {
    exposure += moved.get(date) ?? 0n;
    if (exposure > peak.exposure) peak = { date, exposure };
  }
  return peak;
};
