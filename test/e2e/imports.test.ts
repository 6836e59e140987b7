import { describe, expect, it } from 'vitest';
import { buyerOf, camt053, camt054, details, mt940, ubl } from '../support/bank-files.ts';
import { assertProblem } from '../support/e2e/answers.ts';
import { send } from '../support/e2e/http.ts';
import { eur, newId, sharedPlatform } from '../support/e2e/ledger.ts';

const { ask, call, customer, endpoints, history, invoice, profile, receivable, token } = sharedPlatform();

const sent = async (file: string, type = 'application/xml') =>
  (await call('importLedger', { body: file, headers: { 'content-type': type } })).body;

/** A customer with one invoice. */
const debtor = async (amount: string, more: Readonly<Record<string, unknown>> = {}) => {
  const customerId = await customer('1000.00', more);
  const { invoiceId } = await invoice({ customerId, amount: eur(amount) });
  return { customerId, invoiceId };
};

describe('POST /v1/imports with files of banks', () => {
  it('should pay invoices from a notification, and change nothing by the statement that repeats it', async () => {
    const { customerId, invoiceId } = await debtor('250.00');
    const reference = newId('ASR');
    const entry = {
      amount: '250.00',
      reference,
      details: [details({ text: `Rechnung ${invoiceId}`, endToEndId: newId('E') })],
    };
    expect(await sent(camt054([entry]))).toMatchObject({ accepted: 1, duplicates: 0, unmatched: [] });
    expect(await receivable(invoiceId)).toMatchObject({ status: 'PAID', remaining: eur('0.00') });
    const entries = await history(customerId);
    expect(await sent(camt053([entry]), 'text/xml')).toMatchObject({ accepted: 0, duplicates: 1, unmatched: [] });
    expect(await history(customerId)).toEqual(entries);
  });

  it('should open an invoice again when the direct debit bounces, once', async () => {
    const { customerId, invoiceId } = await debtor('80.00');
    const [reference, endToEndId] = [newId('ASR'), newId('DD')];
    await sent(camt053([{ amount: '80.00', reference, details: [details({ endToEndId, structured: invoiceId })] }]));
    const extra = '<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>';
    const bounce = camt053([
      { amount: '80.00', sign: 'DBIT', day: '2026-03-12', details: [details({ endToEndId, extra })] },
    ]);
    expect(await sent(bounce)).toMatchObject({ accepted: 1, unmatched: [] });
    expect(await receivable(invoiceId)).toMatchObject({ status: 'OPEN', remaining: eur('80.00') });
    expect((await history(customerId)).at(-1)).toMatchObject({
      kind: 'PaymentReversed',
      data: { reversalReason: expect.stringContaining('AC04') },
    });
    expect(await sent(bounce)).toMatchObject({ accepted: 0, duplicates: 1 });
  });

  it('should take MT940 in the encoding of older banks, and say what nobody can be found for', async () => {
    const { customerId, invoiceId } = await debtor('45.00', { legalName: `Käserei ${newId('K')} GmbH` });
    const { legalName } = await profile(customerId);
    const file = mt940([
      {
        line: `C45,NTRFNONREF//${newId('B')}`,
        information: [`166?00GUTSCHRIFT?20SVWZ+Danke schön?32${legalName.slice(0, 27)}?33${legalName.slice(27)}`],
      },
      { line: `C7,50NTRFNONREF//${newId('B')}`, information: [`166?00GUTSCHRIFT?20SVWZ+Spende?32Niemand`] },
    ]);
    const headers = { authorization: `Bearer ${await token()}`, 'content-type': 'text/vnd.mt940' };
    const body = Buffer.from(file, 'latin1');
    const result = await send(endpoints.api, { method: 'POST', path: '/v1/imports', headers, body });
    expect(result.status).toBe(200);
    const { accepted, unmatched } = JSON.parse(result.text) as { accepted: number; unmatched: unknown[] };
    expect(accepted).toBe(1);
    expect(await receivable(invoiceId)).toMatchObject({ status: 'PAID' });
    expect(unmatched).toMatchObject([
      { reason: 'NOBODY_NAMED', posted: false, amount: eur('7.50'), reference: 'Spende', debtor: { name: 'Niemand' } },
    ]);
  });

  it('should post an invoice and a credit note in UBL for the buyer', async () => {
    const customerId = await customer('1000.00', { taxId: newId('DE') });
    const { taxId } = await profile(customerId);
    const [id, creditNote] = [newId('U'), newId('CN')];
    expect(await sent(ubl('Invoice', { id, buyer: buyerOf({ taxId: taxId ?? '' }) }))).toMatchObject({ accepted: 1 });
    expect(await receivable(id)).toMatchObject({ customerId, amount: eur('119.00'), dueOn: '2026-03-31' });
    const credit = {
      id: creditNote,
      invoiceId: id,
      buyer: buyerOf({ id: customerId }),
      net: '50.00',
      tax: '9.50',
      gross: '59.50',
    };
    expect(await sent(ubl('CreditNote', credit))).toMatchObject({ accepted: 1, rejected: [] });
    expect(await receivable(id)).toMatchObject({ credited: eur('59.50'), remaining: eur('59.50') });
  });

  it('should refuse a file whole, with the reason and the place', async () => {
    const { customerId, invoiceId } = await debtor('10.00');
    const entry = { amount: '10.00', details: [details({ text: invoiceId })] };
    const wrong = await ask('importLedger', {
      body: camt053([entry], { closing: '1.00' }),
      headers: { 'content-type': 'application/xml' },
    });
    expect(assertProblem(wrong)).toMatchObject({
      status: 422,
      errors: [{ path: expect.stringMatching(/^line \d+$/), message: expect.stringMatching(/closes with 1\.00 EUR/) }],
    });
    const laughs = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]><a>&c;</a>';
    const refused = await ask('importLedger', { body: laughs, headers: { 'content-type': 'text/xml' } });
    expect(assertProblem(refused)).toMatchObject({ status: 400, code: 'validation' });
    expect((await profile(customerId)).exposure.total).toEqual(eur('10.00'));
  });

  it('should take a file entry by entry when somebody says that its sums are what the bank states', async () => {
    const { invoiceId } = await debtor('10.00');
    const body = camt053([{ amount: '10.00', details: [details({ text: invoiceId })] }], { closing: '1.00' });
    const file = { body, headers: { 'content-type': 'application/xml' } };
    const taken = await call('importLedger', { ...file, query: { sums: 'as-stated' } });
    expect(taken.body).toMatchObject({ accepted: 1, unmatched: [] });
    expect((await receivable(invoiceId)).status).toBe('PAID');
    expect((await ask('importLedger', { ...file, query: { sums: 'maybe' } })).status).toBe(400);
  });
});
