import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../shared/contracts/catalogue.ts';
import { examples } from '../../../shared/contracts/examples.ts';
import type { OperationId } from '../../../shared/contracts/operations.ts';
import type { FieldError } from '../../../shared/errors.ts';
import { validate } from '../../../shared/http/validation.ts';

type Fields = Readonly<Record<string, unknown>>;

const bodies = Object.entries(examples).flatMap(([id, example]) =>
  example.body === undefined ? [] : [[id as OperationId, example.body as Fields] as const],
);

const check = (id: OperationId, body: unknown): { data?: unknown; errors: readonly FieldError[] } => {
  const schema = catalogue[id].body;
  if (!schema) throw new Error(`${id} takes no body`);
  const result = validate(schema, body);
  return 'errors' in result ? result : { ...result, errors: [] };
};

const pathsOf = (errors: readonly FieldError[]) => errors.map((error) => error.path);
const without = (body: Fields, field: string): Fields =>
  Object.fromEntries(Object.entries(body).filter(([name]) => name !== field));

/** Fields that a caller may leave out. */
const optional: Readonly<Record<string, readonly string[]>> = {
  putCustomer: [
    'contacts',
    'industry',
    'taxId',
    'language',
    'timeZone',
    'country',
    'paymentTermsDays',
    'onboardedOn',
    'collector',
  ],
  putAgreement: ['documentUrl'],
  putRating: ['recommendedLimit'],
  checkCredit: ['reserve', 'termsDays', 'shipOn'],
  postReceivable: ['orderId', 'document'],
  postCreditNote: ['invoiceId'],
  postPayment: ['reference', 'allocations'],
  requestLimit: ['requestedBy'],
  withdrawLimitRequest: ['reason'],
  resumeLimitRequest: ['reason'],
  resumeCollectionCase: ['reason'],
  makePromise: ['invoiceIds'],
  decideApproval: ['approvedLimit', 'comment'],
  runDailyJob: ['date'],
  publishPolicy: ['draftHash'],
};

const fields = bodies.flatMap(([id, body]) => Object.keys(body).map((field) => [id, field, body] as const));

describe('every body of the API', () => {
  it.each(bodies)('should be accepted as the example of %s shows it', (id, body) => {
    expect(check(id, body).errors).toEqual([]);
  });

  it.each(bodies)('should be refused with an unknown field in %s', (id, body) => {
    expect(check(id, { ...body, surprise: 1 }).errors).toEqual([{ path: 'surprise', message: 'is not a known field' }]);
  });

  it.each(bodies)('should be refused when it is a list, text or null in %s', (id, body) => {
    for (const value of [[body], JSON.stringify(body), null, 7, true]) {
      expect(pathsOf(check(id, value).errors)).toEqual(['body']);
    }
  });

  it.each(bodies)('should not be fooled by a __proto__ key in %s', (id, body) => {
    const hostile: unknown = JSON.parse(JSON.stringify(body).replace('{', '{"__proto__":{"polluted":true},'));
    expect(pathsOf(check(id, hostile).errors)).toEqual(['__proto__']);
    expect(({} as Fields)['polluted']).toBeUndefined();
  });

  it.each(fields)('should tell in %s what the field %s is for callers that leave it out', (id, field, body) => {
    const expected = optional[id]?.includes(field)
      ? []
      : [{ path: field, message: expect.stringMatching(/^is required/) }];
    expect(check(id, without(body, field)).errors).toEqual(expected);
  });

  it.each(fields)('should name in %s the field %s when its type is wrong', (id, field, body) => {
    const { errors } = check(id, { ...body, [field]: { unexpected: [] } });
    expect(errors.length).toBeGreaterThan(0);
    for (const path of pathsOf(errors)) expect(path.split(/[.[]/)[0]).toBe(field);
  });
});

const mixed = (id: OperationId, changes: Fields): Fields => ({ ...(examples[id]?.body as Fields), ...changes });
const euro = (amount: string) => ({ amount, currency: 'EUR' });
const contact = { name: 'A', email: 'a@example.com', role: 'BILLING' };

/** Operation, the change to its example, and the paths that must be named. */
const refused: readonly (readonly [OperationId, string, Fields, readonly string[]])[] = [
  ['putCustomer', 'an empty name', { legalName: '' }, ['legalName']],
  ['putCustomer', 'a blank name', { legalName: '   ' }, ['legalName']],
  ['putCustomer', 'a name of 201 characters', { legalName: 'x'.repeat(201) }, ['legalName']],
  ['putCustomer', 'a control character', { legalName: 'A\u0000B' }, ['legalName']],
  ['putCustomer', 'half a surrogate pair', { legalName: 'A\ud800' }, ['legalName']],
  ['putCustomer', 'an unknown currency', { currency: 'EURO' }, ['currency']],
  ['putCustomer', 'a language that is none', { language: 'english please' }, ['language']],
  ['putCustomer', 'a country in small letters', { country: 'de' }, ['country']],
  ['putCustomer', 'a country of three letters', { country: 'DEU' }, ['country']],
  ['putCustomer', 'a time zone that is none', { timeZone: 'Mars/Olympus' }, ['timeZone']],
  ['putCustomer', 'an offset as time zone', { timeZone: '+01:00' }, ['timeZone']],
  ['putCustomer', 'terms of 366 days', { paymentTermsDays: 366 }, ['paymentTermsDays']],
  ['putCustomer', 'terms below zero', { paymentTermsDays: -1 }, ['paymentTermsDays']],
  ['putCustomer', 'half a day of terms', { paymentTermsDays: 1.5 }, ['paymentTermsDays']],
  ['putCustomer', 'terms as text', { paymentTermsDays: '30' }, ['paymentTermsDays']],
  ['putCustomer', 'a date that does not exist', { onboardedOn: '2026-02-29' }, ['onboardedOn']],
  ['putCustomer', 'a date written the other way', { onboardedOn: '31.03.2026' }, ['onboardedOn']],
  ['putCustomer', 'an instant as date', { onboardedOn: '2026-03-31T00:00:00Z' }, ['onboardedOn']],
  ['putCustomer', 'a slash in the parent', { parentCustomerId: 'a/b' }, ['parentCustomerId']],
  ['putCustomer', 'null for an optional field', { industry: null }, ['industry']],
  ['putCustomer', '21 contacts', { contacts: Array(21).fill(contact) }, ['contacts']],
  [
    'putCustomer',
    'a contact without address',
    { contacts: [contact, { ...contact, email: 'a' }] },
    ['contacts[1].email'],
  ],
  ['putCustomer', 'an unknown role', { contacts: [{ ...contact, role: 'CEO' }] }, ['contacts[0].role']],
  ['putCustomer', 'an unknown field of a contact', { contacts: [{ ...contact, fax: '1' }] }, ['contacts[0].fax']],
  ['putCustomer', 'a collector without address', { collector: 'cora' }, ['collector']],
  [
    'putCustomer',
    'financials without figures',
    { financials: { asOf: '2025-12-31' } },
    [
      'financials.revenue',
      'financials.netProfit',
      'financials.totalAssets',
      'financials.totalLiabilities',
      'financials.currentAssets',
      'financials.currentLiabilities',
    ],
  ],
  ['requestLimit', 'another kind', { kind: 'SEASONAL' }, ['kind']],
  ['requestLimit', 'a date for good', { validTo: '2026-12-31' }, ['validTo']],
  ['requestLimit', 'no date for a time', { kind: 'TEMPORARY' }, ['validTo']],
  ['requestLimit', 'a limit for an order', { kind: 'ORDER_RELEASE' }, ['decisionId', 'requestedLimit']],
  ['requestLimit', 'a decision for a limit', { decisionId: 'D-1' }, ['decisionId']],
  ['requestLimit', 'a limit below zero', { requestedLimit: euro('-1.00') }, ['requestedLimit.amount']],
  ['requestLimit', 'a requester who is no address', { requestedBy: 'sam' }, ['requestedBy']],
  ['decideApproval', 'a decision of another name', { decision: 'MAYBE' }, ['decision']],
  ['decideApproval', 'an amount of zero', { approvedLimit: euro('0.00') }, ['approvedLimit.amount']],
  ['setCreditLimit', 'a limit below zero', { creditLimit: euro('-1.00') }, ['creditLimit.amount']],
  ['setCreditLimit', 'a limit as number', { creditLimit: 25000 }, ['creditLimit']],
  ['setCreditLimit', 'unlimited as text', { unlimited: 'true' }, ['unlimited']],
  ['setCreditLimit', 'a reason of 1001 characters', { reason: 'x'.repeat(1001) }, ['reason']],
  ['putCover', 'an end before its start', { validTo: '2025-12-31' }, ['validTo']],
  ['putCover', 'more than all of it', { coveredPercent: '100.01' }, ['coveredPercent']],
  ['putCover', 'less than nothing', { coveredPercent: -1 }, ['coveredPercent']],
  ['putCover', 'a percent sign', { coveredPercent: '90 %' }, ['coveredPercent']],
  ['putCover', 'an exponent as percent', { coveredPercent: 1e-7 }, ['coveredPercent']],
  ['putCover', 'an amount of zero', { amount: euro('0.00') }, ['amount.amount']],
  ['putRating', 'an end before the rating', { validTo: '2026-02-09' }, ['validTo']],
  ['putRating', 'a score that is a list', { score: [1] }, ['score']],
  ['putRating', 'a limit below zero', { recommendedLimit: euro('-1.00') }, ['recommendedLimit.amount']],
  ['putAgreement', 'an address without encryption', { documentUrl: 'http://example.com/a' }, ['documentUrl']],
  ['putAgreement', 'a script as address', { documentUrl: 'javascript:alert(1)' }, ['documentUrl']],
  ['putAgreement', 'an end before the signature', { validTo: '2024-05-01' }, ['validTo']],
  ['checkCredit', 'an id of 65 characters', { orderId: 'x'.repeat(65) }, ['orderId']],
  ['checkCredit', 'an empty id', { customerId: '' }, ['customerId']],
  ['checkCredit', 'a space in an id', { customerId: 'a b' }, ['customerId']],
  ['checkCredit', 'a line break after an id', { customerId: 'a\n' }, ['customerId']],
  ['checkCredit', 'a number as id', { customerId: 7 }, ['customerId']],
  ['checkCredit', 'reserve as text', { reserve: 'yes' }, ['reserve']],
  ['checkCredit', 'three decimals', { amount: euro('1.234') }, ['amount.amount']],
  ['checkCredit', 'a negative amount', { amount: euro('-1.00') }, ['amount.amount']],
  ['amendReservation', 'an amount of zero', { amount: euro('0.00') }, ['amount.amount']],
  ['postReceivable', 'due before issue', { dueOn: '2026-04-01' }, ['dueOn']],
  ['postReceivable', 'a document without encryption', { document: { url: 'http://example.com' } }, ['document.url']],
  ['postReceivable', 'a nested document', { document: { url: { a: 1 } } }, ['document.url']],
  [
    'postReceivable',
    '21 fields of a document',
    {
      document: Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`f${index}`, ''])),
    },
    ['document'],
  ],
  ['postReceivable', 'an odd name in a document', { document: { 'a b': '1' } }, ['document.a b']],
  [
    'postPayment',
    'an invoice twice',
    {
      allocations: [
        { invoiceId: 'I', amount: euro('1.00') },
        { invoiceId: 'I', amount: euro('1.00') },
      ],
    },
    ['allocations[1].invoiceId'],
  ],
  [
    'postPayment',
    'more allocated than paid',
    {
      allocations: [{ invoiceId: 'I', amount: euro('3750.01') }],
    },
    ['allocations'],
  ],
  [
    'postPayment',
    'an allocation in another currency',
    {
      allocations: [{ invoiceId: 'I', amount: { amount: '1.00', currency: 'USD' } }],
    },
    ['allocations[0].amount.currency'],
  ],
  [
    'postPayment',
    'an allocation of zero',
    {
      allocations: [{ invoiceId: 'I', amount: euro('0.00') }],
    },
    ['allocations[0].amount.amount'],
  ],
  [
    'postPayment',
    '501 allocations',
    {
      allocations: Array.from({ length: 501 }, (_, index) => ({ invoiceId: `I${index}`, amount: euro('0.01') })),
    },
    ['allocations'],
  ],
  ['openDispute', 'no invoices', { invoiceIds: [] }, ['invoiceIds']],
  [
    'openDispute',
    '101 invoices',
    { invoiceIds: Array.from({ length: 101 }, (_, index) => `I${index}`) },
    ['invoiceIds'],
  ],
  ['openDispute', 'an invoice twice', { invoiceIds: ['I', 'I'] }, ['invoiceIds']],
  ['openDispute', 'an invoice id with a slash', { invoiceIds: ['I', 'a/b'] }, ['invoiceIds[1]']],
  ['resolveDispute', 'an unknown resolution', { resolution: 'IGNORED' }, ['resolution']],
  ['putFxRates', 'no rates', { rates: {} }, ['rates']],
  ['putFxRates', 'a rate of zero', { rates: { USD: '0.000' } }, ['rates.USD']],
  ['putFxRates', 'a rate below zero', { rates: { USD: '-1.1' } }, ['rates.USD']],
  ['putFxRates', 'a rate as number', { rates: { USD: 1.08 } }, ['rates.USD']],
  ['putFxRates', 'a currency that is none', { rates: { XXZ: '1.1' } }, ['rates.XXZ']],
  ['putFxRates', 'another rate of the base', { rates: { EUR: '1.1' } }, ['rates']],
];

describe('a body with a mistake', () => {
  it.each(refused)('should be refused by %s: %s', (id, _, changes, paths) => {
    expect(pathsOf(check(id, mixed(id, changes)).errors)).toEqual(paths);
  });

  it('should be told every mistake at once', () => {
    const { errors } = check('postReceivable', { customerId: 'a/b', amount: euro('1.2'), issuedOn: 'soon', extra: 1 });
    expect(pathsOf(errors).toSorted()).toEqual(['amount.amount', 'customerId', 'dueOn', 'extra', 'issuedOn']);
  });
});

describe('a body without a mistake', () => {
  it.each<[OperationId, string, Fields, Fields]>([
    ['putCustomer', 'defaults', { language: 'en-GB' }, { groupLimitShared: true, language: 'en-GB' }],
    ['putCustomer', 'trimmed text', { legalName: '  A  ' }, { legalName: 'A' }],
    [
      'putCustomer',
      'text that looks like code',
      { legalName: `'; DROP TABLE x; --<script>` },
      {
        legalName: `'; DROP TABLE x; --<script>`,
      },
    ],
    [
      'putCustomer',
      'text of every script',
      { legalName: '株式会社テスト 🚲 Ñandú' },
      { legalName: '株式会社テスト 🚲 Ñandú' },
    ],
    ['putCover', 'a percentage as number', { coveredPercent: 87.5 }, { coveredPercent: '87.5' }],
    ['putCover', 'all of it', { coveredPercent: '100.00' }, { coveredPercent: '100.00' }],
    ['putCover', 'a single day', { validTo: '2026-01-01' }, { validTo: '2026-01-01' }],
    ['setCreditLimit', 'zero', { creditLimit: euro('0.00') }, { creditLimit: { minorUnits: 0n, currency: 'EUR' } }],
    ['setCreditLimit', 'none', { creditLimit: null }, { creditLimit: null, unlimited: false }],
    ['putRating', 'a letter grade', { score: 'AA-', scale: 'S&P' }, { score: 'AA-', scale: 'S&P' }],
    ['postReceivable', 'due on its day of issue', { dueOn: '2026-04-02' }, { dueOn: '2026-04-02' }],
    ['postReceivable', 'the leap day', { issuedOn: '2028-02-29', dueOn: '2028-02-29' }, { dueOn: '2028-02-29' }],
    ['postPayment', 'no allocations', { allocations: [] }, { allocations: [] }],
    ['putFxRates', 'the base as 1', { rates: { EUR: '1.0', USD: '1.08' } }, { rates: { EUR: '1.0', USD: '1.08' } }],
  ])('should be read by %s: %s', (id, _, changes, expected) => {
    const { data, errors } = check(id, mixed(id, changes));
    expect(errors).toEqual([]);
    expect(data).toMatchObject(expected);
  });

  it('should not reserve unless asked', () => {
    const { data } = check('checkCredit', without(mixed('checkCredit', {}), 'reserve'));
    expect(data).toMatchObject({ reserve: false });
  });
});
