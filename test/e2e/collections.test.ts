import { beforeAll, describe, expect, it } from 'vitest';
import type { CollectionTaskView } from '../../shared/contracts/collection-tasks.ts';
import { tokenFor } from '../support/e2e/client.ts';
import { eur, newId } from '../support/e2e/ledger.ts';
import { ownPlatform } from '../support/e2e/own-platform.ts';

// A platform of its own: weeks pass, and each morning has a daily run that looks at everybody who is late.
const { advance, call, customer, day, endpoints, invoice, pay, profile, refusal, token } = await ownPlatform();

const cora = 'cora.collector@example.com';
const tokenOf = (username: string) => tokenFor(endpoints, { client_id: 'local', username, grant_type: 'password' });

/** A customer of Cora's with an invoice that has been due for so many days. */
const debtor = async (daysPastDue: number, amount = '100.00') => {
  const contacts = [{ name: 'Billing', email: `${newId('billing')}@example.com`.toLowerCase(), role: 'BILLING' }];
  const customerId = await customer('1000.00', { collector: cora, contacts });
  const dates = { issuedOn: await day(-daysPastDue - 30), dueOn: await day(-daysPastDue) };
  const { invoiceId } = await invoice({ customerId, amount: eur(amount), ...dates });
  return { customerId, invoiceId };
};

const promise = async (customerId: string, payBy: string, more: object = {}) =>
  (await call('makePromise', { body: { customerId, amount: eur('100.00'), payBy, ...more } })).body;

/** All that are listed, page by page. */
const tasksBy = async (
  query: Readonly<Record<string, string>>,
  as?: string,
): Promise<readonly CollectionTaskView[]> => {
  const tasks: CollectionTaskView[] = [];
  const bearer = as === undefined ? {} : { token: await tokenOf(as) };
  let cursor: string | null = null;
  do {
    const page: Record<string, string | number> = { ...query, limit: 200, ...(cursor === null ? {} : { cursor }) };
    const { body } = await call('listCollectionTasks', { query: page, ...bearer });
    tasks.push(...body.items);
    cursor = body.nextCursor;
  } while (cursor !== null);
  return tasks;
};

const caseOf = async (caseId: string) => (await call('getCollectionCase', { params: { caseId } })).body;

/** The clock goes on by days until there is what is looked for. */
const eventually = async <T>(look: () => Promise<T | undefined>, mostDays = 20): Promise<T> => {
  for (let days = 0; days <= mostDays; days += 1) {
    const found = await look();
    if (found !== undefined) return found;
    await advance('P1D');
  }
  throw new Error(`it did not come within ${mostDays} days`);
};

describe('a promise to pay', () => {
  it('should open a case, take its invoices out of the chase, and be kept by the payment', async () => {
    const { customerId, invoiceId } = await debtor(10);
    const made = await promise(customerId, await day(5));
    expect(made).toMatchObject({ status: 'OPEN', invoiceIds: [invoiceId], customerId, partlyKept: false });
    const { caseId, promiseId } = made;
    expect(await caseOf(caseId)).toMatchObject({
      ...{ caseId, customerId, status: 'PROMISED', collector: cora, step: null, overdue: eur('100.00') },
      invoices: [{ invoiceId, remaining: eur('100.00'), daysPastDue: 10, promised: true, disputed: false }],
      next: { waitsFor: 'PROMISE' },
      timeline: [{ kind: 'CaseOpened' }, { kind: 'PromiseMade' }, { kind: 'StatusChanged' }],
    });
    await pay({ customerId, amount: eur('100.00') });
    const kept = await eventually(async () => {
      const { body } = await call('getPromise', { params: { promiseId } });
      return body.status === 'OPEN' ? undefined : body;
    }, 1);
    expect(kept).toMatchObject({ status: 'KEPT', paid: eur('100.00') });
    expect(await caseOf(caseId)).toMatchObject({ status: 'CLOSED', overdue: eur('0.00'), invoices: [] });
  });

  it('should be refused where nothing is overdue, and for days that cannot be', async () => {
    const customerId = await customer('1000.00');
    await invoice({ customerId, amount: eur('10.00') });
    const body = { customerId, amount: eur('10.00'), payBy: await day(5) };
    expect(await refusal('makePromise', { body })).toMatchObject({
      code: 'unprocessable',
      errors: [{ path: 'customerId' }],
    });
    const late = await debtor(3);
    for (const payBy of [await day(-1), await day(91)]) {
      const problem = await refusal('makePromise', { body: { ...body, ...{ customerId: late.customerId, payBy } } });
      expect(problem).toMatchObject({ code: 'unprocessable', errors: [{ path: 'payBy' }] });
    }
    expect((await refusal('makePromise', { body: { ...body, customerId: newId('C') } })).code).toBe('not-found');
  });

  it('should be made once under one Idempotency-Key', async () => {
    const { customerId } = await debtor(10);
    const headers = { 'idempotency-key': newId('key') };
    const body = { customerId, amount: eur('100.00'), payBy: await day(5) };
    const first = await call('makePromise', { body, headers });
    expect((await call('makePromise', { body, headers })).body).toEqual(first.body);
    const other = { ...body, payBy: await day(6) };
    expect((await refusal('makePromise', { body: other, headers })).code).toBe('conflict');
  });
});

describe('a case', () => {
  it('should be paused, go on and be hurried by a person, who is named in its story', async () => {
    const { caseId } = await promise((await debtor(4)).customerId, await day(2));
    const params = { caseId };
    const headers = { 'idempotency-key': newId('key') };
    const body = { until: await day(9), reason: 'The owner is in hospital' };
    const token = await tokenOf(cora);
    const paused = await call('pauseCollectionCase', { params, body, headers, token });
    expect(paused.body).toMatchObject({ status: 'PAUSED', pause: { ...body, by: cora } });
    expect((await call('pauseCollectionCase', { params, body, headers, token })).body).toEqual(paused.body);
    expect((await refusal('escalateCollectionCase', { params, body: { reason: 'x' } })).code).toBe('conflict');
    expect((await call('resumeCollectionCase', { params, token })).body).toMatchObject({ status: 'PROMISED' });
    expect((await refusal('resumeCollectionCase', { params })).code).toBe('conflict');
    const past = { ...body, until: await day() };
    expect(await refusal('pauseCollectionCase', { params, body: past })).toMatchObject({ errors: [{ path: 'until' }] });
    const { timeline } = await caseOf(caseId);
    expect(timeline).toContainEqual(
      expect.objectContaining({ kind: 'CasePaused', by: cora, text: `Paused until ${body.until}: ${body.reason}` }),
    );
  });

  it('should be listed by status and collector', async () => {
    const { caseId } = await promise((await debtor(4)).customerId, await day(2));
    const ids = async (query: Readonly<Record<string, string>>, as?: string) => {
      const parts = as === undefined ? { query } : { query, token: await tokenOf(as) };
      return (await call('listCollectionCases', parts)).body.items.map((one) => one.caseId);
    };
    expect(await ids({ status: 'PROMISED' })).toContain(caseId);
    expect(await ids({ status: 'PROMISED', collector: cora })).toContain(caseId);
    expect(await ids({ collector: 'me' }, cora)).toContain(caseId);
    expect(await ids({ status: 'OPEN' })).not.toContain(caseId);
    expect(await ids({ collector: 'carl.collector@example.com' })).not.toContain(caseId);
    expect((await refusal('listCollectionCases', { query: { collector: 'me' } })).errors).toMatchObject([
      { path: 'collector' },
    ]);
    expect((await refusal('getCollectionCase', { params: { caseId: newId('C') } })).code).toBe('not-found');
  });
});

describe('the task of a call', () => {
  let task: CollectionTaskView;
  let owed: { customerId: string; invoiceId: string };
  beforeAll(async () => {
    owed = await debtor(14);
    const { caseId } = await promise(owed.customerId, await day());
    task = await eventually(async () => {
      return (await tasksBy({ assignee: cora })).find((one) => one.caseId === caseId);
    });
  }, 120_000);

  it('should be in the list of its collector', async () => {
    expect(task).toMatchObject({
      kind: 'CALL',
      status: 'OPEN',
      assignee: cora,
      totals: [eur('100.00')],
      outcome: null,
    });
    const own = await tasksBy({ assignee: 'me', status: 'OPEN' }, cora);
    const ranks = own.map(({ rank }) => rank);
    expect(own.map(({ taskId }) => taskId)).toContain(task.taskId);
    expect(ranks).toEqual(ranks.toSorted((a, b) => b - a));
    const { body } = await call('listCollectionTasks');
    expect(body.items.map(({ dueAt }) => dueAt)).toEqual(body.items.map(({ dueAt }) => dueAt).toSorted());
    expect((await caseOf(task.caseId)).tasks).toMatchObject([{ taskId: task.taskId, assignee: cora }]);
    expect(await refusal('listCollectionTasks', { query: { assignee: 'me' } })).toMatchObject({ code: 'validation' });
  });

  it('should refuse a report that cannot be, and stay open', async () => {
    const params = { taskId: task.taskId };
    const wrong: readonly (readonly [object, string, string])[] = [
      [{ outcome: 'PROMISED', note: 'x' }, 'validation', 'promise'],
      [
        { outcome: 'REACHED', note: 'x', promise: { amount: eur('1.00'), payBy: await day() } },
        'validation',
        'promise',
      ],
      [{ outcome: 'DISPUTED', note: 'x' }, 'validation', 'dispute'],
      [
        { outcome: 'DISPUTED', note: 'x', dispute: { invoiceIds: ['X'], reason: 'x' } },
        'unprocessable',
        'invoiceIds[0]',
      ],
      [
        { outcome: 'PROMISED', note: 'x', promise: { amount: eur('1.00'), payBy: '2020-01-01' } },
        'unprocessable',
        'payBy',
      ],
    ];
    for (const [body, code, path] of wrong) {
      expect(await refusal('completeCollectionTask', { params, body })).toMatchObject({ code, errors: [{ path }] });
    }
    expect((await call('getCollectionTask', { params })).body).toMatchObject({ status: 'OPEN' });
    const reader = { params, body: { outcome: 'REACHED', note: 'x' }, token: await token(['credit/read']) };
    expect((await refusal('completeCollectionTask', reader)).code).toBe('forbidden');
  });

  it('should be done with a promise, by whoever did it, and once', async () => {
    const params = { taskId: task.taskId };
    const token = await tokenOf('carl.collector@example.com');
    const body = { outcome: 'PROMISED', note: 'On Friday', promise: { amount: eur('100.00'), payBy: await day(5) } };
    const done = await call('completeCollectionTask', { params, body, token });
    expect(done.body).toMatchObject({ status: 'DONE', outcome: 'PROMISED', doneBy: 'carl.collector@example.com' });
    expect((await call('completeCollectionTask', { params, body, token })).body).toEqual(done.body);
    const otherwise = { outcome: 'REFUSED', note: 'no' };
    expect((await refusal('completeCollectionTask', { params, body: otherwise })).code).toBe('conflict');
    const promiseId = String(done.body.promiseId);
    expect((await call('getPromise', { params: { promiseId } })).body).toMatchObject({ status: 'OPEN' });
    const { status, tasks, timeline } = await caseOf(task.caseId);
    expect({ status, tasks }).toEqual({ status: 'PROMISED', tasks: [] });
    const text = 'Call task done, promised: On Friday';
    expect(timeline).toContainEqual(expect.objectContaining({ kind: 'Noted', by: 'carl.collector@example.com', text }));
    const all = await tasksBy({ assignee: cora, status: 'DONE' });
    expect(all.map(({ taskId }) => taskId)).toContain(task.taskId);
  });
});

describe('a task that nobody does', () => {
  it('should be with the lead on the morning after its last day, who gets a mail', async () => {
    const { customerId } = await debtor(14);
    const { caseId } = await promise(customerId, await day());
    const tasksOf = async (assignee: string) => (await tasksBy({ assignee })).filter((one) => one.caseId === caseId);
    const { dueOn, taskId } = await eventually(async () => (await tasksOf(cora))[0]);
    const lead = 'lea.lead@example.com';
    // The lead may have the task of the next step already.
    const left = await eventually(async () => (await tasksOf(lead)).find((one) => one.taskId === taskId), 8);
    expect(left).toMatchObject({ taskId, dueOn, assignee: lead, escalatedTo: lead, status: 'OPEN' });
    expect(left.escalatedAt?.slice(0, 10)).toBe(new Date(Date.parse(dueOn) + 86_400_000).toISOString().slice(0, 10));
    const outbox = await fetch(endpoints.outbox, { headers: { accept: 'application/json' } });
    const mails = (await outbox.json()) as { to: string | string[]; subject: string; text: string }[];
    expect(mails.filter(({ text }) => text.includes(taskId)).map(({ to }) => String(to))).toEqual([lead]);
    await pay({ customerId, amount: eur('100.00') });
    const cancelled = await eventually(async () => {
      const { body } = await call('getCollectionTask', { params: { taskId } });
      return body.status === 'OPEN' ? undefined : body;
    }, 1);
    expect(cancelled.status).toBe('CANCELLED');
  }, 120_000);
});

describe('a dispute', () => {
  it('should be shown, and credited when it is upheld', async () => {
    const { customerId, invoiceId } = await debtor(5);
    const body = { customerId, invoiceIds: [invoiceId], reason: 'Two boxes are missing', amount: eur('30.00') };
    const { disputeId } = (await call('openDispute', { body })).body;
    const params = { disputeId };
    expect((await call('getDispute', { params })).body).toMatchObject({ ...body, status: 'OPEN' });
    const { items } = (await call('listDisputes', { query: { customerId } })).body;
    expect(items).toMatchObject([{ disputeId, status: 'OPEN' }]);
    const task = await eventually(async () => {
      return (await tasksBy({})).find((one) => one.disputeId === disputeId);
    }, 1);
    expect(task).toMatchObject({ kind: 'RESOLVE_DISPUTE', customerId });
    const closing = { resolution: 'UPHELD', note: 'The carrier has lost them' };
    const resolved = await call('resolveDispute', { params, body: closing });
    expect(resolved.body).toMatchObject({ status: 'RESOLVED', creditNoteIds: [`DISPUTE-${disputeId}`] });
    expect((await call('resolveDispute', { params, body: closing })).body).toEqual(resolved.body);
    expect((await call('getReceivable', { params: { invoiceId } })).body).toMatchObject({
      remaining: eur('70.00'),
      disputed: false,
    });
    expect((await profile(customerId)).exposure.total).toEqual(eur('70.00'));
  });
});
