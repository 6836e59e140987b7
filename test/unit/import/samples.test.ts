import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readFile } from '../../../functions/import-ledger/read-file.ts';
import type { ImportSums } from '../../../shared/contracts/imports.ts';

const samples = join(import.meta.dirname, '../../../../shared/data/formats');
const isThere = existsSync(samples);
if (!isThere) console.info(`Skipped: the sample files of banks are not at ${samples}.`);

const read = (name: string, sums?: ImportSums) =>
  readFile(
    name.endsWith('.xml') ? 'application/xml' : 'text/vnd.mt940',
    readFileSync(join(samples, name), 'utf8'),
    sums,
  );

describe.skipIf(!isThere)('sample files of banks and of e-invoicing', () => {
  it.each(['camt053.v4.xml', 'camt053.v8.xml'])('should be read when it is %s', (name) => {
    expect(read(name)).toMatchObject({
      entries: [{ kind: 'PAYMENT', amount: { minorUnits: 885n, currency: 'EUR' } }],
      ignored: 0,
    });
  });

  it('should be read with all of its statements when it is a German MT940', () => {
    const file = read('mt940.sepa-de.sta');
    if (file.kind !== 'entries') throw new Error('no statement');
    expect(file.entries.length + file.ignored).toBe(97);
    expect(new Set(file.entries.map(({ id }) => id)).size).toBe(file.entries.length);
  });

  it('should be read when it is an invoice or a credit note', () => {
    expect(read('ubl-xrechnung-01.01a.xml')).toMatchObject({
      document: { kind: 'INVOICE', amount: { minorUnits: 33_690n } },
    });
    expect(read('ubl-en16931-creditnote1.xml')).toMatchObject({
      document: { kind: 'CREDIT_NOTE', id: '018304-28865' },
    });
  });

  // Their entries or amounts were taken out or changed by those who published them.
  it.each([
    ['camt053.batch.xml', /says that there are 35 entries/],
    ['camt053.v2.all-balance-types.xml', /closes with 4\.04 EUR/],
    ['camt054.v4.xml', /a batch of 2 transactions/],
    ['mt940.abnamro.sta', /closes with 876\.84 EUR/],
    ['mt940.ing.sta', /closes with 3\.47 EUR/],
  ])('should be refused when its figures contradict each other, as in %s', (name, why) => {
    expect(() => read(name)).toThrow(why);
    expect(() => read(name)).toThrow(/sums=as-stated/);
  });

  it.each([
    ['camt053.batch.xml', 3],
    ['camt053.v2.all-balance-types.xml', 1],
    ['camt054.v4.xml', 1],
    ['mt940.abnamro.sta', 10],
    ['mt940.ing.sta', 7],
  ])(
    'should be read entry by entry all the same when its sums are taken as they are stated, as in %s',
    (name, entries) => {
      const file = read(name, 'as-stated');
      if (file.kind !== 'entries') throw new Error('no statement');
      expect(file.entries.length + file.ignored).toBe(entries);
    },
  );
});
