import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readDate } from '../../local/replay/dates.ts';
import { generateLedger } from '../../local/replay/generate-ledger.ts';
import { customersOf, LedgerProblem, ofFirstCustomers } from '../../local/replay/ledger.ts';
import { parseLedger, readLedger } from '../../local/replay/read-ledger.ts';

const header = 'countryCode,customerID,invoiceNumber,InvoiceDate,DueDate,InvoiceAmount,Disputed,SettledDate';
const good = '391,0379-NEVHP,0000611365,1/2/2013,2/1/2013,55.94,No,1/15/2013';

const parse = (...lines: readonly string[]) => parseLedger(lines.join('\n'), 'ledger.csv');
const problemOf = (...lines: readonly string[]): string => {
  try {
    parse(...lines);
    return 'none';
  } catch (error) {
    if (error instanceof LedgerProblem) return error.message;
    throw error;
  }
};

describe('reading a ledger', () => {
  it('should read a line with dates in month/day/year and the amount in cents', () => {
    expect(parse(header, good)).toEqual([
      {
        invoiceId: '0000611365',
        customerId: '0379-NEVHP',
        countryCode: '391',
        cents: 5594n,
        issuedOn: '2013-01-02',
        dueOn: '2013-02-01',
        settledOn: '2013-01-15',
        disputed: false,
      },
    ]);
  });

  it('should not mind order, case and blanks of the header, a byte order mark, semicolons and further columns', () => {
    const shuffled =
      '\uFEFFDISPUTED ; settledDate;InvoiceAmount;DueDate;InvoiceDate;invoicenumber;customerID;countryCode;x';
    const [invoice] = parse(shuffled, 'yes;;7.5;2013-02-01;2013-01-02;I1;C1;DE;whatever', '');
    expect(invoice).toMatchObject({
      disputed: true,
      settledOn: null,
      cents: 750n,
      customerId: 'C1',
      dueOn: '2013-02-01',
    });
  });

  it('should name every column that is missing, and those that are needed', () => {
    expect(problemOf('customerID,invoiceNumber,InvoiceDate,DueDate,InvoiceAmount,Disputed', 'a,b,c,d,e,f')).toBe(
      "ledger.csv, line 1: there is no column 'countryCode', 'SettledDate'; the header needs countryCode, customerID, " +
        'invoiceNumber, InvoiceDate, DueDate, InvoiceAmount, Disputed, SettledDate, in any order.',
    );
  });

  it.each([
    ['a day that does not exist', '391,C1,I1,2/30/2013,3/1/2013,5,No,', "InvoiceDate '2/30/2013' is no date"],
    [
      'day before month',
      '391,C1,I1,1/2/2013,25/1/2013,5,No,',
      "DueDate '25/1/2013' is no date that exists; write month/day",
    ],
    ['a settled date that is none', '391,C1,I1,1/2/2013,2/1/2013,5,No,soon', "SettledDate 'soon' is no date"],
    [
      'due before issue',
      '391,C1,I1,2/2/2013,2/1/2013,5,No,',
      "DueDate '2/1/2013' is before the InvoiceDate '2/2/2013'",
    ],
    ['settled before issue', '391,C1,I1,2/2/2013,3/1/2013,5,No,1/1/2013', 'leave it empty while unpaid'],
    [
      'an amount of zero',
      '391,C1,I1,1/2/2013,2/1/2013,0.00,No,',
      "InvoiceAmount '0.00' has to be an amount above zero",
    ],
    ['three decimals', '391,C1,I1,1/2/2013,2/1/2013,5.123,No,', "InvoiceAmount '5.123'"],
    ['an id with a slash', '391,C/1,I1,1/2/2013,2/1/2013,5,No,', "customerID 'C/1' has to be"],
    ['no country', ',C1,I1,1/2/2013,2/1/2013,5,No,', "countryCode '' has to be a code"],
    ['neither yes nor no', '391,C1,I1,1/2/2013,2/1/2013,5,maybe,', "Disputed 'maybe' has to be Yes or No"],
    ['an invoice twice', good, "invoiceNumber '0000611365' stands in line 2 already"],
  ])('should name line, column and remedy when a line has %s', (_, line, message) => {
    const problem = problemOf(header, good, '', line);
    expect(problem).toContain(message);
    expect(problem).toMatch(/^ledger\.csv, line 4: /);
  });

  it('should name the line when it has too few fields', () => {
    expect(problemOf(header, good, '391,C1')).toMatch(/line 3.*Correct that line/);
  });

  it('should say so when there are no invoices', () => {
    expect(problemOf(header)).toContain('has no invoices');
    expect(problemOf('')).toContain('has no invoices');
  });

  it('should say so when the file cannot be read', () => {
    const folder = mkdtempSync(join(tmpdir(), 'credence-ledger-'));
    expect(() => readLedger(join(folder, 'none.csv'))).toThrow(/cannot be read \(ENOENT.*name a CSV file that exists/);
    expect(() => readLedger(folder)).toThrow(/cannot be read \(EISDIR/);
    writeFileSync(join(folder, 'one.csv'), `${header}\n${good}\n`);
    expect(readLedger(join(folder, 'one.csv')).invoices).toHaveLength(1);
  });
});

describe('dates of a ledger', () => {
  it.each([
    ['1/31/2013', '2013-01-31'],
    ['01/02/2013', '2013-01-02'],
    ['2/29/2012', '2012-02-29'],
    ['2/29/2013', undefined],
    ['13/1/2013', undefined],
    ['2013-12-02', '2013-12-02'],
    ['1/2/13', undefined],
    ['', undefined],
  ])('should read %s as %s', (text, date) => {
    expect(readDate(text)).toBe(date);
  });
});

describe('a portfolio that is made up', () => {
  const options = { seed: 7, customers: 12, invoices: 150 };

  it('should be the same for the same seed, and another for another', () => {
    expect(generateLedger(options)).toEqual(generateLedger(options));
    expect(generateLedger({ ...options, seed: 8 }).invoices).not.toEqual(generateLedger(options).invoices);
  });

  it('should have the shape of a ledger', () => {
    const ledger = generateLedger(options);
    expect(customersOf(ledger)).toHaveLength(12);
    expect(ledger.invoices).toHaveLength(150);
    const late = ledger.invoices.filter(({ settledOn, dueOn }) => settledOn !== null && settledOn > dueOn);
    expect(late.length / ledger.invoices.length).toBeGreaterThan(0.15);
    expect(late.length / ledger.invoices.length).toBeLessThan(0.6);
    for (const { cents, issuedOn, settledOn } of ledger.invoices) {
      expect(cents).toBeGreaterThanOrEqual(500n);
      expect(cents).toBeLessThanOrEqual(12_800n);
      expect(settledOn === null || settledOn >= issuedOn).toBe(true);
    }
  });

  it('should keep the customers that come first when fewer are asked for', () => {
    const few = ofFirstCustomers(generateLedger(options), 3);
    expect(customersOf(few)).toEqual(['CUSTOMER-001', 'CUSTOMER-002', 'CUSTOMER-003']);
  });
});
