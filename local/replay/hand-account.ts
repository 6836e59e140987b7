import { daysBetween } from './dates.ts';
import type { LedgerInvoice } from './ledger.ts';
import type { Step } from './steps.ts';

/** The default policy, as far as it matters to a replay. */
const MAX_DAYS_PAST_DUE = 30;

export interface HandDecision {
  readonly outcome: 'APPROVED' | 'REFERRED' | 'PREPAYMENT_REQUIRED';
  readonly reasons: readonly string[];
}

/** What the customer's grade has made of the terms by then; left out what is as it was. */
export interface HandTerms {
  readonly limit?: bigint;
  readonly maxDaysPastDue?: number;
}

/** A customer's account kept by hand from the ledger alone, to hold the platform's answers against. */
export interface HandAccount {
  /** Books a step that happens on a date; an order is decided, for a customer that is on credit hold or not, on terms. */
  readonly book: (step: Step, date: string, onHold?: boolean, terms?: HandTerms) => HandDecision | undefined;
  readonly exposure: () => bigint;
  readonly overdue: (on: string) => bigint;
  readonly behaviour: () => HandBehaviour;
}

export interface HandBehaviour {
  readonly invoicesPaid: number;
  readonly onTimeRatio: number | null;
  readonly averageDaysToPay: number | null;
  readonly averageDaysLate: number | null;
}

/** @param firstLimit in cents; `null` lets every order through, to find out how high the exposure would go. */
export const openHandAccount = (firstLimit: bigint | null): HandAccount => {
  const held = new Map<string, bigint>();
  const open = new Map<string, LedgerInvoice>();
  const paid: { readonly late: number; readonly days: number }[] = [];
  let exposure = 0n;

  const decide = (
    { invoiceId, cents }: LedgerInvoice,
    date: string,
    onHold: boolean,
    terms: HandTerms,
  ): HandDecision => {
    const limit = firstLimit === null ? null : (terms.limit ?? firstLimit);
    const reasons: string[] = onHold ? ['ON_HOLD'] : [];
    const oldest = [...open.values()].reduce((worst, { dueOn }) => (dueOn < worst ? dueOn : worst), date);
    const allowed = terms.maxDaysPastDue ?? MAX_DAYS_PAST_DUE;
    if (limit !== null && daysBetween(oldest, date) > allowed) reasons.push('OVERDUE');
    if (limit !== null && exposure + cents > limit) reasons.push(limit === 0n ? 'CASH_ONLY' : 'LIMIT_EXCEEDED');
    if (reasons.join() === 'CASH_ONLY') return { outcome: 'PREPAYMENT_REQUIRED', reasons };
    if (reasons.length > 0) return { outcome: 'REFERRED', reasons };
    held.set(invoiceId, cents);
    exposure += cents;
    return { outcome: 'APPROVED', reasons };
  };

  return {
    book: ({ kind, invoice }, date, onHold = false, terms = {}) => {
      switch (kind) {
        case 'order':
          return decide(invoice, date, onHold, terms);
        case 'invoice':
          exposure += invoice.cents - (held.get(invoice.invoiceId) ?? 0n);
          held.delete(invoice.invoiceId);
          open.set(invoice.invoiceId, invoice);
          return undefined;
        case 'payment':
          exposure -= invoice.cents;
          open.delete(invoice.invoiceId);
          paid.push({
            late: Math.max(0, daysBetween(invoice.dueOn, date)),
            days: daysBetween(invoice.issuedOn, date),
          });
          return undefined;
        case 'dispute':
          return undefined;
        default:
          return kind satisfies never;
      }
    },
    exposure: () => exposure,
    overdue: (on) => [...open.values()].filter(({ dueOn }) => dueOn < on).reduce((sum, { cents }) => sum + cents, 0n),
    behaviour: () => ({
      invoicesPaid: paid.length,
      onTimeRatio: average(paid.map(({ late }) => (late === 0 ? 1 : 0))),
      averageDaysToPay: average(paid.map(({ days }) => days)),
      averageDaysLate: average(paid.map(({ late }) => late)),
    }),
  };
};

/** To four decimals, as the platform shows ratios. */
const average = (values: readonly number[]): number | null =>
  values.length === 0 ? null : Number((values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(4));
