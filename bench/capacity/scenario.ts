import { checkBody, createCustomer, money } from '../ground/customers.ts';
import type { Caller } from '../ground/handlers.ts';

/** The most that an operation may cost. */
export interface Bound {
  readonly readUnits: number;
  readonly writeUnits?: number;
}

/** An operation as it is charged; what `before` does is not counted. */
export interface Step {
  readonly name: string;
  readonly before?: (call: Caller) => Promise<unknown>;
  readonly act: (call: Caller) => Promise<unknown>;
  readonly bound?: Bound;
}

const DAY_MILLISECONDS = 86_400_000;
const LONGEST_ID = 64;
const OPEN_ITEMS = 100;

const inDays = (days: number): string => new Date(Date.now() + days * DAY_MILLISECONDS).toISOString().slice(0, 10);

/** One customer's life, operation by operation. Names begin with that of the run. */
export const scenario = (run: string): readonly Step[] => {
  const customerId = `${run}-customer`;
  const small = `${run}-small`;
  const parent = `${run}-parent`;
  const member = `${run}-member`;
  const longest = (name: string): string => `${run}-${name}`.padEnd(LONGEST_ID, 'x');
  const invoice = { customerId, amount: money('100.00'), issuedOn: inDays(0), dueOn: inDays(30) };
  const payment = { customerId, amount: money('100.00'), receivedOn: inDays(0) };
  const reason = 'Measured';

  const check = (orderId: string, reserve: boolean, of = customerId, headers = {}) => {
    const body = checkBody(of, `${run}-${orderId}`, reserve);
    return (call: Caller) => call('checkCredit', { body, headers });
  };
  const post = (invoiceId: string, more = {}) => {
    const params = { invoiceId: `${run}-${invoiceId}` };
    return (call: Caller) => call('postReceivable', { params, body: { ...invoice, ...more } });
  };
  const pay = (paymentId: string, more = {}) => {
    const params = { paymentId: `${run}-${paymentId}` };
    return (call: Caller) => call('postPayment', { params, body: { ...payment, ...more } });
  };
  const order = (orderId: string) => ({ params: { orderId: `${run}-${orderId}` } });
  const ofCustomer = { params: { customerId } };
  let decisionId = '';

  return [
    { name: 'create a customer and set its limit', act: (call) => createCustomer(call, customerId) },
    { name: 'check', before: check('o0', true), act: check('o1', false), bound: { readUnits: 1 } },
    { name: 'reserving check', act: check('o2', true), bound: { readUnits: 1, writeUnits: 12 } },
    { name: 'reserving check, repeated', act: check('o2', true) },
    {
      name: 'reserving check with the longest ids',
      before: (call) => createCustomer(call, longest('c')),
      act: (call) =>
        call('checkCredit', {
          body: { ...checkBody(longest('c'), longest('o'), true), termsDays: 30, productCategory: 'Machine tools' },
          headers: { 'x-correlation-id': longest('r') },
        }),
      bound: { readUnits: 1, writeUnits: 12 },
    },
    { name: 'reserving check with an Idempotency-Key', act: check('o3', true, customerId, { 'idempotency-key': run }) },
    {
      name: 'check of a customer nobody knows',
      act: check('o4', false, `${run}-unknown`),
    },
    {
      name: 'refused check, nothing open',
      before: (call) => createCustomer(call, small, '50.00'),
      act: check('o5', true, small),
    },
    {
      name: `refused check, ${OPEN_ITEMS} items open`,
      before: async (call) => {
        for (let item = 0; item < OPEN_ITEMS; item += 1) await post(`s${item}`, { customerId: small })(call);
      },
      act: check('o6', true, small),
    },
    {
      name: 'reserving check of a group member',
      before: async (call) => {
        await createCustomer(call, parent);
        const body = { legalName: 'Member', currency: 'EUR', segment: 'WHOLESALE', region: 'DACH' };
        await call('putCustomer', { params: { customerId: member }, body: { ...body, parentCustomerId: parent } });
        await call('setCreditLimit', {
          params: { customerId: member },
          body: { creditLimit: money('900000.00'), reason },
        });
        await check('o7', true, member)(call);
      },
      act: check('o8', true, member),
    },
    {
      name: 'amend a reservation, up',
      act: (call) => call('amendReservation', { ...order('o2'), body: { amount: money('120.00') } }),
    },
    {
      name: 'amend a reservation, down',
      act: (call) => call('amendReservation', { ...order('o2'), body: { amount: money('110.00') } }),
    },
    { name: 'read a reservation', act: (call) => call('getReservation', order('o2')) },
    { name: 'release a reservation', act: (call) => call('releaseReservation', order('o2')) },
    {
      name: 'read a decision',
      before: async (call) => {
        decisionId = JSON.parse((await check('o9', false)(call)).body ?? '{}').decisionId;
      },
      act: (call) => call('getDecision', { params: { decisionId } }),
    },
    { name: 'verify a decision', act: (call) => call('verifyDecision', { params: { decisionId } }) },
    { name: 'post a receivable', act: post('i1') },
    {
      name: 'post a receivable of an order',
      before: check('o10', true),
      act: post('i2', { orderId: `${run}-o10` }),
    },
    { name: 'read a receivable', act: (call) => call('getReceivable', { params: { invoiceId: `${run}-i1` } }) },
    { name: 'post a payment, oldest due first', act: pay('p1') },
    {
      name: 'post a payment for three receivables',
      before: async (call) => {
        for (const id of ['i3', 'i4', 'i5']) await post(id)(call);
      },
      act: pay('p2', {
        amount: money('300.00'),
        allocations: ['i3', 'i4', 'i5'].map((id) => ({ invoiceId: `${run}-${id}`, amount: money('100.00') })),
      }),
    },
    {
      name: 'reverse a payment',
      act: (call) => call('reversePayment', { params: { paymentId: `${run}-p1` }, body: { reason } }),
    },
    {
      name: 'post a credit note',
      act: (call) =>
        call('postCreditNote', {
          params: { creditNoteId: `${run}-n1` },
          body: { customerId, invoiceId: `${run}-i2`, amount: money('10.00'), issuedOn: inDays(0), reason },
        }),
    },
    {
      name: 'write a receivable off',
      act: (call) => call('writeOffReceivable', { params: { invoiceId: `${run}-i2` }, body: { reason } }),
    },
    { name: 'read a profile', act: (call) => call('getCustomer', ofCustomer) },
    {
      name: `statement with ${OPEN_ITEMS} open items`,
      act: (call) => call('getStatement', { params: { customerId: small } }),
    },
    { name: 'history, 50 entries', act: (call) => call('listHistory', { params: { customerId: small } }) },
    { name: 'receivables, 50', act: (call) => call('listReceivables', { params: { customerId: small } }) },
  ];
};
