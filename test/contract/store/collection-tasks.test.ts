import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CollectionTask } from '../../../shared/domain/collection-task/task.ts';
import { changeCase } from '../../../shared/store/collection/change.ts';
import { listCaseEvents } from '../../../shared/store/collection/items.ts';
import { completeTask, type TaskReport } from '../../../shared/store/collection-tasks/complete.ts';
import { escalateTasks } from '../../../shared/store/collection-tasks/escalate.ts';
import { loadTask, openTasksOf } from '../../../shared/store/collection-tasks/items.ts';
import { listTasks } from '../../../shared/store/collection-tasks/list.ts';
import { loadDispute } from '../../../shared/store/disputes.ts';
import { loadPromise } from '../../../shared/store/promises.ts';
import { casesOn, directory } from '../../support/cases-on-engine.ts';
import { keyed } from '../../support/context.ts';
import { addTable, type Database, startDatabase } from '../../support/dynamodb.ts';
import { dyingAfter } from '../../support/interpose.ts';
import { createCustomer, eur, invoice, pay } from '../../support/movements.ts';

let engine: Database;
beforeAll(async () => {
  engine = await startDatabase();
});
afterAll(() => engine.stop());

const cora = 'cora.collector@example.com';
const carl = 'carl.collector@example.com';
const lea = 'lea.lead@example.com';
/** Answers are kept as JSON. */
const withoutMoney = ({ totals: _totals, ...task }: CollectionTask) => task;

interface Late {
  readonly euros?: number;
  readonly collector?: string;
  readonly contacts?: readonly { name: string; email: string; role: string }[];
}

/** An empty table, and customers in it with one invoice that was due on Monday, 2 March 2026. */
const desks = async () => {
  const database = await addTable(engine.endpoint);
  const { desk, ...cases } = casesOn(database, { start: '2026-03-03T05:00:00.000Z' });
  const { table } = database;
  const late = async (customerId: string, { collector, contacts, euros = 100 }: Late = {}) => {
    const billing = contacts ?? [
      { name: 'Billing', email: `billing@${customerId.toLowerCase()}.example`, role: 'BILLING' },
    ];
    await createCustomer(desk.at(), customerId, { contacts: billing, ...(collector ? { collector } : {}) });
    const dates = { issuedOn: '2026-02-01', dueOn: '2026-03-02' };
    await invoice(desk.at(), customerId, `${customerId}-I`, eur(euros * 100), dates);
    await cases.attend(customerId);
  };
  const caseOf = async (customerId: string) => (await cases.stored(customerId)).state;
  return {
    ...cases,
    database,
    desk,
    table,
    late,
    caseOf,
    tasksOf: async (customerId: string) => openTasksOf(table, (await caseOf(customerId)).caseId),
    /** The task of the call that is due on 16 March. */
    callOf: async (customerId: string) => {
      const [task] = await openTasksOf(table, (await caseOf(customerId)).caseId);
      if (!task) throw new Error(`${customerId} has no task`);
      return task;
    },
    report: (taskId: string, report: TaskReport, request = {}) =>
      completeTask(desk.at({ actor: cora, ...request }), directory, taskId, report, withoutMoney),
    timeline: async (customerId: string) =>
      (await listCaseEvents(table, (await caseOf(customerId)).caseId)).flatMap((event) =>
        event.type === 'Noted' ? [`${event.kind} ${event.by}: ${event.text}`] : [],
      ),
    mails: async () =>
      (await database.scan()).filter(({ template }) => template === 'tasks-escalated').map(({ to }) => String(to)),
  };
};

const afterTheCall = '2026-03-16T12:00:00.000Z';

describe('the tasks of a case', () => {
  it("should go to the customer's collector, due when the second business day after is over", async () => {
    const { callOf, late, tasksOf, until } = await desks();
    await late('ACME', { collector: cora });
    await until('ACME', afterTheCall);
    expect(await tasksOf('ACME')).toHaveLength(1);
    expect(await callOf('ACME')).toMatchObject({
      kind: 'CALL',
      status: 'OPEN',
      assignee: cora,
      daysPastDue: 14,
      totals: [eur(100_00)],
      dueOn: '2026-03-18',
      dueAt: '2026-03-18T23:00:00.000Z',
      text: 'Call ACME GmbH about 100.00 EUR, 14 days past due.',
    });
  });

  it('should go to the collector with the fewest, and be listed with the most to win first', async () => {
    const { desk, late, table, until } = await desks();
    for (const [customerId, euros] of [
      ['ONE', 100],
      ['TWO', 900],
      ['THREE', 500],
    ] as const) {
      await late(customerId, { euros });
    }
    for (const customerId of ['ONE', 'TWO', 'THREE']) {
      desk.setTo('2026-03-03T05:00:00.000Z');
      await until(customerId, afterTheCall);
    }
    const page = { status: 'OPEN', limit: 50, startAfter: null } as const;
    const [ofCarl, ofCora] = [
      await listTasks(table, { ...page, assignee: carl }),
      await listTasks(table, { ...page, assignee: cora.toUpperCase() }),
    ];
    expect(ofCarl.tasks.map(({ customerId }) => customerId)).toEqual(['THREE', 'ONE']);
    expect(ofCora.tasks.map(({ customerId }) => customerId)).toEqual(['TWO']);
    const everybodys = await listTasks(table, { ...page, limit: 2 });
    expect(everybodys.tasks).toHaveLength(2);
    expect((await listTasks(table, { ...page, limit: 2, startAfter: everybodys.next })).tasks).toHaveLength(1);
  });

  it('should be made when a mail bounces, and when there is nobody to write to', async () => {
    const { caseOf, desk, late, tasksOf, until } = await desks();
    await late('MUTE', { contacts: [] });
    await until('MUTE', '2026-03-10T12:00:00.000Z');
    expect((await tasksOf('MUTE')).map(({ kind }) => kind)).toEqual(['NO_ADDRESS']);

    desk.setTo('2026-03-03T05:00:00.000Z');
    await late('LOST');
    await until('LOST', '2026-03-04T12:00:00.000Z');
    const { caseId } = await caseOf('LOST');
    const bounce = { type: 'BOUNCE', key: `${caseId}/1/friendly-reminder`, address: 'billing@lost.example' } as const;
    for (const _ of [1, 2]) await changeCase(desk.at(), directory, caseId, bounce, { answer: () => null });
    const tasks = await tasksOf('LOST');
    expect(tasks.map(({ kind }) => kind)).toEqual(['BOUNCED_MAIL']);
    expect(tasks[0]?.text).toContain('billing@lost.example');
  });

  it('should be cancelled when everything is paid, and refuse a report then', async () => {
    const { callOf, desk, late, news, report, table, tasksOf, until } = await desks();
    await late('PAYER');
    await until('PAYER', afterTheCall);
    const { taskId } = await callOf('PAYER');
    await pay(desk.at(), 'PAYER', 'PAYER-P', eur(100_00));
    await news('PAYER', 'PaymentReceived');
    expect(await tasksOf('PAYER')).toEqual([]);
    expect(await loadTask(table, taskId)).toMatchObject({ status: 'CANCELLED', doneBy: null, doneAt: desk.now() });
    await expect(report(taskId, { outcome: 'REACHED', note: 'late' })).rejects.toMatchObject({ code: 'conflict' });
  });

  it('should move up when more is owed, and stay as they are when nothing has changed', async () => {
    const { callOf, desk, late, news, until } = await desks();
    await late('GROWS');
    await until('GROWS', afterTheCall);
    const before = await callOf('GROWS');
    await news('GROWS', 'CustomerChanged');
    expect(await callOf('GROWS')).toEqual(before);
    await invoice(desk.at(), 'GROWS', 'GROWS-I2', eur(200_00), { issuedOn: '2026-02-01', dueOn: '2026-03-03' });
    await news('GROWS', 'ReceivablePosted');
    const after = await callOf('GROWS');
    expect(after.rank).toBeGreaterThan(before.rank * 2);
    expect(after).toMatchObject({
      totals: [eur(300_00)],
      text: 'Call GROWS GmbH about 300.00 EUR, 14 days past due.',
      version: before.version + 1,
    });
  });

  it('should be put in their order of the day by the daily run, on what is owed then', async () => {
    const { attend, callOf, desk, late, until } = await desks();
    await late('AGES');
    await until('AGES', afterTheCall);
    await pay(desk.at(), 'AGES', 'AGES-P', eur(40_00));
    desk.setTo('2026-03-17T05:00:00.000Z');
    await attend('AGES');
    const [first, version] = [await callOf('AGES'), (await callOf('AGES')).version];
    expect(first).toMatchObject({ totals: [eur(60_00)], daysPastDue: 15 });
    await attend('AGES');
    expect((await callOf('AGES')).version).toBe(version);
  });
});

describe('what came of a task', () => {
  it('should be kept with who said it, told in the timeline, and be said once', async () => {
    const { callOf, late, report, tasksOf, timeline, until } = await desks();
    await late('TALKS');
    await until('TALKS', afterTheCall);
    const { taskId } = await callOf('TALKS');
    const said: TaskReport = { outcome: 'REACHED', note: 'Will look into it' };
    const [one, other] = await Promise.all([report(taskId, said), report(taskId, said)]);
    expect(one).toEqual(other);
    expect(one).toMatchObject({ status: 'DONE', outcome: 'REACHED', doneBy: cora, promiseId: null });
    expect(await report(taskId, said)).toEqual(one);
    expect(await tasksOf('TALKS')).toEqual([]);
    expect(await timeline('TALKS')).toEqual([`TASK_OUTCOME ${cora}: Call task done, reached: Will look into it`]);
    const otherwise = { outcome: 'REFUSED', note: 'no' } as const;
    await expect(report(taskId, otherwise)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('should make a promise in the same stroke, or nothing at all', async () => {
    const { callOf, caseOf, late, report, table, until } = await desks();
    await late('VOWS');
    await until('VOWS', afterTheCall);
    const { taskId } = await callOf('VOWS');
    const promised = (payBy: string): TaskReport => ({
      outcome: 'PROMISED',
      note: 'Next week',
      promise: { amount: eur(100_00), payBy },
    });
    await expect(report(taskId, promised('2026-03-01'))).rejects.toMatchObject({ code: 'unprocessable' });
    expect((await loadTask(table, taskId)).status).toBe('OPEN');
    const done = await report(taskId, promised('2026-03-20'), keyed('promised'));
    expect(await report(taskId, promised('2026-03-20'), keyed('promised'))).toMatchObject({ taskId, status: 'DONE' });
    const promise = await loadPromise(table, done.promiseId ?? '');
    expect(promise).toMatchObject({ status: 'OPEN', invoiceIds: ['VOWS-I'], payBy: '2026-03-20', madeBy: cora });
    expect(await caseOf('VOWS')).toMatchObject({ status: 'PROMISED', promises: [{ promiseId: done.promiseId }] });
  });

  it('should open one dispute, however often it is tried', async () => {
    const { callOf, late, news, report, table, caseOf, until } = await desks();
    await late('ARGUES');
    await until('ARGUES', afterTheCall);
    const { taskId } = await callOf('ARGUES');
    const dispute = { invoiceIds: ['ARGUES-I'], reason: 'Two boxes are missing' };
    const said: TaskReport = { outcome: 'DISPUTED', note: 'Complains', dispute };
    const foreign = { ...said, dispute: { ...dispute, invoiceIds: ['NOT-THEIRS'] } };
    await expect(report(taskId, foreign)).rejects.toMatchObject({ code: 'unprocessable' });
    const [done] = await Promise.all([report(taskId, said), report(taskId, said)]);
    expect(await loadDispute(table, done.disputeId ?? '')).toMatchObject({ status: 'OPEN', openedBy: cora });
    await news('ARGUES', 'DisputeOpened');
    expect((await caseOf('ARGUES')).status).toBe('DISPUTED');
  });
});

describe('a report whose process is killed', () => {
  const dispute = { invoiceIds: ['KILLED-I'], reason: 'Two boxes are missing' };
  const reports: readonly (readonly [string, number, TaskReport])[] = [
    ['before the dispute is opened', 0, { outcome: 'DISPUTED', note: 'Complains', dispute }],
    ['when the dispute is opened', 1, { outcome: 'DISPUTED', note: 'Complains', dispute }],
    [
      'before the promise',
      0,
      { outcome: 'PROMISED', note: 'Friday', promise: { amount: eur(100_00), payBy: '2026-03-20' } },
    ],
  ];
  it.each(reports)('should be taken by the next try, once, when that is %s', async (_, writes, said) => {
    const { callOf, database, desk, late, report, timeline, until } = await desks();
    await late('KILLED');
    await until('KILLED', afterTheCall);
    const { taskId } = await callOf('KILLED');
    const dying = desk.at({ actor: cora, table: dyingAfter(database.table, writes) });
    await expect(completeTask(dying, directory, taskId, said, withoutMoney)).rejects.toThrow('killed');
    expect(await report(taskId, said)).toMatchObject({ status: 'DONE', outcome: said.outcome });
    expect(await timeline('KILLED')).toHaveLength(1);
    const made = (await database.scan()).filter(
      ({ entityType }) => entityType === 'PROMISE' || entityType === 'DISPUTE',
    );
    expect(made).toHaveLength(1);
  });
});

describe('a task that nobody does in time', () => {
  it('should go to the lead with one mail and a line in the timeline, once', async () => {
    const { callOf, desk, late, mails, timeline, until } = await desks();
    await late('LEFT', { collector: carl });
    await until('LEFT', afterTheCall);
    desk.setTo('2026-03-18T22:59:00.000Z');
    expect(await escalateTasks(desk.at(), directory)).toEqual({ escalated: 0, failed: [] });
    desk.setTo('2026-03-18T23:00:00.000Z');
    expect(await escalateTasks(desk.at(), directory)).toEqual({ escalated: 1, failed: [] });
    desk.advance({ days: 1 });
    expect(await escalateTasks(desk.at(), directory)).toEqual({ escalated: 0, failed: [] });
    expect(await callOf('LEFT')).toMatchObject({
      assignee: lea,
      escalatedTo: lea,
      escalatedAt: '2026-03-18T23:00:00.000Z',
      status: 'OPEN',
    });
    expect(await mails()).toEqual([lea]);
    expect(await timeline('LEFT')).toEqual([
      `TASK_ESCALATED null: Call task was due on 2026-03-18 and is not done; it went from ${carl} to ${lea}.`,
    ]);
  });

  it('should be told once when two runs look at it at the same time', async () => {
    const { desk, late, mails, timeline, until } = await desks();
    await late('TWICE');
    await until('TWICE', afterTheCall);
    desk.setTo('2026-03-19T05:00:00.000Z');
    const runs = await Promise.all([escalateTasks(desk.at(), directory), escalateTasks(desk.at(), directory)]);
    expect(runs.flatMap(({ failed }) => failed)).toEqual([]);
    expect(await mails()).toEqual([lea]);
    expect(await timeline('TWICE')).toHaveLength(1);
  });

  it('should be told of in one mail to each lead, the most urgent first, however many there are', async () => {
    const { caseOf, database, desk, late, mails, until } = await desks();
    await late('MANY');
    await until('MANY', '2026-03-04T12:00:00.000Z');
    const { caseId } = await caseOf('MANY');
    for (let number = 0; number < 24; number += 1) {
      const bounce = { type: 'BOUNCE', key: `${caseId}/1/mail-${number}`, address: 'billing@many.example' } as const;
      await changeCase(desk.at(), directory, caseId, bounce, { answer: () => null });
    }
    desk.setTo('2026-03-07T05:00:00.000Z');
    // The process is killed when all are escalated, and again before it has told of them.
    const dying = desk.at({ table: dyingAfter(database.table, 24) });
    await expect(escalateTasks(dying, directory)).resolves.toMatchObject({ escalated: 24 });
    expect(await mails()).toEqual([]);
    expect(await escalateTasks(desk.at(), directory)).toEqual({ escalated: 0, failed: [] });
    expect(await escalateTasks(desk.at(), directory)).toEqual({ escalated: 0, failed: [] });
    expect(await mails()).toEqual([lea]);
    const [mail] = (await database.scan()).filter(({ template }) => template === 'tasks-escalated');
    const data = JSON.parse(String(mail?.['data']));
    expect(data.more).toBe(4);
    expect(data.tasks[0]).toMatchObject({ customer: { legalName: 'MANY GmbH' }, dueOn: '2026-03-06' });
    expect(data.tasks).toHaveLength(20);
  });
});
