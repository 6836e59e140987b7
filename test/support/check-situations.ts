import fc from 'fast-check';
import { type Account, exposureOf, type OrderHabit } from '../../shared/domain/account/account.ts';
import type { CheckInput } from '../../shared/domain/credit-check/facts.ts';
import type { OrderRelease } from '../../shared/domain/order-release/release.ts';
import { defaultPolicy } from '../../shared/domain/policy/policy.ts';
import type { Reservation } from '../../shared/domain/reservation/reservation.ts';
import { type Money, money } from '../../shared/money.ts';
import { anAccount, aReservation, moment, quoteOf, someRates } from './accounts.ts';
import { eur } from './movements.ts';
import { anyRules, grades, industries, productCategories, regions, segments } from './policy-rules.ts';

const amount = (max = 2_000_00n) => fc.bigInt({ min: 0n, max });

/** What the order holds or held before, in the currency it is asked in or in euros. */
export const anyReservation = (currency: string) =>
  fc
    .record({
      status: fc.constantFrom('ACTIVE' as const, 'EXPIRED' as const, 'INVOICED' as const),
      currency: fc.constantFrom(currency, 'EUR'),
      minorUnits: fc.bigInt({ min: 1n, max: 1_000_00n }),
      carryingAmount: fc.bigInt({ min: 1n, max: 1_000_00n }),
      invoicedPercent: fc.bigInt({ min: 0n, max: 130n }),
    })
    .map(({ minorUnits, currency: kept, invoicedPercent, ...rest }): Reservation => {
      const invoiced = (minorUnits * invoicedPercent) / 100n;
      return aReservation({ ...rest, amount: money(minorUnits, kept), invoiced });
    });

/** Approvers have let the order through up to an amount. */
export const releaseOf = (amountReleased: Money, more: Partial<OrderRelease> = {}): OrderRelease => ({
  requestId: 'R-1',
  orderId: 'O-1',
  amount: amountReleased,
  approvedBy: ['mia.manager@example.com'],
  expiresAt: '2026-03-16T09:00:00.000Z',
  ...more,
});

const dates = fc.constantFrom('2025-06-01', '2026-01-20', '2026-02-25', '2026-03-01', '2026-03-02', '2026-03-20');

const covers = fc.array(
  fc
    .record({ amount: amount(), coveredPercent: fc.constantFrom('0', '50', '85.5', '100'), from: dates, to: dates })
    .map(({ from, to, ...cover }) => ({ coverId: 'K-1', ...cover, validFrom: from, validTo: to })),
  { maxLength: 2 },
);

/** What bounds an account, and how it is described. */
const terms = fc.record({
  segment: segments,
  region: fc.option(regions),
  industry: fc.option(industries),
  grade: fc.option(grades),
  creditLimit: fc.option(fc.oneof(amount(), fc.constant(0n)), { freq: 9 }),
  unlimited: fc.nat({ max: 9 }).map((one) => one === 0),
  temporaryLimit: fc.option(
    fc.record({ requestId: fc.constant('R-9'), amount: amount(), validFrom: dates, validTo: dates }),
    { freq: 1 },
  ),
  covers,
});

const habits = fc
  .record({
    invoices: fc.nat({ max: 20 }),
    invoiced: amount(),
    since: dates,
    orders: fc.integer({ min: 1, max: 20 }),
    ordersWorth: amount(),
    orderedOn: fc.option(dates),
    ordered: amount(),
  })
  .map((habit): OrderHabit => ({ ...habit, ordered: habit.orderedOn === null ? 0n : habit.ordered }));

const accounts = fc
  .record({
    terms,
    open: amount(),
    held: amount(),
    cash: amount(),
    paymentTermsDays: fc.option(fc.constantFrom(0, 14, 30, 60)),
    holdReasons: fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.constant(['late']) }),
    blacklisted: fc.nat({ max: 9 }).map((one) => one === 0),
    oldestOpenDueOn: fc.option(dates),
    habit: fc.option(habits),
    releases: fc.array(
      fc
        .tuple(fc.bigInt({ min: 1n, max: 5_000_000n }), fc.constantFrom('O-1', 'O-2'))
        .map(([minorUnits, orderId]) => releaseOf(eur(minorUnits), { orderId })),
      { maxLength: 2 },
    ),
  })
  .map(
    ({ terms: bounds, open, held, cash, ...rest }): Account =>
      anAccount({ ...bounds, ...rest, openReceivables: open, reservations: held, unappliedCash: cash }),
  );

const policies = fc
  .record({
    rules: anyRules,
    tolerancePercent: fc.constantFrom('0', '2.5'),
    maxOrders: fc.constantFrom([], [eur(500_00)]),
    segmentsWithoutCredit: fc.constantFrom([], [], ['PUBLIC']),
    action: fc.constantFrom('WARN' as const, 'REFER' as const, null),
  })
  .map(({ action, ...rest }) => {
    const unusualOrder =
      action === null ? null : { timesAverage: '3', timesDailyPace: '2.5', minimumInvoices: 5, action };
    return { ...defaultPolicy, ...rest, unusualOrder };
  });

/** Everything that a check may be decided on, and by what. */
export const anyCheck: fc.Arbitrary<CheckInput> = fc.constantFrom('EUR', 'USD', 'JPY', 'KWD').chain((currency) =>
  fc
    .record({
      minorUnits: fc.bigInt({ min: 1n, max: 400_000n }),
      reserve: fc.boolean(),
      productCategory: fc.option(productCategories, { nil: undefined }),
      termsDays: fc.option(fc.constantFrom(10, 30, 60), { nil: undefined }),
      account: accounts,
      group: fc.oneof(
        { weight: 2, arbitrary: fc.constant(null) },
        { weight: 1, arbitrary: fc.constant('ITSELF' as const) },
        { weight: 2, arbitrary: fc.record({ terms, others: amount() }) },
      ),
      others: amount(),
      existing: fc.option(anyReservation(currency)),
      rate: fc.constantFrom('FRESH' as const, 'OLD' as const, null),
      policy: policies,
    })
    .map(({ account: alone, existing, group, minorUnits, others, policy, rate, ...check }): CheckInput => {
      const account = {
        ...alone,
        reservations: alone.reservations + (existing?.carryingAmount ?? 0n),
        groupExposure: exposureOf(alone) + (existing?.carryingAmount ?? 0n) + others,
      };
      const parent = (owner: { terms: typeof terms extends fc.Arbitrary<infer T> ? T : never; others: bigint }) =>
        anAccount({ customerId: 'HOLDING', ...owner.terms, groupExposure: exposureOf(account) + owner.others });
      const rates = { ...someRates, date: rate === 'OLD' ? '2026-02-20' : '2026-03-02' };
      return {
        check: { customerId: 'ACME', orderId: 'O-1', amount: money(minorUnits, currency), ...check },
        account,
        group: group === null ? null : group === 'ITSELF' ? account : parent(group),
        existing,
        fx: currency === 'EUR' || rate === null ? null : quoteOf(currency, 'EUR', rates),
        policy,
        moment,
      };
    }),
);
