import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '../../shared/dates.ts';
import { Refusal } from '../../shared/errors.ts';
import { money } from '../../shared/money.ts';
import { openDispute, resolveDispute } from '../../shared/store/disputes.ts';
import { makePromise } from '../../shared/store/make-promise.ts';
import { writeOff } from '../../shared/store/receivables.ts';
import { reversePayment } from '../../shared/store/settlements.ts';
import { readBooks } from '../support/audit.ts';
import { behaviourDefects } from '../support/audit-behaviour.ts';
import { casesOn, directory } from '../support/cases-on-engine.ts';
import { addTable, type Database, startDatabase } from '../support/dynamodb.ts';
import { createCustomer, eur, invoice, pay, publishTestRates } from '../support/movements.ts';

/** For a longer soak: `BEHAVIOUR_RUNS=500 npx vitest run test/property/behaviour.test.ts`. */
const RUNS = Number(process.env['BEHAVIOUR_RUNS'] ?? 15);
const STEPS = 40;
const CUSTOMER = 'ACME';
const TIME_ZONE = 'Europe/Berlin';

let database: Database;
beforeAll(async () => {
  database = await startDatabase();
});
afterAll(() => database.stop());

const currency = fc.constantFrom('EUR', 'EUR', 'USD');
const cents = fc.integer({ min: 1, max: 3_000_00 });
const which = fc.nat({ max: 1_000 });
/** Days from today, or a day far away. */
const valueDate = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: -60, max: 20 }) },
  { weight: 1, arbitrary: fc.integer({ min: -800, max: 800 }) },
  { weight: 1, arbitrary: fc.constantFrom('0001-01-01', '9999-12-31') },
);

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('invoice' as const),
      cents,
      currency,
      due: fc.integer({ min: -50, max: 20 }),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('pay' as const), cents, currency, on: valueDate, which: fc.option(which) }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('pay off' as const), on: valueDate, which }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('credit' as const), cents, on: valueDate, which }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('bounce' as const), which }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('write off' as const), which }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('dispute' as const), which, upheld: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('promise' as const), cents, days: fc.integer({ min: 0, max: 9 }) }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 900 }) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** A customer to whom steps happen; what the product refuses does not happen. */
const play = async (own: Database, steps: readonly Step[]): Promise<void> => {
  // Shortly before a month ends in Berlin, and in the next one in no other place that could be meant.
  const { attend, desk } = casesOn(own, { start: '2026-03-31T21:30:00.000Z' });
  const invoices: { readonly id: string; readonly currency: string; readonly cents: bigint }[] = [];
  const payments: string[] = [];
  const nth = <T>(list: readonly T[], number: number): T | undefined => list[number % Math.max(1, list.length)];
  await createCustomer(desk.at(), CUSTOMER, { limit: 'unlimited' });
  await publishTestRates(desk.at());
  const dayOf = (on: number | string): string => (typeof on === 'string' ? on : addDays(desk.today(), on));
  const settle = (
    kind: 'PAYMENT' | 'CREDIT_NOTE',
    amount: { readonly cents: bigint; readonly currency: string },
    on: number | string,
    invoiceId: string | undefined,
  ) => {
    const paid = money(amount.cents, amount.currency);
    const allocations = invoiceId === undefined ? {} : { allocations: [{ invoiceId, amount: paid }] };
    const id = `${kind}-${payments.length}-${desk.now()}`;
    if (kind === 'PAYMENT') payments.push(id);
    return pay(desk.at(), CUSTOMER, id, paid, { kind, date: dayOf(on), ...allocations });
  };
  let number = 0;
  const take = async (one: Step): Promise<unknown> => {
    number += 1;
    // Ids that are made of the time must not meet.
    desk.advance({ hours: 0.01 });
    switch (one.do) {
      case 'invoice': {
        const id = `I-${number}`;
        invoices.push({ id, currency: one.currency, cents: BigInt(one.cents) });
        const dates = { issuedOn: addDays(desk.today(), one.due - 30), dueOn: addDays(desk.today(), one.due) };
        return invoice(desk.at(), CUSTOMER, id, money(BigInt(one.cents), one.currency), dates);
      }
      case 'pay': {
        const meant = one.which === null ? undefined : nth(invoices, one.which);
        const inCurrency = meant?.currency ?? one.currency;
        return settle('PAYMENT', { cents: BigInt(one.cents), currency: inCurrency }, one.on, meant?.id);
      }
      case 'pay off': {
        const meant = nth(invoices, one.which);
        return meant && settle('PAYMENT', meant, one.on, meant.id);
      }
      case 'credit': {
        const meant = nth(invoices, one.which);
        return meant && settle('CREDIT_NOTE', { ...meant, cents: BigInt(one.cents) }, one.on, meant.id);
      }
      case 'bounce': {
        const payment = nth(payments, one.which);
        return payment && reversePayment(desk.at(), payment, 'bounced');
      }
      case 'write off': {
        const meant = nth(invoices, one.which);
        return meant && writeOff(desk.at(), meant.id, 'lost');
      }
      case 'dispute': {
        const meant = nth(invoices, one.which);
        if (!meant) return;
        const command = { customerId: CUSTOMER, invoiceIds: [meant.id], reason: 'not ours' };
        const { disputeId } = await openDispute(desk.at(), command);
        return resolveDispute(desk.at(), disputeId, one.upheld ? 'UPHELD' : 'REJECTED', 'looked at');
      }
      case 'promise': {
        const promise = { customerId: CUSTOMER, amount: eur(one.cents), payBy: addDays(desk.today(), one.days) };
        return makePromise(desk.at(), directory, promise, (record) => record);
      }
      case 'wait':
        desk.advance({ hours: one.hours });
        return attend(CUSTOMER);
      default:
        return one satisfies never;
    }
  };
  for (const one of steps) {
    await take(one).catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error;
    });
  }
};

describe('the record of how a customer pays', () => {
  it('should be what the history gives, when anything is paid, credited, bounced, written off, disputed or promised in any order', {
    timeout: RUNS * 20_000,
  }, async () => {
    const seen = new Map<string, bigint>();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: STEPS, size: 'max' }), async (steps) => {
        const own = await addTable(database.endpoint);
        try {
          await play(own, steps);
          const books = (await readBooks(own)).get(CUSTOMER);
          expect(books && behaviourDefects(books, TIME_ZONE)).toEqual([]);
          for (const [name, value] of Object.entries(books?.behaviour ?? {})) {
            if (typeof value === 'bigint') seen.set(name, (seen.get(name) ?? 0n) + value);
          }
        } finally {
          await own.stop();
        }
      }),
      { numRuns: RUNS, seed: 20260331 },
    );
    const paid = ['invoicesPaid', 'paidOnTime', 'daysLate', 'daysEarly', 'paidDisputed', 'paidAmount'];
    for (const name of [...paid, 'disputes', 'bounces', 'defaults']) {
      expect(seen.get(name), name).toBeGreaterThan(0n);
    }
    expect(seen.get('brokenPromises')).toBeGreaterThan(0n);
  });
});
