import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { statementCsv, statementFileName } from '../../../functions/get-statement/csv.ts';
import { toCsv } from '../../../shared/http/csv.ts';

const euro = (amount: string) => ({ amount, currency: 'EUR' });
const item = (invoiceId: string) => ({
  invoiceId,
  issuedOn: '2026-03-01',
  dueOn: '2026-03-31',
  amount: euro('100.00'),
  remaining: euro('60.00'),
  status: 'PARTLY_PAID' as const,
  disputed: false,
  daysPastDue: 3,
});

describe('statementCsv', () => {
  it('should write one line per open item below a header row', () => {
    expect(statementCsv({ items: [{ ...item('INV-1'), orderId: 'SO-7' }] })).toBe(
      'invoiceId,orderId,issuedOn,dueOn,amount,remaining,currency,status,disputed,daysPastDue\r\n' +
        'INV-1,SO-7,2026-03-01,2026-03-31,100.00,60.00,EUR,PARTLY_PAID,false,3\r\n',
    );
  });

  it('should write the header row alone when nothing is open', () => {
    expect(parse(statementCsv({ items: [] }))).toHaveLength(1);
  });

  it.each(['-2+3', '=1+1', '+49', '@SUM', '\tx', '\rx'])(
    'should not let a spreadsheet run a cell when it is %j',
    (id) => {
      const [, line] = parse(statementCsv({ items: [item(id)] })) as string[][];
      expect(line?.[0]).toBe(`'${id}`);
    },
  );
});

describe('toCsv', () => {
  it.each(['-2200.00', '-3', '-0.5'])('should leave a negative number as it is: %s', (difference) => {
    expect(toCsv(['difference', 'name'], [{ difference, name: '=A1' }])).toBe(
      `difference,name\r\n${difference},'=A1\r\n`,
    );
  });

  it.each(['-2.', '-.5', '-1e9', '-1,5', '-2200.00 EUR', '--1', '-'])('should keep from running %s', (cell) => {
    const [, line] = parse(toCsv(['cell'], [{ cell }])) as string[][];
    expect(line).toEqual([`'${cell}`]);
  });
});

describe('statementFileName', () => {
  it('should leave out what some systems do not take', () => {
    expect(statementFileName({ customerId: 'eu:C-1', asOf: '2026-03-31' })).toBe('statement-eu_C-1-2026-03-31.csv');
  });
});
