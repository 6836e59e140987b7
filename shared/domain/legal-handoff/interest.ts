import Big from 'big.js';
import { addDays, type BusinessDate, daysBetween } from '../../dates.ts';
import { type Money, money, prorate } from '../../money.ts';

/** What a credit agreement says of being late. */
export interface InterestTerms {
  readonly agreementId: string;
  readonly signedOn: BusinessDate;
  readonly validTo: BusinessDate;
  /** Percent a year, an exact decimal. */
  readonly lateInterestPercent: string;
}

export interface LateInvoice {
  readonly invoiceId: string;
  readonly issuedOn: BusinessDate;
  readonly dueOn: BusinessDate;
  readonly remaining: Money;
}

/** Late interest on one invoice. */
export interface InvoiceInterest {
  readonly invoiceId: string;
  /** What remains, on which it is reckoned. */
  readonly principal: Money;
  /** First and last day that count. */
  readonly from: BusinessDate;
  readonly to: BusinessDate;
  readonly days: number;
  /** `null` where no agreement was in force when the invoice was issued: nothing is reckoned then. */
  readonly agreementId: string | null;
  readonly percent: string | null;
  readonly interest: Money;
}

const YEAR_DAYS = 365n;
const MILLION = 1_000_000n;

/** A percentage has six decimals at most: as whole millionths nothing is rounded but the result. */
const millionths = (percent: string): bigint => BigInt(new Big(percent).times(MILLION.toString()).round(0).toFixed(0));

/** The agreement in force on a day; the one that was signed last, where there are several. */
const inForce = (terms: readonly InterestTerms[], day: BusinessDate): InterestTerms | undefined =>
  terms
    .filter(({ signedOn, validTo }) => signedOn <= day && day <= validTo)
    .toSorted((a, b) => (a.signedOn < b.signedOn ? 1 : -1))[0];

/**
 * Simple late interest on what remains of overdue invoices, each for the days from the day after it was due up to a day,
 * this one included: remaining x percent / 100 x days / 365, half a minor unit rounded up. The percentage is that of the
 * credit agreement in force when the invoice was issued; without one nothing is reckoned. The day count is Actual/365
 * (Fixed) of the 2006 ISDA Definitions, section 4.16(d). What was paid late before is not counted.
 */
export const lateInterest = (
  invoices: readonly LateInvoice[],
  terms: readonly InterestTerms[],
  to: BusinessDate,
): readonly InvoiceInterest[] =>
  invoices
    .filter(({ dueOn, remaining }) => dueOn < to && remaining.minorUnits > 0n)
    .map(({ dueOn, invoiceId, issuedOn, remaining }) => {
      const agreed = inForce(terms, issuedOn);
      const days = daysBetween(dueOn, to);
      const percent = agreed?.lateInterestPercent ?? '0';
      const interest = prorate(remaining.minorUnits, millionths(percent) * BigInt(days), 100n * YEAR_DAYS * MILLION);
      return {
        invoiceId,
        principal: remaining,
        from: addDays(dueOn, 1),
        to,
        days,
        agreementId: agreed?.agreementId ?? null,
        percent: agreed?.lateInterestPercent ?? null,
        interest: money(interest, remaining.currency),
      };
    });
