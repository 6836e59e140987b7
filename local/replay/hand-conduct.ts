import { Temporal } from 'temporal-polyfill';
import { daysBetween } from './dates.ts';
import { decimal, type Ledger, type LedgerInvoice } from './ledger.ts';
import { type Day, disputesOf, type StepDay } from './steps.ts';

/** Figures of a customer by name, as the profile shows them under `behaviour`; amounts as decimal texts. */
export type BehaviourFigures = Readonly<Record<string, number | string | null>>;

/** The default policy, as far as it matters to a replay. */
const SALES_MONTHS = 12;

type Settled = LedgerInvoice & { readonly settledOn: string };

const monthOf = (date: string): Temporal.PlainYearMonth => Temporal.PlainYearMonth.from(date.slice(0, 7));

/** Months from the one of a date to the one of another. */
const monthsAgo = (date: string, today: string): number =>
  monthOf(date).until(monthOf(today), { largestUnit: 'months' }).months;

const fourDecimals = (value: number): number => Number(value.toFixed(4));

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : fourDecimals(part / whole));

const late = ({ dueOn, settledOn }: Settled): number => Math.max(0, daysBetween(dueOn, settledOn));

const isSettled = (invoice: LedgerInvoice): invoice is Settled => invoice.settledOn !== null;

const sum = (invoices: readonly LedgerInvoice[]): bigint => invoices.reduce((cents, one) => cents + one.cents, 0n);

/** Days late by amount, each invoice weighted once more. */
const weighted = (paid: readonly Settled[], weight: (invoice: Settled) => number): number | null =>
  ratio(
    total(paid.map((one) => Number(one.cents) * weight(one) * late(one))),
    total(paid.map((one) => Number(one.cents) * weight(one))),
  );

const worst = (invoices: readonly LedgerInvoice[], disputes: readonly StepDay[], today: string): number | null => {
  const paid = invoices.filter(isSettled).filter(({ settledOn }) => monthsAgo(settledOn, today) <= 12);
  // What is disputed is no fault of the customer until it is decided, which no file tells of.
  const disputed = new Set(disputes.map(({ invoiceId }) => invoiceId));
  const open = invoices.filter((one) => !isSettled(one) && !disputed.has(one.invoiceId) && one.dueOn < today);
  const days = [...paid.map(late), ...open.map(({ dueOn }) => daysBetween(dueOn, today))];
  return days.length === 0 ? null : Math.max(...days);
};

/** What was invoiced in each of the whole months since the first invoice, the newest first. */
const monthlyCents = (invoices: readonly LedgerInvoice[], today: string): readonly bigint[] => {
  const ages = invoices.map(({ issuedOn }) => monthsAgo(issuedOn, today));
  const months = Math.min(SALES_MONTHS, Math.max(0, ...ages));
  return Array.from({ length: months }, (_, ago) => sum(invoices.filter((_one, at) => ages[at] === ago + 1)));
};

const trend = (monthly: readonly bigint[]): number | null => {
  const recent = monthly.slice(0, 3).map(Number);
  const before = monthly.slice(3).map(Number);
  if (before.length < 3 || total(before) === 0) return null;
  return fourDecimals(total(recent) / recent.length / (total(before) / before.length) - 1);
};

const figuresOf = (
  invoices: readonly LedgerInvoice[],
  disputes: readonly StepDay[],
  since: string,
  today: string,
): BehaviourFigures => {
  const paid = invoices.filter(isSettled);
  const open = invoices.filter((one) => !isSettled(one));
  const monthly = monthlyCents(invoices, today);
  const overdue = sum(open.filter(({ dueOn }) => dueOn < today));
  const recent = paid.filter(({ settledOn }) => monthsAgo(settledOn, today) <= 24);
  return {
    invoicesPaid: paid.length,
    onTimeRatio: ratio(paid.filter((one) => late(one) === 0).length, paid.length),
    averageDaysToPay: ratio(total(paid.map((one) => daysBetween(one.issuedOn, one.settledOn))), paid.length),
    averageDaysLate: ratio(total(paid.map(late)), paid.length),
    weightedDaysLate: weighted(paid, () => 1),
    recentDaysLate: weighted(recent, ({ settledOn }) => 2 ** (-monthsAgo(settledOn, today) / 6)),
    worstDaysPastDue12m: worst(invoices, disputes, today),
    overdueShare: open.length > 0 ? ratio(Number(overdue), Number(sum(open))) : paid.length > 0 ? 0 : null,
    disputes: disputes.length,
    disputes12m: disputes.filter(({ date }) => monthsAgo(date, today) <= 12).length,
    averageMonthlySales:
      monthly.length === 0 ? null : decimal(monthly.reduce((a, b) => a + b) / BigInt(monthly.length)),
    salesTrend: trend(monthly),
    relationshipMonths: Temporal.PlainDate.from(since).until(today, { largestUnit: 'months' }).months,
    // Nobody promises anything in a ledger, no payment bounces, nothing is written off, and no handoff is approved.
    ...{ brokenPromises: 0, brokenPromises12m: 0, bounces: 0, bounces12m: 0, defaults: 0, defaults24m: 0 },
  };
};

/**
 * The behaviour of every customer at the end of the last day, reckoned from the lines of the file alone. Customers are
 * taken on on the first day.
 */
export const behaviourByHand = (ledger: Ledger, days: readonly Day[]): ReadonlyMap<string, BehaviourFigures> => {
  const [since, today] = [days[0]?.date ?? '', days.at(-1)?.date ?? ''];
  const disputes = Map.groupBy(disputesOf(days), ({ customerId }) => customerId);
  const invoices = Map.groupBy(ledger.invoices, ({ customerId }) => customerId);
  return new Map(
    [...invoices].map(([customerId, own]) => [
      customerId,
      figuresOf(own, disputes.get(customerId) ?? [], since, today),
    ]),
  );
};
