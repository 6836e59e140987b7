import { describe, expect, it } from 'vitest';
import type { BankEntry } from '../../../shared/domain/cash-application/bank-entry.ts';
import { readDecimal } from '../../../shared/domain/cash-application/decimal.ts';
import { identify } from '../../../shared/domain/cash-application/identity.ts';
import { allocate, debtorOf, type NamedInvoice } from '../../../shared/domain/cash-application/match.ts';
import { isSameName, partyNumbers } from '../../../shared/domain/cash-application/party-numbers.ts';
import { candidatesOf } from '../../../shared/domain/cash-application/references.ts';
import type { OpenItem, Receivable } from '../../../shared/domain/receivable/receivable.ts';
import { eur } from '../../support/movements.ts';

const entry = (changes: Partial<BankEntry> = {}): BankEntry => ({
  line: 1,
  statement: 0,
  kind: 'PAYMENT',
  amount: eur(10_000),
  originalAmounts: [],
  date: '2026-03-10',
  account: 'DE02120300000000202051',
  bankReference: 'BANK-1',
  part: '',
  references: [],
  structured: [],
  texts: [''],
  counterparty: { name: null, account: null, ids: [] },
  reason: null,
  ...changes,
});

const found = (text: string) => candidatesOf(entry({ texts: [text] }));
const strong = (text: string) => found(text).flatMap(({ id, isStrong }) => (isStrong ? [id] : []));

describe('ids in a remittance', () => {
  it.each([
    ['Rechnung 4711 vom 01.03.2026', '4711'],
    ['RE:INV-77', 'INV-77'],
    ['Re.Nr.4711', '4711'],
    ['inv-2026-1', 'INV-2026-1'],
    ['(INV-2026-1), danke', 'INV-2026-1'],
    ['a/INV-2026-1/b', 'INV-2026-1'],
    ['Rechnung 00004711', '4711'],
    ['018304 / 28865', '018304-28865'],
    ['RE 2026 INV 4711', 'INV4711'],
  ])('should be found when it is "%s"', (text, id) => {
    expect(found(text).map((one) => one.id)).toContain(id);
  });

  it('should not be part of a longer one', () => {
    expect(found('INV-2026-10').map(({ id }) => id)).not.toContain('INV-2026-1');
  });

  it('should count for little when they are dates, years, amounts or plain words', () => {
    expect(strong('am 01.03.2026 2026-03-01 123.45 danke Zahlung 12')).toEqual([]);
  });

  it('should be found in references of creditors without their check digits', () => {
    const ids = candidatesOf(entry({ structured: [{ reference: 'RF18 5390 0754 7034', minorUnits: null }] })).map(
      ({ id }) => id,
    );
    expect(ids).toEqual(expect.arrayContaining(['RF18539007547034', '539007547034']));
  });

  it('should be a bounded number, whatever the text', () => {
    expect(found(Array.from({ length: 500 }, (_, n) => `ID-${n}`).join(' '))).toHaveLength(60);
  });
});

const receivable = (invoiceId: string, customerId: string, minorUnits = 10_000, paid = 0n): Receivable => ({
  invoiceId,
  customerId,
  orderId: null,
  amount: eur(minorUnits),
  carryingAmount: BigInt(minorUnits),
  paid,
  credited: 0n,
  writtenOff: 0n,
  issuedOn: '2026-02-01',
  dueOn: '2026-03-01',
  settledOn: null,
  openDisputes: 0,
  everDisputed: false,
  disputed: false,
  productCategory: null,
  document: null,
  prediction: null,
  bodyHash: 'x',
  version: 1,
});
const named = (one: Receivable, changes: Partial<NamedInvoice> = {}): NamedInvoice => ({
  receivable: one,
  isStrong: true,
  minorUnits: null,
  ...changes,
});
const nothing = { named: [], customersNamed: [], customersByNumber: [], customersByName: [] };

describe('whose the money is', () => {
  const mine = named(receivable('I-1', 'C-1'));
  const yours = named(receivable('I-2', 'C-2'));
  it.each([
    ['an invoice', { ...nothing, named: [mine] }, { customerId: 'C-1', isSure: true }],
    [
      'an invoice that somebody else pays',
      { ...nothing, named: [mine], customersByNumber: ['C-9'] },
      { customerId: 'C-1' },
    ],
    [
      'invoices of two',
      { ...nothing, named: [mine, yours] },
      { reason: 'SEVERAL_CUSTOMERS', customers: ['C-1', 'C-2'] },
    ],
    [
      'an invoice and another customer',
      { ...nothing, named: [mine], customersNamed: ['C-2'] },
      { reason: 'SEVERAL_CUSTOMERS' },
    ],
    ['a customer', { ...nothing, customersNamed: ['C-1'] }, { customerId: 'C-1', isSure: true }],
    ['a number', { ...nothing, customersByNumber: ['C-1'] }, { customerId: 'C-1', isSure: true }],
    ['a number of two', { ...nothing, customersByNumber: ['C-1', 'C-2'] }, { reason: 'SEVERAL_CUSTOMERS' }],
    ['a name', { ...nothing, customersByName: ['C-1'] }, { customerId: 'C-1', isSure: false }],
    ['nothing', nothing, { reason: 'NOBODY_NAMED' }],
  ])('should be said by %s', (_what, evidence, debtor) => {
    expect(debtorOf(entry(), evidence)).toMatchObject(debtor);
  });

  it('should be said by a weak id only when the amount is what remains', () => {
    const weak = named(receivable('12', 'C-1'), { isStrong: false });
    expect(debtorOf(entry(), { ...nothing, named: [weak] })).toMatchObject({ customerId: 'C-1' });
    expect(debtorOf(entry({ amount: eur(9_999) }), { ...nothing, named: [weak] })).toMatchObject({
      reason: 'NOBODY_NAMED',
    });
  });
});

describe('what it pays', () => {
  const open = (invoiceId: string, minorUnits: number): OpenItem => ({
    invoiceId,
    issuedOn: '2026-02-01',
    dueOn: '2026-03-01',
    amount: eur(minorUnits),
    remaining: eur(minorUnits),
    carryingRemaining: BigInt(minorUnits),
    disputed: false,
    outlook: null,
  });
  const ids = (...planned: Parameters<typeof allocate>) => allocate(...planned).map(({ invoiceId }) => invoiceId);

  it('should be what it names of the customer', () => {
    const all = [named(receivable('I-1', 'C-1')), named(receivable('I-2', 'C-2'))];
    expect(ids(entry(), 'C-1', all, [open('I-9', 10_000)])).toEqual(['I-1']);
  });

  it('should be the parts that it states, unless they are more than the money', () => {
    const all = [
      named(receivable('I-1', 'C-1'), { minorUnits: 4_000n }),
      named(receivable('I-2', 'C-1'), { minorUnits: 6_000n }),
    ];
    expect(allocate(entry(), 'C-1', all, [])).toEqual([
      { invoiceId: 'I-1', minorUnits: 4_000n },
      { invoiceId: 'I-2', minorUnits: 6_000n },
    ]);
    expect(allocate(entry({ amount: eur(100) }), 'C-1', all, [])[0]).toEqual({ invoiceId: 'I-1', minorUnits: 100n });
  });

  it('should be nothing else when what it names is paid', () => {
    expect(ids(entry(), 'C-1', [named(receivable('I-1', 'C-1', 10_000, 10_000n))], [open('I-2', 10_000)])).toEqual([]);
  });

  it('should be the only one of its amount, or all of them together, and nothing in doubt', () => {
    expect(ids(entry(), 'C-1', [], [open('I-1', 10_000), open('I-2', 300)])).toEqual(['I-1']);
    expect(ids(entry(), 'C-1', [], [open('I-1', 9_700), open('I-2', 300)])).toEqual(['I-1', 'I-2']);
    expect(ids(entry(), 'C-1', [], [open('I-1', 10_000), open('I-2', 10_000)])).toEqual([]);
    expect(ids(entry(), 'C-1', [], [open('I-1', 9_000)])).toEqual([]);
  });
});

describe('the id of a booking', () => {
  const idOf = (one: BankEntry) => identify([one])[0]?.id ?? '';

  it('should be the same wherever the booking stands, and an id of a payment', () => {
    const id = idOf(entry({ bankReference: 'AAAASESS-FP-CN_98765/01' }));
    expect(id).toMatch(/^AAAASESS-FP-CN_98765-01\.[0-9a-f]{20}$/);
    const elsewhere = entry({
      bankReference: 'aaaasess-FP-CN 98765/01',
      line: 9,
      statement: 4,
      texts: ['more'],
      date: '2026-03-11',
    });
    expect(idOf(elsewhere).split('.').at(-1)).toBe(id.split('.').at(-1));
    expect(idOf(entry({ bankReference: 'X'.repeat(200) }))).toHaveLength(61);
  });

  it('should differ by account, amount, direction and part', () => {
    const others: Partial<BankEntry>[] = [{ account: 'B' }, { amount: eur(1) }, { kind: 'RETURN' }, { part: 'E-1' }];
    expect(new Set([{}, ...others].map((changes) => idOf(entry(changes)))).size).toBe(5);
  });

  it('should tell two alike in one statement apart, and know them again in another', () => {
    const plain = entry({ bankReference: null, texts: ['rent'] });
    const ids = identify([plain, plain, { ...plain, statement: 1 }, { ...plain, statement: 1 }]).map(({ id }) => id);
    expect(ids[0]).not.toBe(ids[1]);
    expect(ids.slice(2)).toEqual(ids.slice(0, 2));
  });
});

describe('names, numbers and amounts', () => {
  it.each([
    ['Bäckerei Müller GmbH', 'BAECKEREI MUELLER', true],
    ['Smith & Sons Ltd.', 'smith sons limited', true],
    ['Acme S.A.', 'ACME SA', true],
    ['Straße AG', 'STRASSE AG', true],
    ['Acme Nord GmbH', 'Acme Süd GmbH', false],
    ['GmbH', 'AG', false],
  ])('should say of "%s" and "%s": %s', (one, other, same) => {
    expect(isSameName(one, other)).toBe(same);
  });

  it('should compare numbers without blanks and punctuation, and none that are too short', () => {
    expect(partyNumbers(['DE 811.907-980', 'de811907980', 'HRB 1', undefined, 'ABCDEFGH'])).toEqual(['DE811907980']);
  });

  it.each([
    ['12', 'EUR', 1_200n],
    ['12,5', 'EUR', 1_250n],
    ['8.850', 'EUR', 885n],
    ['0012.', 'EUR', 1_200n],
    ['12', 'JPY', 12n],
    ['1.234', 'KWD', 1_234n],
    ['-1', 'EUR', -100n],
  ])('should read %s %s', (text, currency, minorUnits) => {
    expect(readDecimal(text, currency)).toEqual({ minorUnits });
  });

  it.each([
    ['8.855', 'EUR'],
    ['1e3', 'EUR'],
    ['', 'EUR'],
    ['1 000', 'EUR'],
    ['1', 'XXX'],
    ['1234567890123456', 'EUR'],
    ['0.5', 'JPY'],
  ])('should refuse "%s" %s', (text, currency) => {
    expect(readDecimal(text, currency)).toHaveProperty('problem');
  });
});
