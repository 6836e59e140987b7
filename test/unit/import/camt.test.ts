import { describe, expect, it } from 'vitest';
import { readCamt } from '../../../functions/import-ledger/camt/read-camt.ts';
import { readXml } from '../../../functions/import-ledger/xml/read-xml.ts';
import {
  type Booked,
  camt053,
  camt053Of,
  camt054,
  details,
  type StatementParts,
  stmt,
} from '../../support/bank-files.ts';

const read = (file: string) => readCamt(readXml(file));
const readBooked = (booked: Booked, parts?: StatementParts) => read(camt053([booked], parts)).entries;

describe('an entry of a camt.053', () => {
  it.each(['02', '04', '06', '08', '10', '13'])('should be read in version %s', (version) => {
    expect(readBooked({ amount: '8.850' }, { version })).toMatchObject([
      { kind: 'PAYMENT', amount: { minorUnits: 885n } },
    ]);
  });

  it.each<[string, Booked, string | undefined]>([
    ['money that came in', { amount: '1.00' }, 'PAYMENT'],
    ['what was paid', { amount: '1.00', sign: 'DBIT' }, undefined],
    ['a credit taken back', { amount: '1.00', sign: 'DBIT', isReversal: true }, 'RETURN'],
    ['a debit taken back', { amount: '1.00', isReversal: true }, 'OTHER'],
    [
      'an unpaid direct debit',
      {
        amount: '1.00',
        sign: 'DBIT',
        extra: '<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>IDDT</Cd><SubFmlyCd>UPDD</SubFmlyCd></Fmly></Domn></BkTxCd>',
      },
      'RETURN',
    ],
    [
      'a transfer that came back',
      { amount: '1.00', details: [details({ extra: '<RtrInf><Rsn><Cd>AC01</Cd></Rsn></RtrInf>' })] },
      'OTHER',
    ],
    ['what is pending', { amount: '1.00', status: 'PDNG' }, undefined],
    ['a pending one in the newer form', { amount: '1.00', status: '<Cd>PDNG</Cd>' }, undefined],
    ['information', { amount: '1.00', status: 'INFO' }, undefined],
  ])('should be taken for what it is when it is %s', (_what, booked, kind) => {
    const booksNothing = booked.status !== undefined;
    expect(readBooked(booked, booksNothing ? { closing: '1000.00' } : {})[0]?.kind).toBe(kind);
  });

  it('should tell who paid and for what, with the party in its newer place too', () => {
    const structured =
      '<RmtInf><Strd><RfrdDocInf><Nb>INV-1</Nb></RfrdDocInf><RfrdDocAmt><RmtdAmt Ccy="EUR">0.40</RmtdAmt></RfrdDocAmt></Strd></RmtInf>';
    const parties =
      '<RltdPties><Dbtr><Pty><Nm>Payer &amp; Co</Nm><Id><OrgId><Othr><Id>HRB 12345</Id></Othr></OrgId></Id></Pty></Dbtr></RltdPties>';
    expect(readBooked({ amount: '1.00', details: [details({ extra: `${parties}${structured}` })] })[0]).toMatchObject({
      counterparty: { name: 'Payer & Co', ids: ['HRB 12345'] },
      structured: [{ reference: 'INV-1', minorUnits: 40n }],
    });
  });

  it('should be split into its transactions when the bank gives their amounts, less charges', () => {
    const parts = [details({ amount: '4.00', endToEndId: 'A' }), details({ amount: '6.50', endToEndId: 'B' })];
    expect(
      readBooked({ amount: '10.50', reference: 'X', details: parts }).map(({ part, amount }) => [
        part,
        amount.minorUnits,
      ]),
    ).toEqual([
      ['A', 400n],
      ['B', 650n],
    ]);
    const charged = '<Chrgs><TtlChrgsAndTaxAmt Ccy="EUR">0.50</TtlChrgsAndTaxAmt></Chrgs>';
    expect(readBooked({ amount: '10.00', extra: charged, details: parts })).toHaveLength(2);
    expect(readBooked({ amount: '10.50', details: [details({ text: 'a' }), details({ text: 'b' })] })).toHaveLength(1);
  });
});

describe('sums', () => {
  const entry: Booked = { amount: '10.00' };
  const summary = (content: string) => ({ summary: `<TxsSummry>${content}</TxsSummry>` });

  it.each([
    '<TtlNtries><NbOfNtries>2</NbOfNtries><Sum>13</Sum></TtlNtries>',
    '<TtlCdtNtries><NbOfNtries>1</NbOfNtries><Sum>10.00</Sum></TtlCdtNtries><TtlDbtNtries><NbOfNtries>1</NbOfNtries><Sum>3.00</Sum></TtlDbtNtries>',
    '<TtlNtries><TtlNetNtryAmt>7.00</TtlNetNtryAmt><CdtDbtInd>CRDT</CdtDbtInd></TtlNtries>',
    '<TtlNtries><TtlNetNtry><Amt>7.00</Amt><CdtDbtInd>CRDT</CdtDbtInd></TtlNetNtry></TtlNtries>',
  ])('should fit when they are %s', (content) => {
    const booked: Booked[] = [entry, { amount: '3.00', sign: 'DBIT' }];
    expect(read(camt053(booked, summary(content)))).toMatchObject({ ignored: 1 });
    const wrong = content
      .replace(/7\.00/, '8.00')
      .replace(/10\.00/, '10.01')
      .replace('>13<', '>14<');
    expect(() => read(camt053(booked, summary(wrong)))).toThrow(/says that/);
  });

  it('should be over all pages of a statement that stand in one file, and over none when some are elsewhere', () => {
    const page = (number: number, isLast: boolean, statement: string) =>
      statement.replace(
        '<CreDtTm>',
        `<StmtPgntn><PgNb>${number}</PgNb><LastPgInd>${isLast}</LastPgInd></StmtPgntn><CreDtTm>`,
      );
    const first = page(1, false, stmt([entry], { closing: '1030.00' }));
    const last = (closing: string) => page(2, true, stmt([{ amount: '20.00' }], { closing }));
    expect(read(camt053Of([last('1030.00'), first])).entries).toHaveLength(2);
    expect(() => read(camt053Of([first, last('1031.00')]))).toThrow(/closes with 1031\.00 EUR/);
    expect(read(camt053Of([last('1031.00')])).entries).toHaveLength(1);
  });

  it('should be refused in a currency that the entries are not in', () => {
    expect(() => readBooked({ amount: '1.00', currency: 'USD' })).toThrow(/opens in EUR and has amounts in USD/);
  });
});

describe('an XML message', () => {
  it('should be refused with the line when something is missing in it', () => {
    const file = camt054([{ amount: '1.00' }]);
    expect(() => read(file.replace(/<Amt[^/]*\/Amt>/, ''))).toThrow(/^line \d+ begins a Ntry without its amount/);
    expect(() => read(file.replace('CRDT', 'CRED'))).toThrow(/neither CRDT nor DBIT/);
    expect(() => read(file.replace('<Sts>BOOK</Sts>', ''))).toThrow(/without its status/);
    expect(() => read(file.replaceAll('2026-03-10</Dt>', '2026-02-30</Dt>'))).toThrow(/where a date is due/);
    expect(() => read(file.replace(/<Ntfctn>.*<\/Ntfctn>/s, ''))).toThrow(/without a BkToCstmrDbtCdtNtfctn\/Ntfctn/);
  });

  it('should be read with a prefix for its namespace, and with what is foreign in it', () => {
    const file = camt053([{ amount: '1.00', extra: '<x:Amt xmlns:x="urn:x">9</x:Amt>' }]);
    const prefixed = file
      .replace('<Document xmlns=', '<n:Document xmlns:n=')
      .replace('</Document>', '</n:Document>')
      .replace(/<(\/?)(?!n:|\?|x:|\/x:)([A-Z])/g, '<$1n:$2');
    expect(read(prefixed).entries).toEqual(read(file).entries);
  });
});
