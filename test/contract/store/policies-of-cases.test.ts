import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { StrategyStep } from '../../../shared/domain/collection/strategy.ts';
import { builtInDocument } from '../../../shared/domain/policy/built-in.ts';
import { type PolicyDocument, policyOf } from '../../../shared/domain/policy/document.ts';
import type { CreditPolicy } from '../../../shared/domain/policy/policy.ts';
import { keys } from '../../../shared/store/keys.ts';
import { policyOfVersion } from '../../../shared/store/policies.ts';
import { saveDraft } from '../../../shared/store/policy-drafts.ts';
import { publishDraft } from '../../../shared/store/policy-publishing.ts';
import { casesOn } from '../../support/cases-on-engine.ts';
import { openDesk } from '../../support/context.ts';
import { addTable, type Database, startDatabase } from '../../support/dynamodb.ts';
import { createCustomer, eur, invoice, pay } from '../../support/movements.ts';

let engine: Database;
let database: Database;
beforeAll(async () => {
  engine = await startDatabase();
});
afterAll(() => engine.stop());
// An environment of its own for each test: there is one policy in each.
beforeEach(async () => {
  database = await addTable(engine.endpoint);
  return database.stop;
});

const builtIn = builtInDocument('EUR');
const first = policyOf(builtIn, 1);

/** The built-in document with one strategy for everybody. */
const chasing = (steps: readonly StrategyStep[], more: Partial<PolicyDocument> = {}): PolicyDocument => ({
  ...builtIn,
  ...more,
  collections: { ...builtIn.collections, minimumGapDays: 1, strategies: [{ name: 'quick', steps }] },
});
const calls = chasing([
  { id: 'early-call', kind: 'CALL_TASK', daysFromDue: 2 },
  { id: 'notice', kind: 'FINAL_NOTICE', daysFromDue: 4 },
]);

/** Publishes a document as the next version. @returns it as it is decided by. */
const publish = async (document: PolicyDocument, now: string): Promise<CreditPolicy> => {
  const context = openDesk(database.table, { start: now }).at();
  await saveDraft(context, 'EUR', document);
  return policyOf(document, (await publishDraft(context, 'EUR')).version);
};

const casesUnder = (policy: CreditPolicy, start: string) => casesOn(database, { start, policy });

/** A customer with one invoice that is due on Monday, 2 March 2026. */
const late = async (customerId: string): Promise<void> => {
  const { desk } = casesUnder(first, '2026-02-27T09:00:00.000Z');
  const contacts = [{ name: 'Billing', email: `billing@${customerId.toLowerCase()}.example`, role: 'BILLING' }];
  await createCustomer(desk.at(), customerId, { contacts });
  await invoice(desk.at(), customerId, `${customerId}-I`, eur(100_00), { issuedOn: '2026-02-01', dueOn: '2026-03-02' });
};

describe('a case that is under way when another version is published', () => {
  it('should go on by the version that it began with, while new cases go by the new one', async () => {
    await late('OLD');
    await late('NEW');
    const before = casesUnder(first, '2026-03-03T05:00:00.000Z');
    await before.attend('OLD');
    await before.until('OLD', '2026-03-04T05:00:00.000Z');
    const second = await publish(calls, before.desk.now());
    const after = casesUnder(second, before.desk.now());
    await after.attend('NEW');
    for (const customerId of ['OLD', 'NEW']) {
      after.desk.setTo('2026-03-04T05:00:00.000Z');
      await after.attend(customerId);
      await after.until(customerId, '2026-03-13T05:00:00.000Z');
    }
    expect((await after.stored('OLD')).state.policyVersion).toBe(1);
    expect((await after.stored('NEW')).state.policyVersion).toBe(2);
    expect(await after.story('OLD')).toEqual(['2026-03-03 FRIENDLY_REMINDER', '2026-03-09 FIRM_REMINDER']);
    expect(await after.story('NEW')).toEqual(['2026-03-04 CALL_TASK', '2026-03-06 FINAL_NOTICE']);
  });

  it('should go by the policy in force when it was opened before cases kept a version', async () => {
    await late('OLDER');
    const before = casesUnder(first, '2026-03-03T05:00:00.000Z');
    await before.attend('OLDER');
    const { state } = await before.stored('OLDER');
    const Item = { ...(await database.table.get(keys.collectionCase(state.caseId))) };
    Item['case'] = String(Item['case']).replace('"policyVersion":1,', '');
    expect(Item['case']).not.toContain('policyVersion');
    await database.table.transact([{ name: 'older', write: { Put: { TableName: database.table.name, Item } } }]);
    const after = casesUnder(await publish(calls, before.desk.now()), before.desk.now());
    await after.until('OLDER', '2026-03-05T05:00:00.000Z');
    expect(await after.story('OLDER')).toEqual(['2026-03-04 CALL_TASK']);
  });

  it('should be followed by one that begins with the policy in force, also where that begins earlier', async () => {
    const early = chasing([
      { id: 'before', kind: 'REMINDER_BEFORE_DUE', daysFromDue: -5 },
      { id: 'call', kind: 'CALL_TASK', daysFromDue: 2 },
    ]);
    await late('AGAIN');
    const before = casesUnder(first, '2026-03-03T05:00:00.000Z');
    await before.attend('AGAIN');
    await pay(before.desk.at(), 'AGAIN', 'P-1', eur(100_00));
    await before.news('AGAIN', 'PaymentReceived');
    expect((await before.stored('AGAIN')).state.status).toBe('CLOSED');
    await invoice(before.desk.at(), 'AGAIN', 'AGAIN-2', eur(50_00), { issuedOn: '2026-03-03', dueOn: '2026-03-13' });
    const after = casesUnder(await publish(early, before.desk.now()), '2026-03-09T05:00:00.000Z');
    expect(await after.attend('AGAIN')).toBe('OPENED');
    expect((await after.stored('AGAIN')).state).toMatchObject({ status: 'OPEN', policyVersion: 2 });
  });
});

describe('what a policy says of a case', () => {
  it('should be the strategy that a rule names for the customer', async () => {
    const standard = builtIn.collections.strategies[0];
    const gentle = { name: 'gentle', steps: calls.collections.strategies[0]?.steps ?? [] };
    const document: PolicyDocument = {
      ...builtIn,
      rules: [{ id: 'europe', when: { regions: ['EU'] }, set: { strategy: 'gentle' } }],
      collections: { ...builtIn.collections, strategies: standard ? [gentle, standard] : [gentle] },
    };
    await late('RULED');
    const cases = casesUnder(await publish(document, '2026-03-03T05:00:00.000Z'), '2026-03-03T05:00:00.000Z');
    await cases.attend('RULED');
    await cases.until('RULED', '2026-03-05T05:00:00.000Z');
    expect(await cases.story('RULED')).toEqual(['2026-03-04 CALL_TASK']);
  });

  it('should be put off over the days on which the house is closed, for running cases too', async () => {
    await late('CLOSED');
    const before = casesUnder(first, '2026-03-03T05:00:00.000Z');
    await before.attend('CLOSED');
    const closedDays = [
      { date: '2026-03-03', name: 'Moving house' },
      { date: '2026-03-04', name: 'Moving house', country: 'DE' },
      { date: '2026-03-05', name: 'Another country', country: 'FR' },
    ];
    const closed = await publish({ ...builtIn, calendars: { closedDays } }, before.desk.now());
    const after = casesUnder(closed, before.desk.now());
    await after.until('CLOSED', '2026-03-06T05:00:00.000Z');
    expect(await after.story('CLOSED')).toEqual(['2026-03-05 FRIENDLY_REMINDER']);
    expect((await after.stored('CLOSED')).state.policyVersion).toBe(1);
  });
});

describe('the policy of a version', () => {
  it('should be read once, and be the one in force without being read', async () => {
    const now = '2026-03-03T05:00:00.000Z';
    const second = await publish(calls, now);
    const reads: string[] = [];
    const table = {
      ...database.table,
      get: (...asked: Parameters<typeof database.table.get>) => {
        reads.push(asked[0].sk);
        return database.table.get(...asked);
      },
    };
    expect(await policyOfVersion({ policy: second, table }, 2)).toBe(second);
    expect(reads).toEqual([]);
    const [one, other] = await Promise.all([
      policyOfVersion({ policy: second, table }, 1),
      policyOfVersion({ policy: second, table }, 1),
    ]);
    expect(one).toEqual(first);
    expect(other).toBe(one);
    expect(reads).toHaveLength(1);
    await expect(policyOfVersion({ policy: second, table }, 9)).rejects.toThrow('version 9');
  });
});
