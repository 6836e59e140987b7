/**
 * A ledger in memory, written from the description of the product and from nothing else: no line of it is taken from
 * the code that it is held against. Money is in minor units, time in milliseconds, dates are `YYYY-MM-DD` in UTC.
 */
export const DAY_MS = 86_400_000;
const RESERVED_FOR_MS = 14 * DAY_MS;
const START_MS = Date.parse('2026-02-20T08:00:00Z');

export type Currency = 'EUR' | 'USD';

export interface Customer {
  readonly id: string;
  limit: bigint | null;
  unlimited: boolean;
  parent: string | null;
  held: boolean;
  readonly covers: { readonly amount: bigint; readonly percent: bigint; readonly from: string; readonly to: string }[];
}

export interface Order {
  readonly id: string;
  readonly customer: string;
  amount: bigint;
  currency: Currency;
  /** The whole order in euros. */
  worth: bigint;
  invoiced: bigint;
  ended: 'RELEASED' | 'EXPIRED' | null;
  expiresAt: number;
  decisionId: string;
}

export interface Invoice {
  readonly id: string;
  readonly customer: string;
  readonly amount: bigint;
  readonly currency: Currency;
  readonly worth: bigint;
  readonly dueOn: string;
  paid: bigint;
  credited: bigint;
  writtenOff: bigint;
  disputed: boolean;
}

export interface Settlement {
  readonly id: string;
  readonly kind: 'PAYMENT' | 'CREDIT_NOTE';
  readonly customer: string;
  readonly amount: bigint;
  readonly currency: Currency;
  readonly worth: bigint;
  readonly date: string;
  readonly names: readonly string[];
  /** What each invoice got. */
  readonly applied: Map<string, bigint>;
  reversed: boolean;
}

/** Approvers let an order through once, up to an amount. */
export interface Release {
  readonly id: string;
  readonly customer: string;
  readonly orderId: string;
  readonly amount: bigint;
  readonly currency: Currency;
  readonly expiresAt: number;
}

/** By how much orders of more than `above` and at most `upTo`, in euro cents, may pass a limit. */
export interface Tolerance {
  readonly above: bigint | null;
  readonly upTo: bigint | null;
  readonly perMille: bigint;
}

export interface Ledger {
  now: number;
  /** The first that holds for an order counts; without any, nothing passes a limit. */
  readonly tolerances: readonly Tolerance[];
  readonly customers: Map<string, Customer>;
  readonly orders: Map<string, Order>;
  readonly invoices: Map<string, Invoice>;
  readonly settlements: Map<string, Settlement>;
  /** Those that were not used. */
  readonly releases: Release[];
  /** How many checks passed because approvers had released the order. */
  released: number;
  ratesOf: string;
  /** Numbers the things that happen, so that no two share an id. */
  count: number;
}

export const SOLO = 'solo';
export const PARENT = 'parent';
export const MEMBERS = ['member-1', 'member-2'] as const;

export const emptyLedger = (tolerances: readonly Tolerance[]): Ledger => ({
  now: START_MS,
  tolerances,
  customers: new Map(),
  orders: new Map(),
  invoices: new Map(),
  settlements: new Map(),
  releases: [],
  released: 0,
  ratesOf: '',
  count: 0,
});

export const dateOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
export const today = (ledger: Ledger): string => dateOf(ledger.now);
export const daysFrom = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY_MS;

/** Half a minor unit or more counts as a whole one. */
export const share = (whole: bigint, part: bigint, of: bigint): bigint => {
  const doubled = (2n * whole * part) / of;
  return doubled / 2n + (doubled % 2n);
};

/** A euro is 1.25 dollars for as long as the model lasts. */
export const inEuros = (amount: bigint, currency: Currency): bigint =>
  currency === 'EUR' ? amount : share(amount, 100n, 125n);

/** How far an order worth so much may take what a limit bounds. */
export const tolerated = (ledger: Ledger, limit: bigint, worth: bigint): bigint => {
  const found = ledger.tolerances.find(
    ({ above, upTo }) => (above === null || worth > above) && (upTo === null || worth <= upTo),
  );
  return limit + (limit * (found?.perMille ?? 0n)) / 1000n;
};

export const remaining = (invoice: Invoice): bigint =>
  invoice.amount - invoice.paid - invoice.credited - invoice.writtenOff;

export const statusOf = (order: Order): 'ACTIVE' | 'INVOICED' | 'RELEASED' | 'EXPIRED' => {
  if (order.ended) return order.ended;
  return order.invoiced >= order.amount ? 'INVOICED' : 'ACTIVE';
};

export const toInvoice = (amount: bigint, worth: bigint, invoiced: bigint): bigint =>
  invoiced >= amount ? 0n : share(worth, amount - invoiced, amount);

export const held = (order: Order): bigint =>
  statusOf(order) === 'ACTIVE' ? toInvoice(order.amount, order.worth, order.invoiced) : 0n;

export const unapplied = (settlement: Settlement): bigint => {
  if (settlement.reversed) return 0n;
  let left = settlement.amount;
  for (const part of settlement.applied.values()) left -= part;
  return left;
};

const own = <T extends { readonly customer: string }>(things: Map<string, T>, customer: string): T[] =>
  [...things.values()].filter((thing) => thing.customer === customer);

export const invoicesOf = (ledger: Ledger, customer: string): Invoice[] => own(ledger.invoices, customer);
export const settlementsOf = (ledger: Ledger, customer: string): Settlement[] => own(ledger.settlements, customer);

export const exposureOf = (ledger: Ledger, customer: string): bigint => {
  let exposure = 0n;
  for (const one of invoicesOf(ledger, customer)) exposure += share(one.worth, remaining(one), one.amount);
  for (const one of own(ledger.orders, customer)) exposure += held(one);
  for (const one of settlementsOf(ledger, customer)) exposure -= share(one.worth, unapplied(one), one.amount);
  return exposure;
};

export const membersOf = (ledger: Ledger, parent: string): Customer[] =>
  [...ledger.customers.values()].filter((one) => one.parent === parent);

/** The customer that owns the limit which bounds this one's group, if it is in a group. */
export const groupOf = (ledger: Ledger, customer: Customer): Customer | null => {
  if (customer.parent !== null) return ledger.customers.get(customer.parent) ?? null;
  return membersOf(ledger, customer.id).length > 0 ? customer : null;
};

export const groupExposureOf = (ledger: Ledger, parent: string): bigint =>
  [parent, ...membersOf(ledger, parent).map((one) => one.id)].reduce((sum, id) => sum + exposureOf(ledger, id), 0n);

export const releasesOf = (ledger: Ledger, customer: string): Release[] =>
  ledger.releases.filter((one) => one.customer === customer && one.expiresAt > ledger.now);

/** An order that was let through has no release left. */
export const spendReleases = (ledger: Ledger, orderId: string): void => {
  const left = ledger.releases.filter((one) => one.orderId !== orderId);
  ledger.releases.splice(0, ledger.releases.length, ...left);
};

/** The first moment from which a reservation made now holds nothing any more. */
export const expiryFrom = (ledger: Ledger): number => ledger.now + RESERVED_FOR_MS;

/** A check frees what has expired under every limit that bounds the customer. */
export const freeExpired = (ledger: Ledger, customer: Customer): void => {
  const group = groupOf(ledger, customer);
  const looked = new Set([
    customer.id,
    ...(group ? [group.id, ...membersOf(ledger, group.id).map((one) => one.id)] : []),
  ]);
  for (const order of ledger.orders.values()) {
    if (looked.has(order.customer) && statusOf(order) === 'ACTIVE' && order.expiresAt <= ledger.now)
      order.ended = 'EXPIRED';
  }
};
