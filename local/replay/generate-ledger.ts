import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { addDays } from './dates.ts';
import type { Ledger, LedgerInvoice } from './ledger.ts';

export interface PortfolioOptions {
  readonly seed: number;
  readonly customers: number;
  readonly invoices: number;
  /** Over how many days they are issued; 700 where nothing is said. */
  readonly days?: number;
}

const FIRST_DAY = '2024-01-02';
const DEFAULT_DAYS = 700;
const TERMS_DAYS = 30;
const DISPUTED_PERCENT = 22;
/** What a dispute adds to the days until an invoice is paid, at most. */
const DISPUTE_DAYS = 14;
const countries = ['DE', 'FR', 'IT', 'NL', 'PL'];

/**
 * Makes up a portfolio: invoices of 5 to 128 over so many days at terms of 30 days, about a third of them paid late,
 * disputed ones more often. Each customer has a habit of paying. The same options make the same portfolio.
 */
export const generateLedger = ({ seed, customers, invoices, days = DEFAULT_DAYS }: PortfolioOptions): Ledger => {
  const random = xoroshiro128plus(seed);
  const between = (from: number, to: number): number => uniformInt(random, from, to);
  const habits = Array.from({ length: customers }, (_, index) => ({
    customerId: `CUSTOMER-${String(index + 1).padStart(3, '0')}`,
    countryCode: countries[between(0, countries.length - 1)] ?? 'DE',
    usualDays: between(14, 38),
    spreadDays: between(3, 12),
  }));
  const made = Array.from({ length: invoices }, (_, index): LedgerInvoice => {
    // Each customer has one invoice at least, as long as there are enough of them.
    const habit = habits[index < customers ? index : between(0, customers - 1)] ?? habits[0];
    if (!habit) throw new RangeError('a portfolio needs a customer');
    const { customerId, countryCode, usualDays, spreadDays } = habit;
    const issuedOn = addDays(FIRST_DAY, between(0, days));
    const disputed = between(1, 100) <= DISPUTED_PERCENT;
    const daysToPay = usualDays + between(-spreadDays, spreadDays) + (disputed ? between(0, DISPUTE_DAYS) : 0);
    return {
      invoiceId: `INVOICE-${String(index + 1).padStart(5, '0')}`,
      customerId,
      countryCode,
      cents: BigInt(between(500, 12_800)),
      issuedOn,
      dueOn: addDays(issuedOn, TERMS_DAYS),
      settledOn: addDays(issuedOn, Math.max(0, daysToPay)),
      disputed,
    };
  });
  return { source: `a portfolio made up from seed ${seed}`, invoices: made };
};
