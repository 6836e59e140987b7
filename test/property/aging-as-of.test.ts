import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '../../shared/dates.ts';
import { bucketNames } from '../../shared/domain/portfolio/aging.ts';
import { Refusal } from '../../shared/errors.ts';
import { openDispute, resolveDispute } from '../../shared/store/disputes.ts';
import { type AgingRow, pageOfAging } from '../../shared/store/portfolio/aging-report.ts';
import { writeOff } from '../../shared/store/receivables.ts';
import { reversePayment } from '../../shared/store/settlements.ts';
import type { Table } from '../../shared/store/table.ts';
import { allTheTime } from '../../shared/store/time-budget.ts';
import { foldAsOf, foldSales, historyOf } from '../support/aging-fold.ts';
import { type Desk, openDesk } from '../support/context.ts';
import { addTable, type Database, startDatabase } from '../support/dynamodb.ts';
import { createCustomer, credit, eur, invoice, pay, publishTestRates, usd } from '../support/movements.ts';

const RUNS = Number(process.env['AGING_RUNS'] ?? 12);
const CUSTOMERS = ['one', 'two'] as const;
/** An evening in New York on which it is the next day already in UTC. */
const START = '2026-03-03T02:30:00Z';
const TIME_ZONE = 'America/New_York';

const action = fc.record({
  kind: fc.constantFrom(
    'invoice',
    'invoice',
    'invoice',
    'pay',
    'pay',
    'pay',
    'credit',
    'bounce',
    'writeOff',
    'dispute',
    'resolve',
    'advance',
    'advance',
  ),
  customer: fc.constantFrom(...CUSTOMERS),
  amount: fc.integer({ min: 1, max: 500_00 }),
  inDollars: fc.boolean(),
  /** Days from today to the date on the document: posted late, or ahead of its time. */
  dated: fc.integer({ min: -25, max: 4 }),
  terms: fc.integer({ min: 0, max: 150 }),
  which: fc.nat({ max: 7 }),
  isNamed: fc.boolean(),
});
type Action = typeof action extends fc.Arbitrary<infer T> ? T : never;

let database: Database;

beforeAll(async () => {
  database = await startDatabase();
});

afterAll(() => database.stop());

/** Does what is asked, or nothing where it is refused. */
const play = async (desk: Desk, actions: readonly Action[]): Promise<void> => {
  const invoices: string[] = [];
  const payments: string[] = [];
  const disputes: string[] = [];
  for (const [index, one] of actions.entries()) {
    const id = `${one.kind}-${index}`;
    const money = one.inDollars ? usd(one.amount) : eur(one.amount);
    const date = addDays(desk.today(), one.dated);
    const invoiceId = invoices[one.which % Math.max(1, invoices.length)] ?? 'none';
    const run = async (): Promise<unknown> => {
      switch (one.kind) {
        case 'invoice':
          invoices.push(id);
          return invoice(desk.at(), one.customer, id, money, { issuedOn: date, dueOn: addDays(date, one.terms) });
        case 'pay':
          payments.push(id);
          // Named ahead: what comes in before its invoice waits for it.
          return pay(desk.at(), one.customer, id, money, {
            date,
            ...(one.isNamed ? { reference: one.which > 4 ? `invoice-${index + 2}` : invoiceId } : {}),
          });
        case 'credit':
          return credit(desk.at(), one.customer, id, money, { date });
        case 'bounce':
          return reversePayment(desk.at(), payments[one.which % Math.max(1, payments.length)] ?? 'none', 'bounced');
        case 'writeOff':
          return writeOff(desk.at(), invoiceId, 'lost');
        case 'dispute':
          disputes.push(
            (await openDispute(desk.at(), { customerId: one.customer, invoiceIds: [invoiceId], reason: 'broken' }))
              .disputeId,
          );
          return null;
        case 'resolve':
          return resolveDispute(
            desk.at(),
            disputes[one.which % Math.max(1, disputes.length)] ?? 'none',
            'REJECTED',
            'no',
          );
        default:
          return desk.advance({ days: one.which, hours: one.terms % 24 });
      }
    };
    await run().catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error;
    });
  }
};

const allRows = async (desk: Desk, asOf: string): Promise<readonly AgingRow[]> => {
  const rows: AgingRow[] = [];
  let next: Record<string, unknown> | null = null;
  do {
    const page = await pageOfAging(desk.at(), asOf, { limit: 1, startAfter: next, hasTime: allTheTime });
    rows.push(...page.rows);
    next = page.next;
  } while (next !== null);
  return rows;
};

const salesIn = async (table: Table, customerId: string): Promise<Readonly<Record<string, bigint>>> => {
  const { items } = await table.page({ partition: `CUSTOMER#${customerId}`, from: 'SALES#', to: 'SALES#~' });
  return Object.fromEntries(items.map((item) => [String(item['month']), item['sales'] as bigint]));
};

describe('aging as of a day', () => {
  it('should equal a fresh fold of the history for every day when documents come late, early and bounce', {
    timeout: RUNS * 20_000,
  }, async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 10, maxLength: 45, size: 'max' }), async (actions) => {
        const { table, stop } = await addTable(database.endpoint);
        const desk = openDesk(table, { start: START, timeZone: TIME_ZONE });
        for (const id of CUSTOMERS) await createCustomer(desk.at(), id, { limit: 'unlimited' });
        await publishTestRates(desk.at(), '2026-03-01');
        await play(desk, actions);
        const histories = new Map(
          await Promise.all(CUSTOMERS.map(async (id) => [id, await historyOf(table, id)] as const)),
        );
        for (let day = desk.today(); day >= addDays('2026-03-02', -30); day = addDays(day, -3)) {
          const rows = await allRows(desk, day);
          for (const [id, entries] of histories) {
            const expected = foldAsOf(entries, day, TIME_ZONE);
            const row = rows.find(({ customerId }) => customerId === id);
            expect(row?.aging.buckets ?? {}, `${id} on ${day}`).toEqual(row ? expected.buckets : {});
            expect(row?.aging.disputed ?? 0n).toBe(expected.disputed);
            expect(row?.aging.total ?? 0n).toBe(expected.total);
            if (expected.isExact) expect((row?.aging.total ?? 0n) - (row?.unappliedCash ?? 0n)).toBe(expected.balance);
            if (row) {
              const sum = bucketNames.reduce((total, name) => total + row.aging.buckets[name], 0n);
              expect(sum).toBe(row.aging.total);
              compared += 1;
            }
          }
        }
        // What was invoiced, less what was credited, month by month.
        for (const [id, entries] of histories) expect(await salesIn(table, id)).toEqual(foldSales(entries));
        // Today's answer is the ledger itself.
        const today = await allRows(desk, desk.today());
        for (const { aging, customerId, unappliedCash } of today) {
          const { items } = await table.page({ partition: `CUSTOMER#${customerId}`, from: 'ACCOUNT', to: 'ACCOUNT' });
          expect(aging.total).toBe(items[0]?.['open'] ?? 0n);
          expect(unappliedCash).toBe(items[0]?.['cash'] ?? 0n);
        }
        await stop();
      }),
      { numRuns: RUNS, seed: 20260303 },
    );
    expect(compared).toBeGreaterThan(RUNS * 10);
  });
});
