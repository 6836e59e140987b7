import { describe, expect, it } from 'vitest';
import { readMt940 } from '../../../functions/import-ledger/mt940/read-mt940.ts';
import { mt940, type SwiftLine } from '../../support/bank-files.ts';

const entriesOf = (...lines: readonly SwiftLine[]) => readMt940(mt940(lines)).entries;
const only = (line: string, information?: readonly string[]) =>
  entriesOf({ line, ...(information && { information }) })[0];

describe('a line of an MT940 statement', () => {
  it.each([
    ['C12,5NTRFNONREF', 1_250n, 'PAYMENT'],
    ['CR12,NTRFNONREF', 1_200n, 'PAYMENT'],
    ['RD12,00NTRFNONREF', 1_200n, 'OTHER'],
    ['RC12,00NTRFNONREF', 1_200n, 'RETURN'],
    ['RCR12,00NRTINONREF', 1_200n, 'RETURN'],
    ['D12,00NRTINONREF', 1_200n, 'RETURN'],
    ['C12,00NRTINONREF', 1_200n, 'OTHER'],
  ] as const)('should be read when it is %s', (line, minorUnits, kind) => {
    expect(only(line)).toMatchObject({
      kind,
      amount: { minorUnits, currency: 'EUR' },
      date: '2026-03-10',
      bankReference: null,
    });
  });

  it('should not be for the ledger when it is a debit, or only expected', () => {
    const file = mt940([{ line: 'D5,00NMSCNONREF' }]);
    expect(readMt940(file)).toEqual({ entries: [], ignored: 1 });
    expect(
      readMt940(
        file.replace(':61:2603100310D5,00', ':61:2603100310ED5,00').replace('C260310EUR995,00', 'C260310EUR1000,00'),
      ),
    ).toEqual({
      entries: [],
      ignored: 1,
    });
  });

  it('should carry the references of both sides, and what stands on its second line', () => {
    const [entry] = readMt940(
      mt940([{ line: 'C1,00NTRFMYREF-7//BANK/77' }]).replace('//BANK/77', '//BANK/77\r\nsupplement'),
    ).entries;
    expect(entry).toMatchObject({
      bankReference: 'BANK/77',
      references: ['BANK/77', 'MYREF-7'],
      texts: ['supplement'],
    });
  });
});

describe('the information about a line', () => {
  it('should be read in the dialect of German banks, in which words are cut anywhere', () => {
    const information = [
      '166?00GUTSCHRIFT?100399?20EREF+END-2026-77?21SVWZ+Rechnungen: RE-2026-10?2201 und RE-2',
      '026-1002?30COBADEFFXXX?31DE89370400440532013000?32Kunde mit langem Namen und ?33Co KG',
    ];
    expect(only('C1,00NTRFNONREF//B', information)).toMatchObject({
      texts: ['Rechnungen: RE-2026-1001 und RE-2026-1002', 'Rechnungen: RE-2026-10 01 und RE-2026-1002'],
      references: ['B', 'END-2026-77'],
      counterparty: { name: 'Kunde mit langem Namen und Co KG', account: 'DE89370400440532013000' },
    });
  });

  it('should know a direct debit that bounced, and what was taken before charges', () => {
    const information = [
      '109?00RUECKLASTSCHRIFT?20EREF+DD-1?21MREF+M-1?22OAMT+100,00?23COAM+3,00?24SVWZ+Konto geschlossen',
    ];
    expect(only('D103,00NDDTNONREF//B', information)).toMatchObject({
      kind: 'RETURN',
      originalAmounts: [10_000n],
      references: ['B', 'DD-1'],
      reason: 'Konto geschlossen',
    });
    expect(only('D103,00NDDTNONREF', ['105?00LASTSCHRIFT'])).toBeUndefined();
    expect(only('C103,00NTRFNONREF', ['159?00RETOURE'])).toMatchObject({ kind: 'OTHER' });
  });

  it('should be read in the dialects of Dutch banks', () => {
    const slashed = [
      '/TRTP/SEPA OVERBOEKING/IBAN/NL91ABNA0417164300/BIC/ABNANL2A/NAME/J. JANSEN BV',
      '/REMI/Factuur 2026-0815/EREF/E-2026/',
    ];
    expect(only('C1,00NTRFNONREF', slashed)).toMatchObject({
      texts: ['Factuur 2026-0815'],
      references: ['E-2026'],
      counterparty: { name: 'J. JANSEN BV', account: 'NL91ABNA0417164300' },
    });
    const party = ['/EREF/E-9//CNTP/NL91ABNA0417164300/ABNANL2A/P. Peters///REMI/USTD//Factuur 77//'];
    expect(only('C1,00NTRFNONREF', party)).toMatchObject({
      texts: ['Factuur 77'],
      counterparty: { name: 'P. Peters', account: 'NL91ABNA0417164300' },
    });
    expect(only('D1,00NTRFNONREF', ['/RTRN/MD06//EREF/E-9/'])).toMatchObject({ kind: 'RETURN', reason: 'MD06' });
  });

  it('should be text where it is in no dialect', () => {
    expect(only('C1,00NTRFNONREF', ['Zahlung Rechnung 4711', 'vielen Dank'])).toMatchObject({
      texts: ['Zahlung Rechnung 4711 vielen Dank'],
    });
  });
});

describe('an MT940 file', () => {
  const message = mt940([{ line: 'C1,00NTRFNONREF' }]);

  it.each([
    ['an envelope', `{1:F01BANKDEFFAXXX0000000000}{2:I940BANKDEFFXXXXN}{4:\r\n${message.trimEnd()}}`],
    ['a header of a bank', `BANKDEFF\n940\nBANKDEFF\n${message}`],
    ['line feeds only', message.replaceAll('\r\n', '\n')],
    ['a mark at its beginning', `\uFEFF${message}`],
    ['no end of the message', message.replace('-\r\n', '')],
    ['an interim balance', message.replace(':60F:', ':60M:').replace(':62F:', ':62M:')],
    ['an older tag of the number', message.replace(':28C:', ':28:')],
  ])('should be read with %s', (_what, file) => {
    expect(readMt940(file).entries).toHaveLength(1);
  });

  it('should be read statement by statement', () => {
    expect(readMt940(`${message}\n${message}`).entries.map(({ statement }) => statement)).toEqual([0, 1]);
  });

  it.each([
    ['a line that is none', message.replace('C1,00NTRF', 'X1,00NTRF'), /:61: that cannot be read/],
    ['a day that does not exist', message.replace(':61:260310', ':61:261310'), /'261310' where a day is due/],
    ['another currency at its end', message.replace('260310EUR', '260310USD'), /closes in USD/],
    ['a currency that is none', message.replaceAll('EUR', 'EUX'), /EUX/],
    ['no account', message.replace(/:25:.*\r\n/, ''), /without an account/],
    ['a balance that is none', message.replace(':60F:C', ':60F:X'), /:60F: that cannot be read/],
  ])('should be refused for %s', (_what, file, why) => {
    expect(() => readMt940(file)).toThrow(why);
  });
});
