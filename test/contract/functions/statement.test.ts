import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadStatement } from '../../../functions/get-statement/statement.ts';
import { StatementView } from '../../../shared/contracts/statements.ts';
import type { ApiFunction } from '../../../shared/http/api-handler.ts';
import { apiEvent } from '../../support/api-event.ts';
import { openDesk } from '../../support/context.ts';
import { type Database, lendToHandlers, startDatabase } from '../../support/dynamodb.ts';
import { createCustomer, eur, invoice, pay } from '../../support/movements.ts';

const desk = (database: Database) => openDesk(database.table, { start: '2026-03-02T09:00:00Z' });

describe('GET /v1/customers/{customerId}/statement', () => {
  let database: Database;
  let handler: ApiFunction;

  beforeAll(async () => {
    database = await startDatabase();
    lendToHandlers(database);
    handler = (await import('../../../functions/get-statement/handler.ts')).handler;
    const context = desk(database).at();
    await createCustomer(context, 'C-1');
    await invoice(context, 'C-1', 'INV-3', eur(30_000), { issuedOn: '2026-03-02', dueOn: '2026-05-01' });
    await invoice(context, 'C-1', '-INV-1', eur(10_000), { issuedOn: '2026-02-01', dueOn: '2026-03-01' });
    await invoice(context, 'C-1', 'INV-2', eur(20_000), {
      issuedOn: '2026-02-10',
      dueOn: '2026-03-10',
      orderId: 'SO-2',
    });
    await pay(context, 'C-1', 'PAY-1', eur(4_000), { reference: '-INV-1' });
    await pay(context, 'C-1', 'PAY-2', eur(20_000), { allocations: [{ invoiceId: 'INV-2', amount: eur(20_000) }] });
    await createCustomer(context, 'C-2');
  });
  afterAll(() => database.stop());

  const get = (customerId: string, accept?: string) =>
    handler(apiEvent('getStatement', { params: { customerId }, headers: accept === undefined ? {} : { accept } }));

  it('should list what is open with its remaining amount, oldest due first, with sums that agree', async () => {
    const reply = await get('C-1');
    expect(reply).toMatchObject({ statusCode: 200, headers: { 'content-type': 'application/json' } });
    const statement = StatementView.parse(JSON.parse(reply.body ?? ''));
    expect(statement).toEqual({
      customerId: 'C-1',
      legalName: 'C-1 GmbH',
      currency: 'EUR',
      asOf: '2026-03-31',
      items: [
        {
          invoiceId: '-INV-1',
          issuedOn: '2026-02-01',
          dueOn: '2026-03-01',
          amount: { amount: '100.00', currency: 'EUR' },
          remaining: { amount: '60.00', currency: 'EUR' },
          status: 'PARTLY_PAID',
          disputed: false,
          daysPastDue: 30,
        },
        expect.objectContaining({ invoiceId: 'INV-3', status: 'OPEN', daysPastDue: 0 }),
      ],
      openReceivables: { amount: '360.00', currency: 'EUR' },
      overdue: { amount: '60.00', currency: 'EUR' },
      unappliedCash: { amount: '0.00', currency: 'EUR' },
      balance: { amount: '360.00', currency: 'EUR' },
    });
  });

  it('should answer CSV when asked for it, safe to open in a spreadsheet', async () => {
    const reply = await get('C-1', 'text/csv');
    expect(reply).toMatchObject({
      statusCode: 200,
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': 'attachment; filename="statement-C-1-2026-03-31.csv"',
      },
    });
    const rows = parse(reply.body ?? '', { columns: true }) as Record<string, string>[];
    expect(rows.map((row) => [row.invoiceId, row.remaining, row.currency])).toEqual([
      ["'-INV-1", '60.00', 'EUR'],
      ['INV-3', '300.00', 'EUR'],
    ]);
  });

  it.each(['application/pdf', 'text/html, */*;q=0.1', 'text/csv;q=0.1, application/json'])(
    'should answer JSON when asked for %s',
    async (accept) => {
      expect((await get('C-1', accept)).headers['content-type']).toBe('application/json');
    },
  );

  it('should be empty when nothing is open, and 404 when there is no such customer', async () => {
    expect(JSON.parse((await get('C-2')).body ?? '')).toMatchObject({ items: [], balance: { amount: '0.00' } });
    expect((await get('C-2', 'text/csv')).body).toMatch(/^invoiceId,[^\r\n]*\r\n$/);
    expect(await get('nobody')).toMatchObject({ statusCode: 404 });
  });

  it('should say that it is truncated, and still sum up everything, when more is open than is listed', async () => {
    const context = desk(database).at();
    await createCustomer(context, 'C-3');
    const due = ['2026-02-20', '2026-02-25', '2026-02-28', '2026-04-01', '2026-04-02'];
    for (const [n, dueOn] of due.entries()) {
      await invoice(context, 'C-3', `C-3-${n}`, eur(100), { issuedOn: '2026-02-01', dueOn });
    }
    const statement = await loadStatement(context, 'C-3', 2);
    expect(statement.items.map((item) => item.invoiceId)).toEqual(['C-3-0', 'C-3-1']);
    expect(statement).toMatchObject({
      truncated: true,
      openReceivables: { amount: '5.00' },
      overdue: { amount: '3.00' },
    });
    expect(await loadStatement(context, 'C-3', 5)).not.toHaveProperty('truncated');
  });
});
