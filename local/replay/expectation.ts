import { type HandAccount, type HandBehaviour, type HandTerms, openHandAccount } from './hand-account.ts';
import type { Day } from './steps.ts';

/** Exposure and overdue of the whole portfolio at the end of a day, in cents. */
export interface Reading {
  readonly date: string;
  readonly exposure: bigint;
  readonly overdue: bigint;
}

/** What the ledger itself says, computed without the platform. */
export interface Expectation {
  /** Outcome and reasons of each order, such as `REFERRED LIMIT_EXCEEDED`, by invoice. */
  readonly decisions: ReadonlyMap<string, string>;
  readonly readings: readonly Reading[];
  /** The day with the highest exposure at its end. */
  readonly peak: { readonly date: string; readonly exposure: bigint };
  readonly customers: ReadonlyMap<string, HandBehaviour & { readonly exposure: bigint }>;
}

/** What no ledger tells, so that the platform's word is taken for it, and held against the customer's history elsewhere. */
export interface PlatformsWord {
  /** Whether the order of an invoice met a credit hold of collections. */
  readonly metHold?: (invoiceId: string) => boolean;
  /** What the grade of a customer had made of its terms on a day. */
  readonly termsOn?: (customerId: string, date: string) => HandTerms;
}

/** Walks through the days, each customer on its own account. */
const walk = (
  days: readonly Day[],
  accounts: ReadonlyMap<string, HandAccount>,
  look: (event: { day: Day; account: HandAccount; invoiceId: string; decision: string | undefined }) => void,
  atDayEnd: (day: Day) => void = () => {},
  { metHold = () => false, termsOn = () => ({}) }: PlatformsWord = {},
): void => {
  for (const day of days) {
    for (const [customerId, steps] of day.stepsByCustomer) {
      const account = accounts.get(customerId);
      for (const step of account ? steps : []) {
        const decision = account?.book(step, day.date, metHold(step.invoice.invoiceId), termsOn(customerId, day.date));
        if (!account) continue;
        const words = decision && [decision.outcome, ...decision.reasons].join(' ');
        look({ day, account, invoiceId: step.invoice.invoiceId, decision: words });
      }
    }
    atDayEnd(day);
  }
};

const customersIn = (days: readonly Day[]): ReadonlySet<string> =>
  new Set(days.flatMap(({ stepsByCustomer }) => [...stepsByCustomer.keys()]));

/** A limit of zero would mean something else: that the customer pays in advance. */
const SMALLEST_LIMIT = 1n;

/**
 * A limit for each customer, in cents: its own highest exposure in the ledger, orders included, times the factor.
 * From 1 on every order fits; below, some are referred.
 */
export const limitsFor = (days: readonly Day[], factor: number): ReadonlyMap<string, bigint> => {
  const accounts = new Map([...customersIn(days)].map((customerId) => [customerId, openHandAccount(null)]));
  const peaks = new Map<HandAccount, bigint>();
  walk(days, accounts, ({ account }) => {
    const exposure = account.exposure();
    if (exposure > (peaks.get(account) ?? 0n)) peaks.set(account, exposure);
  });
  const limitOf = (account: HandAccount): bigint => {
    const limit = BigInt(Math.floor(Number(peaks.get(account) ?? 0n) * factor));
    return limit > 0n ? limit : SMALLEST_LIMIT;
  };
  return new Map([...accounts].map(([customerId, account]) => [customerId, limitOf(account)]));
};

const total = (accounts: Iterable<HandAccount>, of: (account: HandAccount) => bigint): bigint =>
  [...accounts].reduce((sum, account) => sum + of(account), 0n);

/** Computes from the ledger alone what the platform has to answer under the limits, but for what no ledger tells. */
export const expect = (
  days: readonly Day[],
  limits: ReadonlyMap<string, bigint>,
  word: PlatformsWord = {},
): Expectation => {
  const accounts = new Map([...limits].map(([customerId, limit]) => [customerId, openHandAccount(limit)]));
  const decisions = new Map<string, string>();
  const readings: Reading[] = [];
  let peak: Expectation['peak'] = { date: '', exposure: 0n };
  walk(
    days,
    accounts,
    ({ invoiceId, decision }) => {
      if (decision !== undefined) decisions.set(invoiceId, decision);
    },
    ({ date, isReading }) => {
      const exposure = total(accounts.values(), (account) => account.exposure());
      if (exposure > peak.exposure) peak = { date, exposure };
      if (isReading) readings.push({ date, exposure, overdue: total(accounts.values(), (one) => one.overdue(date)) });
    },
    word,
  );
  const customers = new Map(
    [...accounts].map(([customerId, account]) => [
      customerId,
      { ...account.behaviour(), exposure: account.exposure() },
    ]),
  );
  return { decisions, readings, peak, customers };
};
