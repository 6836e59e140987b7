import { describe, expect, it } from 'vitest';
import { readLedger } from '../../../functions/import-ledger/file/ledger.ts';
import { requestHash } from '../../../shared/http/idempotency.ts';

const HEADER = 'invoiceId,customerId,amount,currency,issuedOn,dueOn';
const line = (id: string, more = '') => `${id},C-1,890.00,EUR,2026-04-03,2026-05-03${more}`;
const file = (...lines: string[]) => lines.join('\n');

const refusalOf = (text: string) => {
  try {
    readLedger(text);
  } catch (error) {
    return error;
  }
  throw new Error('was not refused');
};

describe('readLedger', () => {
  it('should read invoices when the header names invoiceId', () => {
    const ledger = readLedger(file(HEADER, line('INV-1')));
    expect(ledger).toMatchObject({ kind: 'invoices', bad: [] });
    expect(ledger.rows).toHaveLength(1);
    expect(ledger.rows[0]).toMatchObject({
      kind: 'invoice',
      line: 2,
      command: {
        invoiceId: 'INV-1',
        customerId: 'C-1',
        amount: { minorUnits: 89_000n, currency: 'EUR' },
        issuedOn: '2026-04-03',
        dueOn: '2026-05-03',
      },
    });
  });

  it('should read payments when the header names paymentId, and allocate what names an invoice', () => {
    const text = file(
      'paymentId,customerId,amount,currency,receivedOn,reference,invoiceId',
      'P-1,C-1,1234,JPY,2026-04-30,thanks,',
      'P-2,C-1,12.50,EUR,2026-04-30,,INV-1',
    );
    const [open, named] = readLedger(text).rows;
    expect(open?.command).toMatchObject({ settlementId: 'P-1', date: '2026-04-30', reference: 'thanks' });
    expect(open?.command).not.toHaveProperty('allocations');
    expect(named?.command).toMatchObject({ allocations: [{ invoiceId: 'INV-1', amount: { minorUnits: 1250n } }] });
  });

  it('should give a line the hash of the request that it stands for', () => {
    const [row] = readLedger(file(`${HEADER},orderId,productCategory`, line('INV-1', ',SO-7,'))).rows;
    const body = {
      dueOn: '2026-05-03',
      issuedOn: '2026-04-03',
      amount: { currency: 'EUR', amount: '890.00' },
      orderId: 'SO-7',
      customerId: 'C-1',
    };
    expect(row?.command.bodyHash).toBe(requestHash('postReceivable', { invoiceId: 'INV-1' }, body));
  });

  it.each([
    ['commas', ','],
    ['semicolons', ';'],
    ['tabs', '\t'],
  ])('should find the delimiter when cells are separated by %s', (_, delimiter) => {
    const text = file(HEADER, line('INV-1')).replaceAll(',', delimiter);
    expect(readLedger(text)).toMatchObject({ rows: [{ id: 'INV-1' }], bad: [] });
  });

  it('should not mind order, case, blanks, quotes, empty columns at the end or a byte order mark in the header', () => {
    const text = file(
      '\uFEFF"DUEON" ; issuedon;CURRENCY; Amount;"customerId";InvoiceID;;',
      '2026-05-03; 2026-04-03 ; "EUR";890.00;C-1;INV-1;;',
    );
    expect(readLedger(text)).toMatchObject({ rows: [{ id: 'INV-1' }], bad: [] });
  });

  it.each([
    ['Windows', '\r\n'],
    ['old Mac', '\r'],
    ['Unix', '\n'],
  ])('should number the line on which a record begins when lines end as on %s', (_, end) => {
    const header = 'paymentId,customerId,amount,currency,receivedOn,reference';
    const good = (id: string, reference: string) => `${id},C-1,1.00,EUR,2026-04-30,${reference}`;
    const lines = [
      header,
      '',
      good('P-1', `"two${end}lines, ""quoted"""`),
      good('P 2', ''),
      '  ',
      good('P-3', 'x'),
      '',
    ];
    const { rows, bad } = readLedger(lines.join(end));
    expect(rows.map((row) => [row.line, row.id])).toEqual([
      [3, 'P-1'],
      [7, 'P-3'],
    ]);
    expect(bad.map((one) => one.line)).toEqual([5]);
  });

  it('should lose one line only when a quote is stray or never closed', () => {
    const text = file(
      HEADER,
      line('INV-1'),
      line('"INV-2"x'),
      line('INV-3'),
      line('IN"V-4'),
      line('INV-5'),
      line('"INV-6'),
      line('INV-7'),
    );
    const { rows, bad } = readLedger(text);
    expect(rows.map((row) => row.id)).toEqual(['INV-1', 'INV-3', 'INV-5', 'INV-7']);
    expect(bad.map((one) => one.line)).toEqual([3, 5, 7]);
    expect(bad[0]?.message).toContain('quote');
    expect(bad[2]?.message).toContain('not closed');
  });

  it.each([
    ['a decimal comma', line('INV-1').replace('890.00', '"890,00"'), 'amount must be a decimal string'],
    ['too many decimals', line('INV-1').replace('890.00', '890.000'), 'amount must be a decimal string with exactly 2'],
    ['an amount of zero', line('INV-1').replace('890.00', '0.00'), 'amount must be greater than zero'],
    ['no amount', line('INV-1').replace('890.00', ''), 'amount is required'],
    [
      'an unknown currency',
      line('INV-1').replace('EUR', 'EUX'),
      'currency must be a currency code that ISO 4217 lists',
    ],
    [
      'a day that does not exist',
      line('INV-1').replace('2026-04-03', '2026-02-30'),
      'issuedOn must be a date that exists',
    ],
    [
      'a due date before the issue',
      line('INV-1').replace('2026-05-03', '2026-04-02'),
      'dueOn must not be before issuedOn',
    ],
    ['an id with a slash', line('INV/1'), 'invoiceId must be 1 to 64 characters'],
    ['a cell too few', 'INV-1,C-1,890.00', 'has 3 cells where the header row has 6'],
    ['a cell too many', line('INV-1', ',7'), 'has 7 cells where the header row has 6'],
  ])('should name the column when a line has %s', (_, bad, message) => {
    const ledger = readLedger(file(HEADER, line('INV-0'), bad, line('INV-2')));
    expect(ledger.rows.map((row) => row.id)).toEqual(['INV-0', 'INV-2']);
    expect(ledger.bad).toEqual([{ line: 3, message: expect.stringContaining(message) }]);
  });

  it('should name each column once, and no more than three, when much is wrong', () => {
    const { bad } = readLedger(file(HEADER, ',,,,,x'));
    expect(bad[0]?.message).toMatch(
      /^invoiceId is required; customerId is required; amount is required; and 3 more\.$/,
    );
  });

  it('should refuse the whole file when columns are unknown, missing or doubled, naming each with the remedy', () => {
    const text = file('invoiceId,customerId,amount,amount,currency,issuedOn,colour', 'x');
    expect(refusalOf(text)).toMatchObject({
      code: 'validation',
      errors: [
        { path: 'colour', message: expect.stringContaining('Remove it') },
        { path: 'dueOn', message: expect.stringContaining('Add the column') },
        { path: 'amount', message: expect.stringContaining('twice') },
      ],
    });
  });

  it.each([
    ['a file without a header row', 'INV-1,C-1,1.00'],
    ['a file of blank lines', '\n \n,,\n'],
    ['a header row with an open quote', '"invoiceId,customerId\nINV-1,C-1'],
    ['something else altogether', '{"invoiceId": "INV-1"}'],
    ['a name of the language', '__proto__,constructor\n1,2'],
  ])('should say what a header row is when given %s', (_, text) => {
    expect(refusalOf(text)).toMatchObject({ code: 'validation', errors: [{ path: 'body' }] });
  });

  it('should refuse a file of more than 10,000 records, however many of them are broken', () => {
    const good = Array.from({ length: 10_000 }, (_, n) => line(`INV-${n}`));
    expect(readLedger(file(HEADER, ...good, '', '')).rows).toHaveLength(10_000);
    for (const last of [line('INV-X'), line('IN"V')]) {
      expect(refusalOf(file(HEADER, ...good, last))).toMatchObject({ code: 'validation', errors: [{ path: 'body' }] });
    }
  });

  it('should stay quick when every line is broken', () => {
    const broken = Array.from({ length: 10_000 }, () => `"${'x'.repeat(400)}"y`);
    const started = performance.now();
    expect(readLedger(file(HEADER, ...broken)).bad).toHaveLength(10_000);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
