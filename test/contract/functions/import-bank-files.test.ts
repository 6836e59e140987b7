import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ImportResultView } from '../../../shared/contracts/imports.ts';
import { ProblemView } from '../../../shared/contracts/problems.ts';
import { daysBetween, momentAt } from '../../../shared/dates.ts';
import { builtInDocument } from '../../../shared/domain/policy/built-in.ts';
import type { ApiFunction } from '../../../shared/http/api-handler.ts';
import { loadAccount } from '../../../shared/store/accounts.ts';
import { rememberPublished } from '../../../shared/store/policies.ts';
import { saveDraft } from '../../../shared/store/policy-drafts.ts';
import { publishDraft } from '../../../shared/store/policy-publishing.ts';
import { loadReceivable } from '../../../shared/store/receivables.ts';
import { releaseReservation } from '../../../shared/store/reservations.ts';
import { loadSettlement } from '../../../shared/store/settlement-items.ts';
import { apiEvent } from '../../support/api-event.ts';
import { buyerOf, camt053, camt053Of, camt054, details, mt940, stmt, ubl } from '../../support/bank-files.ts';
import { openDesk } from '../../support/context.ts';
import { type Database, lendToHandlers, startDatabase } from '../../support/dynamodb.ts';
import { check, createCustomer, eur, invoice, publishTestRates } from '../../support/movements.ts';

let database: Database;
let importLedger: ApiFunction;

beforeAll(async () => {
  database = await startDatabase();
  lendToHandlers(database);
  importLedger = (await import('../../../functions/import-ledger/handler.ts')).handler;
});
afterAll(() => database.stop());

const desk = () => openDesk(database.table).at();

/** A customer with invoices, each by its id and amount in cents. */
const debtor = async (customerId: string, invoices: Readonly<Record<string, number>>, more: object = {}) => {
  await createCustomer(desk(), customerId, more);
  for (const [id, amount] of Object.entries(invoices)) await invoice(desk(), customerId, id, eur(amount));
};

const send = (file: string, contentType = 'application/xml') =>
  importLedger(apiEvent('importLedger', { body: file, headers: { 'content-type': contentType } }));
const sent = async (...parts: Parameters<typeof send>) => {
  const reply = await send(...parts);
  expect(reply.body).toBeTypeOf('string');
  expect(reply.statusCode, reply.body).toBe(200);
  return ImportResultView.parse(JSON.parse(reply.body ?? ''));
};
const refused = async (...parts: Parameters<typeof send>) => {
  const before = await database.scan();
  const reply = await send(...parts);
  expect(await database.scan()).toEqual(before);
  return ProblemView.parse(JSON.parse(reply.body ?? ''));
};
const open = async (id: string): Promise<bigint> => {
  const { amount, credited, paid } = await loadReceivable(database.table, id);
  return amount.minorUnits - paid - credited;
};

describe('bank statements', () => {
  it('should pay the invoices that credits name, and change nothing when the statement comes twice', async () => {
    await debtor('NAMED-1', { 'RE-2026-101': 10_000, 'RE-2026-102': 5_000, 'RE-2026-1': 7_700 });
    const file = camt053([
      {
        amount: '150.00',
        details: [details({ text: 'Rechnungen RE-2026-101, re-2026-102 Danke', payer: 'Somebody' })],
      },
      { amount: '12.00', sign: 'DBIT', details: [details({ text: 'RE-2026-1' })] },
      { amount: '77.00', status: 'PDNG', details: [details({ text: 'RE-2026-1' })] },
    ]);
    expect(await sent(file)).toMatchObject({ accepted: 1, duplicates: 0, ignored: 2, rejected: [], unmatched: [] });
    expect([await open('RE-2026-101'), await open('RE-2026-102'), await open('RE-2026-1')]).toEqual([0n, 0n, 7_700n]);
    const before = await database.scan();
    expect(await sent(file)).toMatchObject({ accepted: 0, duplicates: 1, ignored: 2, rejected: [], unmatched: [] });
    expect(await database.scan()).toEqual(before);
  });

  it('should know the booking of a notification again in the statement of the day', async () => {
    await debtor('TWICE-1', { 'TW-10001': 4_000, 'TW-10002': 6_000 });
    const batch = (amount: string) => [
      details({ amount: '40.00', endToEndId: 'E-1', structured: 'TW-10001' }),
      details({ amount, endToEndId: 'E-2', text: 'TW-10002' }),
    ];
    const entry = { amount: '100.00', reference: 'ACSR-77', details: batch('60.00') };
    expect(await sent(camt054([entry]), 'text/xml')).toMatchObject({ accepted: 2, duplicates: 0, unmatched: [] });
    expect(await sent(camt053([entry], { version: '02' }))).toMatchObject({ accepted: 0, duplicates: 2 });
    expect(await loadAccount(database.table, 'TWICE-1')).toMatchObject({ openReceivables: 0n, unappliedCash: 0n });
  });

  it('should find the debtor by name and amount, and by its numbers, but go by a name alone for no amount', async () => {
    await debtor('BYNAME-1', { 'BN-10001': 12_345, 'BN-10002': 99_900 }, { legalName: 'Bäckerei Müller & Söhne GmbH' });
    await debtor('BYTAX-1', { 'BT-10001': 5_500, 'BT-10002': 5_500 }, { taxId: 'DE 811 907 980' });
    const result = await sent(
      camt053([
        { amount: '123.45', details: [details({ text: 'Vielen Dank', payer: 'BAECKEREI MUELLER UND SOEHNE GMBH' })] },
        {
          amount: '1.00',
          reference: 'NAMEONLY',
          details: [details({ payer: 'Bäckerei Müller & Söhne', iban: 'DE89370400440532013000' })],
        },
        { amount: '55.00', details: [details({ payer: 'Unknown', payerId: 'DE811907980' })] },
      ]),
    );
    expect(result).toMatchObject({ accepted: 2, rejected: [] });
    expect(await open('BN-10001')).toBe(0n);
    expect(result.unmatched).toMatchObject([
      {
        reason: 'NAME_ONLY',
        posted: false,
        amount: { amount: '1.00', currency: 'EUR' },
        debtor: { customerId: null, candidates: ['BYNAME-1'], account: 'DE89370400440532013000' },
      },
      { reason: 'NO_INVOICE', posted: true, unapplied: { amount: '55.00' }, debtor: { customerId: 'BYTAX-1' } },
    ]);
    expect(await loadAccount(database.table, 'BYTAX-1')).toMatchObject({
      openReceivables: 11_000n,
      unappliedCash: 5_500n,
    });
  });

  it('should leave to a person what points to nobody or to several, with all that is known of it', async () => {
    await debtor('DOUBT-1', { 'DO-10001': 1_000 });
    await debtor('DOUBT-2', { 'DO-20001': 1_000 });
    const file = camt053([
      { amount: '20.00', reference: 'SEVERAL', details: [details({ text: 'DO-10001 DO-20001', payer: 'Holding' })] },
      { amount: '10.00', reference: 'NOBODY', details: [details({ text: 'for the invoice', payer: 'Who Ever' })] },
      { amount: '10.00', reference: 'LONGER', details: [details({ text: 'DO-100012' })] },
    ]);
    const result = await sent(file);
    expect(result).toMatchObject({ accepted: 0, duplicates: 0, rejected: [] });
    expect(result.unmatched.map(({ reason }) => reason)).toEqual(['SEVERAL_CUSTOMERS', 'NOBODY_NAMED', 'NOBODY_NAMED']);
    expect(result.unmatched[0]).toMatchObject({
      reference: 'DO-10001 DO-20001',
      debtor: { candidates: ['DOUBT-1', 'DOUBT-2'], name: 'Holding' },
      receivedOn: '2026-03-10',
    });
    expect(await open('DO-10001')).toBe(1_000n);
    const again = await sent(file);
    expect(again.unmatched).toEqual(result.unmatched);
  });

  it('should know a payment that a person has posted under the id of the list', async () => {
    await debtor('PERSON-1', { 'PE-10001': 3_000 });
    const file = camt053([{ amount: '30.00', reference: 'BYHAND', details: [details({ text: 'thanks' })] }]);
    const [first] = (await sent(file)).unmatched;
    const { handler: postPayment } = await import('../../../functions/post-payment/handler.ts');
    const body = { customerId: 'PERSON-1', amount: first?.amount, receivedOn: first?.receivedOn };
    const event = apiEvent('postPayment', { params: { paymentId: first?.paymentId ?? '' }, body });
    expect((await postPayment(event)).statusCode).toBe(201);
    expect(await sent(file)).toMatchObject({ accepted: 0, duplicates: 1, unmatched: [] });
    expect(await open('PE-10001')).toBe(0n);
  });

  it('should keep money of a known customer unapplied, and apply it when the invoice that it names comes', async () => {
    await debtor('LATER-1', {});
    const text = 'Customer LATER-1 invoice LA-10009';
    const result = await sent(camt053([{ amount: '80.00', details: [details({ text })] }]));
    expect(result).toMatchObject({ accepted: 1, unmatched: [{ reason: 'NO_INVOICE', posted: true }] });
    await invoice(desk(), 'LATER-1', 'LA-10009', eur(8_000));
    expect(await open('LA-10009')).toBe(0n);
  });

  it.each([
    ['a reversed booking', { isReversal: true, details: [] }],
    [
      'a returned direct debit',
      {
        isReversal: false,
        details: [details({ endToEndId: 'DD-77', extra: '<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>' })],
      },
    ],
  ])('should open the invoices again when the bank takes the money back by %s, once', async (_what, back) => {
    const id = `BACK-${back.isReversal ? 1 : 2}`;
    await debtor(id, { [`${id}-I1`]: 2_500 });
    const reference = `${id}-REF`;
    const endToEndId = back.isReversal ? `${id}-E` : 'DD-77';
    const paid = camt053([{ amount: '25.00', reference, details: [details({ endToEndId, text: `${id}-I1` })] }]);
    const returned = camt053([
      {
        amount: '25.00',
        sign: 'DBIT',
        reference: back.isReversal ? reference : `${id}-OTHER`,
        day: '2026-03-12',
        ...back,
      },
    ]);
    expect(await sent(paid)).toMatchObject({ accepted: 1 });
    expect(await open(`${id}-I1`)).toBe(0n);
    expect(await sent(returned)).toMatchObject({ accepted: 1, unmatched: [], rejected: [] });
    expect(await open(`${id}-I1`)).toBe(2_500n);
    const before = await database.scan();
    expect(await sent(returned)).toMatchObject({ accepted: 0, duplicates: 1 });
    expect(await sent(paid)).toMatchObject({ accepted: 0, duplicates: 1 });
    expect(await database.scan()).toEqual(before);
  });

  it('should reverse a payment whose return came in a file before it', async () => {
    await debtor('EARLY-1', { 'EA-10001': 900 });
    const returned = camt053([
      { amount: '9.00', sign: 'DBIT', isReversal: true, reference: 'EARLY', day: '2026-03-11' },
    ]);
    expect(await sent(returned)).toMatchObject({
      accepted: 0,
      unmatched: [{ reason: 'RETURN_WITHOUT_PAYMENT', paymentId: null }],
    });
    expect(
      await sent(camt053([{ amount: '9.00', reference: 'EARLY', details: [details({ text: 'EA-10001' })] }])),
    ).toMatchObject({
      accepted: 1,
    });
    expect(await open('EA-10001')).toBe(900n);
    expect(await sent(returned)).toMatchObject({ duplicates: 1, unmatched: [] });
  });

  it('should leave a return to a person when two payments fit it', async () => {
    await debtor('FIT-1', { 'FI-10001': 500, 'FI-10002': 500 });
    const credit = (invoiceId: string) => ({
      amount: '5.00',
      details: [details({ endToEndId: 'RENT', text: invoiceId })],
    });
    expect(await sent(camt053([credit('FI-10001'), credit('FI-10002')]))).toMatchObject({ accepted: 2 });
    const extra = '<RtrInf><Rsn><Cd>MS03</Cd></Rsn></RtrInf>';
    const result = await sent(
      camt053([{ amount: '5.00', sign: 'DBIT', details: [details({ endToEndId: 'RENT', extra })] }]),
    );
    expect(result.unmatched).toMatchObject([{ reason: 'RETURN_AMBIGUOUS' }]);
    expect(await open('FI-10001')).toBe(0n);
  });

  it('should read MT940, post its credits and open again what a return takes back', async () => {
    await debtor('SWIFT-1', { 'SW-10001': 11_900, 'SW-10002': 2_000 });
    const file = mt940([
      {
        line: 'C119,00NTRFNONREF//B26031001',
        information: [
          '166?00GUTSCHRIFT?100399?20EREF+E-900?21SVWZ+Rechnung SW-1000?221 vom 01.03.?31DE89370400440532013000?32Swift Kunde',
        ],
      },
      { line: 'D3,50NCHG', information: ['805?00ENTGELT'] },
      { line: 'CR20,NTRFNONREF//B26031002', information: ['/TRTP/SEPA/NAME/J. Jansen/REMI/SW-10002/EREF/E-901/'] },
    ]);
    const result = await sent(file, 'text/vnd.mt940');
    expect(result).toMatchObject({ accepted: 2, ignored: 1, unmatched: [] });
    expect([await open('SW-10001'), await open('SW-10002')]).toEqual([0n, 0n]);
    const returned = mt940([{ line: 'RC20,00NRTINONREF//B26031002', information: ['Storno'] }]);
    expect(await sent(returned, 'text/vnd.mt940')).toMatchObject({ accepted: 1, unmatched: [] });
    expect(await open('SW-10002')).toBe(2_000n);
    expect(await sent(file, 'text/vnd.mt940')).toMatchObject({ accepted: 0, duplicates: 2 });
  });

  it('should stop before its time is up and get further each time', async () => {
    await debtor('SLOW-1', { 'SL-10001': 100, 'SL-10002': 100, 'SL-10003': 100 });
    const file = camt053(
      ['1', '2', '3'].map((n) => ({
        amount: '1.00',
        reference: `SLOW${n}`,
        details: [details({ text: `SL-1000${n}` })],
      })),
    );
    let asked = 0;
    const timeLeft = { getRemainingTimeInMillis: () => (asked++ < 4 ? 20_000 : 4_000) };
    const event = apiEvent('importLedger', { body: file, headers: { 'content-type': 'application/xml' } });
    const first = ImportResultView.parse(JSON.parse((await importLedger(event, timeLeft)).body ?? ''));
    expect(first.accepted).toBeLessThan(3);
    expect(first.accepted + first.rejected.length).toBe(3);
    expect(await sent(file)).toMatchObject({ accepted: 3 - first.accepted, duplicates: first.accepted, rejected: [] });
  });
});

describe('invoices and credit notes in UBL', () => {
  it('should post an invoice for the buyer and credit it, once each', async () => {
    await debtor('UBL-1', {}, { taxId: 'ATU12345678', paymentTermsDays: 14 });
    const file = ubl('Invoice', { id: 'U 2026/001', buyer: buyerOf({ taxId: 'ATU 1234 5678' }), dueOn: null });
    expect(await sent(file)).toMatchObject({ accepted: 1, rejected: [] });
    expect(await loadReceivable(database.table, 'U-2026-001')).toMatchObject({
      customerId: 'UBL-1',
      amount: eur(11_900),
      issuedOn: '2026-03-01',
      dueOn: '2026-03-15',
      document: { number: 'U 2026/001' },
    });
    expect(await sent(file)).toMatchObject({ accepted: 0, duplicates: 1 });
    const note = ubl('CreditNote', { id: 'CN-1', buyer: buyerOf({ id: 'UBL-1' }), invoiceId: 'U 2026/001' });
    expect(await sent(note)).toMatchObject({ accepted: 1, rejected: [] });
    expect(await open('U-2026-001')).toBe(0n);
    expect(await sent(note)).toMatchObject({ accepted: 0, duplicates: 1 });
    expect(await loadSettlement(database.table, 'CREDIT_NOTE', 'CN-1')).toMatchObject({ customerId: 'UBL-1' });
  });

  it('should be due by the terms that a check answers, by amount and category', async () => {
    const term = (id: string, when: object, termsDays: number) => ({ id, when, set: { termsDays } });
    const document = builtInDocument('EUR');
    const rules = [
      term('seeds', { productCategories: ['SEEDS'] }, 60),
      term('dollars', { amountAbove: { amount: '50.00', currency: 'USD' } }, 3),
      term('large', { amountAbove: { amount: '100.00', currency: 'EUR' } }, 45),
    ];
    await saveDraft(desk(), 'EUR', { ...document, rules });
    const ofImports = momentAt(Date.parse('2026-03-31T08:15:00Z'), 'UTC');
    rememberPublished(database.table, ofImports, await publishDraft(desk(), 'EUR'));
    await publishTestRates(desk());
    await debtor('UBL-T', {}, { limit: 9_000_00 });
    const dueDays = async (id: string, parts: object) => {
      expect(await sent(ubl('Invoice', { id, buyer: buyerOf({ id: 'UBL-T' }), dueOn: null, ...parts }))).toMatchObject({
        accepted: 1,
      });
      const { dueOn, issuedOn, productCategory } = await loadReceivable(database.table, id);
      return [daysBetween(issuedOn, dueOn), productCategory];
    };
    expect(await dueDays('T-1', {})).toEqual([45, null]);
    // 119.00 dollars are 95.20 euros.
    expect(await dueDays('T-2', { currency: 'USD' })).toEqual([30, null]);
    expect(await dueDays('T-3', { category: 'SEEDS' })).toEqual([60, 'SEEDS']);
    await check(desk(), 'UBL-T', 'O-SEEDS', eur(500_00), { productCategory: 'SEEDS', termsDays: 20 });
    expect(await dueDays('T-4', { order: 'O-SEEDS', category: '4711' })).toEqual([20, 'SEEDS']);
    await check(desk(), 'UBL-T', 'O-GONE', eur(500_00), { productCategory: 'SEEDS', termsDays: 20 });
    await releaseReservation(desk(), 'O-GONE');
    expect(await dueDays('T-5', { order: 'O-GONE', category: '4711' })).toEqual([45, '4711']);
  });

  it.each([
    ['over lines', 'SE\n   EDS\tX', 'SE EDS X'],
    ['too long', 'S'.repeat(101), null],
    ['with control characters', 'SE\u0085EDS', null],
    ['blank', ' \n ', null],
  ])('should have a category as the API takes it: a code %s', async (name, category, expected) => {
    const id = `K-${name.replaceAll(' ', '-')}`;
    expect(await sent(ubl('Invoice', { id, buyer: buyerOf({ id: 'UBL-T' }), category }))).toMatchObject({
      accepted: 1,
    });
    expect((await loadReceivable(database.table, id)).productCategory).toBe(expected);
  });

  it('should say which buyer is not known, and who all it could be', async () => {
    await debtor('SAME-1', {}, { legalName: 'Same Name Ltd' });
    await debtor('SAME-2', {}, { legalName: 'Same Name Limited' });
    const unknown = await sent(
      ubl('Invoice', { id: 'U-X1', buyer: buyerOf({ taxId: 'FR999999999', name: 'Nobody SA' }) }),
    );
    expect(unknown.rejected).toEqual([
      { line: 3, message: expect.stringMatching(/^customer: No customer is known as 'FR999999999' or 'Nobody SA'/) },
    ]);
    const several = await sent(ubl('Invoice', { id: 'U-X2', buyer: buyerOf({ name: 'SAME NAME Ltd.' }) }));
    expect(several.rejected[0]?.message).toMatch(/SAME-1, SAME-2 all fit/);
  });

  it('should know an invoice that came by the API, and refuse another under its number', async () => {
    await debtor('UBL-2', {});
    await invoice(desk(), 'UBL-2', 'U-API', eur(11_900));
    const { issuedOn } = await loadReceivable(database.table, 'U-API');
    expect(await sent(ubl('Invoice', { id: 'U-API', issuedOn, buyer: buyerOf({ id: 'UBL-2' }) }))).toMatchObject({
      duplicates: 1,
    });
    const other = ubl('Invoice', {
      id: 'U-API',
      issuedOn,
      buyer: buyerOf({ id: 'UBL-2' }),
      net: '50.00',
      tax: '9.50',
      gross: '59.50',
    });
    expect((await sent(other)).rejected[0]?.message).toMatch(/posted already with other content/);
  });
});

describe('files that are refused whole', () => {
  const entry = { amount: '10.00', details: [details({ text: 'x' })] };
  const good = camt053([entry]);
  const total = (count: number, sum: string) =>
    `<TxsSummry><TtlNtries><NbOfNtries>${count}</NbOfNtries><Sum>${sum}</Sum></TtlNtries></TxsSummry>`;
  it.each<[string, string, string, number, RegExp]>([
    ['cut off', good.slice(0, -200), 'application/xml', 400, /not well-formed/],
    ['no XML', 'hello', 'application/xml', 400, /not well-formed/],
    [
      'another document',
      '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.03"/>',
      'text/xml',
      400,
      /another kind/,
    ],
    ['an intraday report', good.replaceAll('camt.053', 'camt.052'), 'text/xml', 400, /camt\.052/],
    ['a version to come', camt053([entry], { version: '99' }), 'text/xml', 400, /version 99/],
    [
      'a closing balance that is not the sum',
      camt053([entry], { closing: '1011.00' }),
      'application/xml',
      422,
      /closes with 1011\.00 EUR/,
    ],
    ['a count that is not', camt053([entry], { summary: total(2, '10.00') }), 'application/xml', 422, /2 entries/],
    [
      'a sum that is not',
      camt053([entry], { summary: total(1, '10.01') }),
      'application/xml',
      422,
      /the sum is 10\.01 EUR/,
    ],
    [
      'a batch that is not its parts',
      camt053([{ amount: '10.00', details: [details({ amount: '4.00' }), details({ amount: '5.00' })] }]),
      'application/xml',
      422,
      /make 9\.00 EUR/,
    ],
    ['too many decimals', camt053([{ amount: '10.005' }]), 'application/xml', 400, /EUR has 2 decimals/],
    [
      'external entities',
      `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>${good.slice(good.indexOf('<Document'))}`,
      'application/xml',
      400,
      /document type declaration/,
    ],
    [
      'a second statement that is wrong',
      camt053Of([stmt([entry]), stmt([entry], { closing: '0.00' })]),
      'application/xml',
      422,
      /closes with 0\.00 EUR/,
    ],
    ['depth', `${'<a>'.repeat(200)}${'</a>'.repeat(200)}`, 'application/xml', 400, /nested deeper/],
    [
      'MT940 without an end',
      mt940([{ line: 'C1,00NTRFNONREF' }]).split(':62F:')[0] ?? '',
      'text/vnd.mt940',
      400,
      /cut off/,
    ],
    [
      'MT940 whose sums are wrong',
      mt940([{ line: 'C1,00NTRFNONREF' }], { closing: 'C260310EUR1001,01' }),
      'text/vnd.mt940',
      422,
      /closes with 1001\.01 EUR/,
    ],
    ['no MT940', 'hello', 'text/vnd.mt940', 400, /no :20:/],
    [
      'an invoice whose lines are not its sum',
      ubl('Invoice', { id: 'X', line: '99.00' }),
      'application/xml',
      422,
      /BR-CO-10/,
    ],
    [
      'an invoice whose tax is not its sum',
      ubl('Invoice', { id: 'X', gross: '118.00' }),
      'application/xml',
      422,
      /BR-CO-15/,
    ],
    [
      'an invoice with another amount to pay',
      ubl('Invoice', { id: 'X', payable: '100.00' }),
      'application/xml',
      422,
      /BR-CO-16/,
    ],
  ])('should be so for %s', async (_what, file, contentType, status, message) => {
    const problem = await refused(file, contentType);
    expect(problem).toMatchObject({ status, errors: [{ message: expect.stringMatching(message) }] });
    expect(problem.errors?.[0]?.path).toMatch(/^line \d+$/);
  });

  it('should be so for a billion laughs, at once', async () => {
    const entities = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('');
    const started = performance.now();
    const problem = await refused(`<?xml version="1.0"?><!DOCTYPE a [<!ENTITY l0 "ha">${entities}]><a>&l9;</a>`);
    expect(problem).toMatchObject({
      status: 400,
      errors: [{ message: expect.stringMatching(/document type declaration/) }],
    });
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
