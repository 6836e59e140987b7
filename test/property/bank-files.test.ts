import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiFunction } from '../../shared/http/api-handler.ts';
import { loadAccount } from '../../shared/store/accounts.ts';
import { toSettlement } from '../../shared/store/settlement-items.ts';
import { apiEvent } from '../support/api-event.ts';
import { type Booked, camt053, camt054, details } from '../support/bank-files.ts';
import { openDesk } from '../support/context.ts';
import { type Database, lendToHandlers, startDatabase } from '../support/dynamodb.ts';
import { createCustomer, eur, invoice } from '../support/movements.ts';

const RUNS = Number(process.env['BANK_RUNS'] ?? 10);

let database: Database;
let importLedger: ApiFunction;

beforeAll(async () => {
  database = await startDatabase();
  lendToHandlers(database);
  importLedger = (await import('../../functions/import-ledger/handler.ts')).handler;
});
afterAll(() => database.stop());

const CUSTOMERS = 2;
const INVOICES = 4;
const INVOICE_CENTS = 10_000;

/** A payment for an invoice, in parts that never are more than it; some come back. */
interface Paid {
  readonly invoice: number;
  readonly percent: number;
  readonly isReturned: boolean;
  readonly isReversal: boolean;
  readonly isBatched: boolean;
}

const paid = fc.record<Paid>({
  invoice: fc.nat(CUSTOMERS * INVOICES - 1),
  percent: fc.integer({ min: 1, max: 30 }),
  isReturned: fc.boolean(),
  isReversal: fc.boolean(),
  isBatched: fc.boolean(),
});

const decimal = (cents: number): string => (cents / 100).toFixed(2);
const invoiceId = (world: string, index: number): string => `${world}-INV-${index}`;
const customerId = (world: string, index: number): string => `${world}-CUST-${index % CUSTOMERS}`;

/** The files of a bank about the payments: notifications, statements that repeat them, and what came back. */
const filesOf = (world: string, account: string, payments: readonly Paid[]): readonly string[] => {
  const amountOf = ({ percent }: Paid): string => decimal((INVOICE_CENTS * percent) / 100);
  const referenceOf = (index: number): string => `${world}R${index}`;
  const all = payments.map((payment, index) => {
    const text = invoiceId(world, payment.invoice);
    const transaction = {
      amount: amountOf(payment),
      reference: referenceOf(index),
      endToEndId: `E${world}${index}`,
      text,
    };
    return { payment, index, transaction: details(transaction) };
  });
  const single = all
    .filter(({ payment }) => !payment.isBatched)
    .map(({ index, payment, transaction }): Booked => {
      return { amount: amountOf(payment), reference: referenceOf(index), details: [transaction] };
    });
  const batched = all.filter(({ payment }) => payment.isBatched);
  const sum = decimal(batched.reduce((total, { payment }) => total + (INVOICE_CENTS * payment.percent) / 100, 0));
  const batch: Booked = { amount: sum, reference: `${world}BATCH`, details: batched.map((one) => one.transaction) };
  const entries = batched.length > 0 ? [...single, batch] : single;
  const returns = payments.flatMap((payment, index): Booked[] => {
    const { isReturned, isReversal } = payment;
    const back = { amount: amountOf(payment), sign: 'DBIT', day: '2026-03-20' } as const;
    if (!isReturned) return [];
    if (isReversal) return [{ ...back, isReversal: true, reference: referenceOf(index) }];
    const extra = '<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>';
    return [
      { ...back, reference: `${world}B${index}`, details: [details({ endToEndId: `E${world}${index}`, extra })] },
    ];
  });
  const halves = [entries.filter((_, index) => index % 2 === 0), entries.filter((_, index) => index % 2 === 1)];
  return [
    ...halves.map((half) => camt054(half, { account })),
    camt053(entries, { account }),
    ...returns.map((one) => camt053([one], { account, version: '04' })),
  ];
};

const standing = async (world: string) => {
  const items = await database.scan();
  const own = items.filter((item) => String(item['pk']).includes(`#${world}`));
  const settled = own.flatMap((item) => {
    if (item['entityType'] === 'RECEIVABLE') return [`${item['invoiceId']} ${item['paid']}`];
    if (item['entityType'] !== 'PAYMENT') return [];
    const { allocations, amount, status } = toSettlement(item);
    return [`${status} ${amount.minorUnits} ${allocations.map((one) => `${one.invoiceId} ${one.minorUnits}`)}`];
  });
  const accounts = await Promise.all(
    Array.from({ length: CUSTOMERS }, (_, index) => loadAccount(database.table, customerId(world, index))),
  );
  const counters = accounts.map((account) => `${account?.openReceivables} ${account?.unappliedCash}`);
  return [...settled, ...counters].map((line) => line.replaceAll(world, 'W')).toSorted();
};

let worlds = 0;

/** Sends the files in an order to a world of its own, and says how it then stands. */
const play = async (payments: readonly Paid[], order: (files: readonly string[]) => readonly string[]) => {
  worlds += 1;
  const world = `W${String(worlds).padStart(5, '0')}`;
  const desk = openDesk(database.table, { start: '2026-03-25T09:00:00Z' }).at();
  for (let index = 0; index < CUSTOMERS; index += 1) await createCustomer(desk, customerId(world, index));
  for (let index = 0; index < CUSTOMERS * INVOICES; index += 1) {
    await invoice(desk, customerId(world, index), invoiceId(world, index), eur(INVOICE_CENTS));
  }
  for (const body of order(filesOf(world, `ACC${world}`, payments))) {
    const event = apiEvent('importLedger', { body, headers: { 'content-type': 'application/xml' } });
    expect(await importLedger(event)).toMatchObject({ statusCode: 200 });
  }
  return standing(world);
};

describe('the files of a bank', () => {
  it('should lead to the same ledger in any order and however often they come', {
    timeout: RUNS * 30_000,
  }, async () => {
    let [returned, seen] = [0, 0];
    await fc.assert(
      fc.asyncProperty(
        fc.array(paid, { minLength: 1, maxLength: 6 }),
        fc.array(fc.nat(1_000), { minLength: 20, maxLength: 20 }),
        async (wanted, picks) => {
          // No invoice is paid more than once over, or what is left for whom would depend on who comes first.
          const payments = wanted.filter(
            ({ invoice: one }, index) =>
              wanted.slice(0, index).filter(({ invoice: other }) => other === one).length < 3,
          );
          returned += payments.filter(({ isReturned }) => isReturned).length;
          seen += payments.length;
          const once = await play(payments, (files) => files);
          const shuffled = await play(payments, (files) => {
            const some = picks.flatMap((pick) => files[pick % files.length] ?? []);
            return [...some, ...files.toReversed()];
          });
          expect(shuffled).toEqual(once);
        },
      ),
      { numRuns: RUNS, seed: 20260302, endOnFailure: true },
    );
    expect(returned).toBeGreaterThan(0);
    expect(seen).toBeGreaterThan(returned);
  });
});
