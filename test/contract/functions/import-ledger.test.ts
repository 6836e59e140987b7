import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ImportResultView } from '../../../shared/contracts/imports.ts';
import { ProblemView } from '../../../shared/contracts/problems.ts';
import type { ApiFunction } from '../../../shared/http/api-handler.ts';
import { loadAccount } from '../../../shared/store/accounts.ts';
import { loadReceivable } from '../../../shared/store/receivables.ts';
import { apiEvent } from '../../support/api-event.ts';
import { openDesk } from '../../support/context.ts';
import { type Database, lendToHandlers, startDatabase } from '../../support/dynamodb.ts';
import { createCustomer } from '../../support/movements.ts';

const INVOICES = 'invoiceId,customerId,amount,currency,issuedOn,dueOn';
const PAYMENTS = 'paymentId,customerId,amount,currency,receivedOn,reference,invoiceId';
const invoiceLine = (id: string, customerId: string, amount = '100.00') =>
  `${id},${customerId},${amount},EUR,2026-03-01,2026-03-31`;

describe('POST /v1/imports', () => {
  let database: Database;
  let handlers: { importLedger: ApiFunction; postReceivable: ApiFunction; postPayment: ApiFunction };

  beforeAll(async () => {
    database = await startDatabase();
    lendToHandlers(database);
    handlers = {
      importLedger: (await import('../../../functions/import-ledger/handler.ts')).handler,
      postReceivable: (await import('../../../functions/post-receivable/handler.ts')).handler,
      postPayment: (await import('../../../functions/post-payment/handler.ts')).handler,
    };
  });
  afterAll(() => database.stop());

  const customer = (customerId: string) => createCustomer(openDesk(database.table).at(), customerId, {});
  const account = async (customerId: string) => loadAccount(database.table, customerId);

  const send = async (lines: readonly string[], contentType = 'text/csv; charset=utf-8', timeLeft?: () => number) => {
    const event = apiEvent('importLedger', { body: lines.join('\n'), headers: { 'content-type': contentType } });
    return handlers.importLedger(event, timeLeft ? { getRemainingTimeInMillis: timeLeft } : {});
  };
  const sent = async (...parts: Parameters<typeof send>) => {
    const reply = await send(...parts);
    expect(reply.statusCode).toBe(200);
    return ImportResultView.parse(JSON.parse(reply.body ?? ''));
  };

  it('should keep the good lines and report each bad one when some are bad', async () => {
    await customer('mixed');
    const result = await sent([
      INVOICES,
      invoiceLine('mixed-1', 'mixed'),
      invoiceLine('mixed-2', 'mixed', '12.345'),
      invoiceLine('mixed-3', 'nobody'),
      invoiceLine('mixed-1', 'mixed', '999.00'),
      invoiceLine('mixed-4', 'mixed'),
    ]);
    expect(result).toMatchObject({ accepted: 2, duplicates: 0, unmatched: [] });
    expect(result.importId).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
    expect(result.rejected).toEqual([
      { line: 3, message: expect.stringMatching(/^amount must be a decimal string with exactly 2 decimals for EUR/) },
      { line: 4, message: expect.stringMatching(/^customerId: There is no customer 'nobody'/) },
      { line: 5, message: expect.stringMatching(/^invoiceId: /) },
    ]);
    expect((await account('mixed'))?.openReceivables).toBe(20_000n);
  });

  it('should change nothing when the same file comes twice', async () => {
    await customer('twice');
    const file = [
      INVOICES,
      invoiceLine('twice-1', 'twice'),
      invoiceLine('twice-2', 'twice'),
      invoiceLine('x', 'nobody'),
    ];
    const first = await sent(file);
    const before = await database.scan();
    const second = await sent(file);
    expect(first).toMatchObject({ accepted: 2, duplicates: 0 });
    expect(second).toMatchObject({ accepted: 0, duplicates: 2, rejected: first.rejected });
    expect(await database.scan()).toEqual(before);
  });

  it('should know a repetition of what came over the API, and the API one of what came in a file', async () => {
    await customer('both');
    const amount = { amount: '100.00', currency: 'EUR' };
    const body = { customerId: 'both', amount, issuedOn: '2026-03-01', dueOn: '2026-03-31' };
    const put = (invoiceId: string) =>
      handlers.postReceivable(apiEvent('postReceivable', { params: { invoiceId }, body }));
    expect((await put('both-1')).statusCode).toBe(201);
    const lines = [INVOICES, invoiceLine('both-1', 'both'), invoiceLine('both-2', 'both')];
    expect(await sent(lines)).toMatchObject({ accepted: 1, duplicates: 1, rejected: [] });
    expect((await put('both-2')).statusCode).toBe(200);
    const payment = {
      customerId: 'both',
      amount,
      receivedOn: '2026-03-05',
      allocations: [{ invoiceId: 'both-1', amount }],
    };
    const paid = await sent([PAYMENTS, 'both-p1,both,100.00,EUR,2026-03-05,,both-1']);
    expect(paid).toMatchObject({ accepted: 1, unmatched: [] });
    const event = apiEvent('postPayment', { params: { paymentId: 'both-p1' }, body: payment });
    expect((await handlers.postPayment(event)).statusCode).toBe(200);
  });

  it('should refuse a line whose id stands for something else, in the table or in the file itself', async () => {
    await customer('other');
    await sent([INVOICES, invoiceLine('other-1', 'other')]);
    const again = await sent([
      INVOICES,
      invoiceLine('other-1', 'other', '1.00'),
      invoiceLine('other-2', 'other'),
      invoiceLine('other-2', 'other'),
      invoiceLine('other-2', 'elsewhere'),
    ]);
    expect(again).toMatchObject({ accepted: 1, duplicates: 1 });
    expect(again.rejected.map(({ line }) => line)).toEqual([2, 5]);
  });

  it('should tell what stays unapplied when a payment finds too little to pay', async () => {
    await customer('payer');
    await sent([INVOICES, invoiceLine('payer-1', 'payer')]);
    const file = [
      PAYMENTS,
      'payer-p1,payer,60.00,EUR,2026-03-10,payer-1,',
      'payer-p2,payer,60.00,EUR,2026-03-11,for payer-2,',
      'payer-p3,payer,10.00,EUR,2026-03-11,,payer-9',
    ];
    const result = await sent(file);
    const unmatched = [{ line: 3, paymentId: 'payer-p2', unapplied: { amount: '20.00', currency: 'EUR' } }];
    expect(result).toMatchObject({ accepted: 2, unmatched });
    expect(result.rejected).toEqual([
      { line: 4, message: expect.stringMatching(/^invoiceId: .*no receivable 'payer-9'/) },
    ]);
    expect(await sent(file)).toMatchObject({ accepted: 0, duplicates: 2, unmatched });
    await sent([INVOICES, invoiceLine('payer-2', 'payer')]);
    expect(await loadReceivable(database.table, 'payer-2')).toMatchObject({ paid: 2_000n });
    expect(await account('payer')).toMatchObject({ openReceivables: 8_000n, unappliedCash: 0n });
  });

  it('should pay an invoice from waiting money when a crash came between the two', async () => {
    await customer('crash');
    await sent([PAYMENTS, 'crash-p1,crash,40.00,EUR,2026-03-10,crash-2,']);
    const context = openDesk(database.table).at();
    const { postReceivable } = await import('../../../shared/store/receivables.ts');
    const { readLedger } = await import('../../../functions/import-ledger/file/ledger.ts');
    const file = [INVOICES, invoiceLine('crash-2', 'crash')];
    const [row] = readLedger(file.join('\n')).rows;
    if (row?.kind !== 'invoice') throw new Error('not an invoice');
    await postReceivable(context, row.command);
    expect(await loadReceivable(database.table, 'crash-2')).toMatchObject({ paid: 0n });
    expect(await sent(file)).toMatchObject({ duplicates: 1 });
    expect(await loadReceivable(database.table, 'crash-2')).toMatchObject({ paid: 4_000n });
  });

  it('should stop before its time is up and get further each time the file is sent again', async () => {
    await customer('late');
    const lines = [INVOICES, ...Array.from({ length: 9 }, (_, n) => invoiceLine(`late-${n}`, 'late'))];
    const inTimeFor = (rows: number) => {
      let asked = 0;
      return () => (asked++ < rows ? 20_000 : 4_000);
    };
    // The HTTP stack asks for the time once before the rows do.
    const first = await sent(lines, 'text/csv', inTimeFor(5));
    expect(first).toMatchObject({ accepted: 4, duplicates: 0 });
    expect(first.rejected).toHaveLength(5);
    expect(first.rejected[0]).toEqual({ line: 6, message: expect.stringContaining('Send the file again') });
    expect(await sent(lines)).toMatchObject({ accepted: 5, duplicates: 4, rejected: [] });
  });

  it('should give the first answer again to the same Idempotency-Key, and refuse another file under it', async () => {
    await customer('keyed');
    const headers = { 'content-type': 'text/csv', 'idempotency-key': 'one' };
    const sendKeyed = (...lines: string[]) =>
      handlers.importLedger(apiEvent('importLedger', { body: [INVOICES, ...lines].join('\n'), headers }));
    const lines = [invoiceLine('keyed-1', 'keyed'), invoiceLine('keyed-2', 'keyed')];
    const first = await sendKeyed(...lines);
    expect(JSON.parse(first.body ?? '')).toMatchObject({ accepted: 2, duplicates: 0 });
    expect((await sendKeyed(...lines)).body).toBe(first.body);
    const other = await sendKeyed(...lines, invoiceLine('keyed-3', 'keyed'));
    expect(other.statusCode).toBe(409);
    expect((await account('keyed'))?.openReceivables).toBe(20_000n);
  });

  it('should keep the counters of many customers right when their lines are mixed', async () => {
    const ids = Array.from({ length: 12 }, (_, n) => `many-${n}`);
    await Promise.all(ids.map(customer));
    const lines = Array.from({ length: 120 }, (_, n) => invoiceLine(`many-i${n}`, `many-${n % 12}`, '1.50'));
    expect(await sent([INVOICES, ...lines])).toMatchObject({ accepted: 120, rejected: [] });
    for (const id of ids) expect(await account(id)).toMatchObject({ openReceivables: 1_500n });
  });

  it.each(['application/octet-stream', 'application/json', ''])(
    'should say what is accepted when the content type is "%s"',
    async (contentType) => {
      const reply = await send([INVOICES, invoiceLine('type-1', 'type')], contentType);
      expect(reply.statusCode).toBe(400);
      const problem = ProblemView.parse(JSON.parse(reply.body ?? ''));
      expect(problem).toMatchObject({
        code: 'validation',
        errors: [{ path: 'Content-Type', message: expect.stringMatching(/^must be text\/csv or application\/xml or/) }],
      });
    },
  );

  it('should refuse an empty file, a file without a header and one above 5 MiB', async () => {
    expect(await send([''])).toMatchObject({ statusCode: 400 });
    expect(await send(['1,2,3'])).toMatchObject({ statusCode: 400 });
    expect(await send([INVOICES, 'x'.repeat(5 * 1024 * 1024)])).toMatchObject({ statusCode: 413 });
  });
});
