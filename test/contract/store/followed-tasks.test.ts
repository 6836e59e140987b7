import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtInCollections } from '../../../shared/domain/collection/strategy.ts';
import type { CreditPolicy } from '../../../shared/domain/policy/policy.ts';
import { changeCase } from '../../../shared/store/collection/change.ts';
import { listCaseEvents } from '../../../shared/store/collection/items.ts';
import { steerCase } from '../../../shared/store/collection-cases.ts';
import { completeTask } from '../../../shared/store/collection-tasks/complete.ts';
import { escalateTasks } from '../../../shared/store/collection-tasks/escalate.ts';
import { loadTask, openTasksOf } from '../../../shared/store/collection-tasks/items.ts';
import { listTasks } from '../../../shared/store/collection-tasks/list.ts';
import { openDispute, resolveDispute } from '../../../shared/store/disputes.ts';
import { makePromise } from '../../../shared/store/make-promise.ts';
import { reversePayment } from '../../../shared/store/settlements.ts';
import { casesOn, directory } from '../../support/cases-on-engine.ts';
import { addTable, type Database, startDatabase } from '../../support/dynamodb.ts';
import { createCustomer, eur, invoice, pay } from '../../support/movements.ts';

let engine: Database;
beforeAll(async () => {
  engine = await startDatabase();
});
afterAll(() => engine.stop());

const cora = 'cora.collector@example.com';
const start = '2026-03-03T05:00:00.000Z';
const afterTheCall = '2026-03-16T12:00:00.000Z';

/** A customer with an invoice that was due on Monday, 2 March 2026. */
const chased = async (customerId: string, policy: Partial<CreditPolicy> = {}) => {
  const database = await addTable(engine.endpoint);
  const { desk, ...cases } = casesOn(database, { start, policy });
  const { table } = database;
  const contacts = [{ name: 'Billing', email: 'billing@late.example', role: 'BILLING' }];
  await createCustomer(desk.at(), customerId, { contacts, collector: cora });
  await invoice(desk.at(), customerId, 'I-1', eur(100_00), { issuedOn: '2026-02-01', dueOn: '2026-03-02' });
  const caseId = async () => (await cases.stored(customerId)).state.caseId;
  return {
    ...cases,
    desk,
    table,
    caseId,
    tasks: async () => openTasksOf(table, await caseId(), 100),
    disputes: (disputeId: string, invoiceIds = ['I-1']) =>
      openDispute(desk.at({ actor: 'ada@late.example' }), { customerId, disputeId, invoiceIds, reason: 'Broken.' }),
    promises: (payBy: string) =>
      makePromise(desk.at(), directory, { customerId, amount: eur(100_00), payBy }, ({ promiseId }) => promiseId),
    lines: async () =>
      (await listCaseEvents(table, await caseId())).flatMap(({ by, type }) =>
        type.startsWith('Dispute') ? [`${type} ${by}`] : [],
      ),
  };
};

describe('a dispute', () => {
  it("should be a task of the customer's collector, once, until it is resolved", async () => {
    const { attend, desk, disputes, lines, news, stored, table, tasks } = await chased('ARGUES');
    await attend('ARGUES');
    await disputes('D-1');
    for (const _ of [1, 2]) await news('ARGUES', 'DisputeOpened');
    await attend('ARGUES');
    const [task, ...others] = await tasks();
    expect(others).toEqual([]);
    expect(task).toMatchObject({
      kind: 'RESOLVE_DISPUTE',
      status: 'OPEN',
      assignee: cora,
      disputeId: 'D-1',
      dueOn: '2026-03-05',
      totals: [eur(100_00)],
      text: 'ARGUES GmbH disputes invoice I-1: Broken. Resolve dispute D-1.',
    });
    expect(await lines()).toEqual(['DisputeNoted ada@late.example']);
    const report = { outcome: 'REACHED', note: 'They insist' } as const;
    const taskId = task?.taskId ?? '';
    const reporting = completeTask(desk.at({ actor: cora }), directory, taskId, report, () => null);
    await expect(reporting).rejects.toMatchObject({ code: 'conflict' });

    await resolveDispute(desk.at(), 'D-1', 'REJECTED', 'It was not');
    for (const _ of [1, 2]) await news('ARGUES', 'DisputeResolved');
    expect(await tasks()).toEqual([]);
    expect((await loadTask(table, taskId)).status).toBe('CANCELLED');
    expect(await lines()).toEqual(['DisputeNoted ada@late.example', 'DisputeEnded null']);
    expect((await stored('ARGUES')).state).toMatchObject({ status: 'OPEN', disputes: [] });
  });

  it('should open the case of a customer who is late and has none, and be a task as soon as there is one', async () => {
    const { advance, disputes, news, tasks } = await chased('NEW');
    await disputes('D-1');
    await news('NEW', 'DisputeOpened');
    await advance('NEW');
    expect((await tasks()).map(({ kind }) => kind)).toEqual(['RESOLVE_DISPUTE']);
  });

  it('should wait for the case of a customer who owes nothing yet', async () => {
    const { advance, attend, desk, disputes, news, tasks } = await chased('EARLY');
    const dates = { issuedOn: '2026-02-01', dueOn: '2026-04-01' };
    await invoice(desk.at(), 'EARLY', 'I-2', eur(50_00), dates);
    await pay(desk.at(), 'EARLY', 'P-1', eur(100_00), { allocations: [{ invoiceId: 'I-1', amount: eur(100_00) }] });
    await disputes('D-2', ['I-2']);
    expect(await news('EARLY', 'DisputeOpened')).toBeNull();
    desk.setTo('2026-04-02T05:00:00.000Z');
    expect(await attend('EARLY')).toBe('OPENED');
    await advance('EARLY');
    expect((await tasks()).map(({ disputeId, kind }) => `${kind} ${disputeId}`)).toEqual(['RESOLVE_DISPUTE D-2']);
  });
});

describe('a call that is waiting', () => {
  const called = async (customerId: string) => {
    const customer = await chased(customerId);
    await customer.attend(customerId);
    await customer.until(customerId, afterTheCall);
    const statuses = async () => (await customer.tasks()).map(({ kind, status }) => `${kind} ${status}`);
    return { ...customer, statuses };
  };

  it('should be put off in the transaction of a promise, and be back when that is broken', async () => {
    const { advance, desk, promises, statuses, table, tasks } = await called('VOWS');
    await promises('2026-03-20');
    expect(await statuses()).toEqual(['CALL SHELVED']);
    const list = { status: 'OPEN', limit: 10, startAfter: null } as const;
    expect((await listTasks(table, { ...list, assignee: cora })).tasks).toEqual([]);
    desk.setTo('2026-03-20T12:00:00.000Z');
    expect(await escalateTasks(desk.at(), directory)).toEqual({ escalated: 0, failed: [] });
    desk.setTo('2026-03-20T23:30:00.000Z');
    await advance('VOWS');
    const [call] = await tasks();
    expect(call).toMatchObject({
      kind: 'CALL',
      status: 'OPEN',
      daysPastDue: 19,
      dueOn: '2026-03-24',
      text: 'Call VOWS GmbH about 100.00 EUR, 19 days past due.',
    });
  });

  it('should be put off while all is disputed or the case is paused, and be reported all the same', async () => {
    const { caseId, desk, disputes, news, statuses, tasks } = await called('WAITS');
    await disputes('D-1');
    await news('WAITS', 'DisputeOpened');
    expect(await statuses()).toEqual(['CALL SHELVED', 'RESOLVE_DISPUTE OPEN']);
    await resolveDispute(desk.at(), 'D-1', 'REJECTED', 'It was not');
    await news('WAITS', 'DisputeResolved');
    expect(await statuses()).toEqual(['CALL OPEN']);
    const pause = { type: 'PAUSE', until: '2026-04-01', reason: 'They merge' } as const;
    await steerCase(desk.at({ actor: cora }), directory, await caseId(), pause, () => null);
    expect(await statuses()).toEqual(['CALL SHELVED']);
    const [call] = await tasks();
    const report = { outcome: 'REACHED', note: 'They called' } as const;
    await completeTask(desk.at({ actor: cora }), directory, call?.taskId ?? '', report, () => null);
    expect(await statuses()).toEqual([]);
  });

  it('should tell of what remains as soon as a part is paid', async () => {
    const { desk, news, tasks } = await called('PARTS');
    await pay(desk.at(), 'PARTS', 'P-1', eur(40_00));
    await news('PARTS', 'PaymentReceived');
    expect(await tasks()).toMatchObject([
      { totals: [eur(60_00)], text: 'Call PARTS GmbH about 60.00 EUR, 14 days past due.' },
    ]);
  });

  it('should be put off while no more than a residue is left, with no other task and no hold, and be back when it bounces', async () => {
    const { desk, news, statuses, stored, until } = await called('SHORT');
    await until('SHORT', '2026-03-24T12:00:00.000Z');
    expect(await statuses()).toEqual(['CALL OPEN', 'ESCALATION OPEN']);
    const paid = { allocations: [{ invoiceId: 'I-1', amount: eur(96_00) }] };
    await pay(desk.at(), 'SHORT', 'P-1', eur(96_00), paid);
    await news('SHORT', 'PaymentReceived');
    expect((await stored('SHORT')).state).toMatchObject({ status: 'OPEN', onHold: false });
    await until('SHORT', '2026-06-01T12:00:00.000Z');
    expect(await statuses()).toEqual(['CALL SHELVED', 'ESCALATION SHELVED']);
    await reversePayment(desk.at(), 'P-1', 'No funds');
    await news('SHORT', 'PaymentReversed');
    expect(await statuses()).toEqual(['CALL OPEN', 'ESCALATION OPEN']);
    expect((await stored('SHORT')).state).toMatchObject({ onHold: true });
  });

  it('should never come for a residue, nor anything else for a person', async () => {
    const { attend, desk, stored, tasks, until } = await chased('CHARGES');
    await pay(desk.at(), 'CHARGES', 'P-1', eur(96_00));
    await attend('CHARGES');
    await until('CHARGES', '2026-06-01T12:00:00.000Z');
    expect(await tasks()).toEqual([]);
    const { cycles, status } = (await stored('CHARGES')).state;
    expect(status).toBe('OPEN');
    expect(cycles.flatMap(({ taken }) => taken.map(({ kind }) => kind))).toEqual(['FRIENDLY_REMINDER']);
  });

  it('should be cancelled when the case closes, however many there are', async () => {
    const { caseId, desk, news, tasks } = await called('MANY');
    const id = await caseId();
    for (let number = 0; number < 25; number += 1) {
      const bounce = { type: 'BOUNCE', key: `${id}/1/mail-${number}`, address: 'billing@late.example' } as const;
      await changeCase(desk.at(), directory, id, bounce, { answer: () => null });
    }
    expect(await tasks()).toHaveLength(26);
    await pay(desk.at(), 'MANY', 'P-1', eur(100_00));
    await news('MANY', 'PaymentReceived');
    // The bus tells that the case has changed.
    await news('MANY', 'CollectionCaseChanged');
    expect(await tasks()).toEqual([]);
  });
});

describe('a case that nothing moves on any more', () => {
  const kindsOf = (tasks: readonly { kind: string; status: string; assignee: string }[]) =>
    tasks.map(({ assignee, kind, status }) => `${kind} ${status} ${assignee}`);
  const lea = 'lea.lead@example.com';

  it('should be put before the lead with the last step of a strategy that has no legal handoff', async () => {
    const [strategy] = builtInCollections.strategies;
    const steps = strategy?.steps.filter(({ kind }) => kind !== 'LEGAL_HANDOFF' && kind !== 'ESCALATION') ?? [];
    const policy = { collections: { ...builtInCollections, strategies: [{ name: 'short', steps }] } };
    const { attend, desk, tasks, until } = await chased('SPENT', policy);
    await attend('SPENT');
    await until('SPENT', '2026-04-20T00:00:00.000Z');
    expect(kindsOf(await tasks())).toEqual([`CALL OPEN ${cora}`, `ESCALATION OPEN ${lea}`]);
    const [, person] = await tasks();
    expect(person?.text).toMatch(
      /^All steps are taken for SPENT GmbH: 100.00 EUR, \d+ days past due\. Say how it goes on\.$/,
    );
    const report = { outcome: 'REACHED', note: 'We wait' } as const;
    await completeTask(desk.at({ actor: lea }), directory, person?.taskId ?? '', report, () => null);
    await attend('SPENT');
    expect(kindsOf(await tasks())).toEqual([`CALL OPEN ${cora}`]);
  });

  it('should be put before the lead when a promise is broken after the handoff came back', async () => {
    const { advance, attend, caseId, desk, promises, tasks, until } = await chased('BACK');
    await attend('BACK');
    await until('BACK', '2026-04-17T00:00:00.000Z');
    const refuse = { type: 'REFUSE_HANDOFF', reason: 'Talk to them', by: 'mia.manager@example.com' } as const;
    await changeCase(desk.at(), directory, await caseId(), refuse, { answer: () => null });
    const report = { outcome: 'REACHED', note: 'Done' } as const;
    for (const { taskId } of await tasks()) {
      await completeTask(desk.at({ actor: lea }), directory, taskId, report, () => null);
    }
    await promises('2026-04-24');
    expect(await tasks()).toEqual([]);
    desk.setTo('2026-04-24T22:30:00.000Z');
    await advance('BACK');
    await advance('BACK');
    expect(kindsOf(await tasks())).toEqual([`HANDOFF_RETURNED OPEN ${lea}`]);
    expect((await tasks())[0]?.text).toContain('Say how the case goes on: resume or escalate it.');
  });
});
