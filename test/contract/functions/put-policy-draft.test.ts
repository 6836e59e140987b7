import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtInDocument } from '../../../shared/domain/policy/built-in.ts';
import type { PolicyDocument } from '../../../shared/domain/policy/document.ts';
import { apiEvent } from '../../support/api-event.ts';
import { type Desk, openDesk } from '../../support/context.ts';
import { type Database, lendToHandlers, startDatabase } from '../../support/dynamodb.ts';

let database: Database;
let desk: Desk;
let put: typeof import('../../../functions/put-policy-draft/handler.ts')['handler'];
let publish: typeof import('../../../functions/publish-policy/handler.ts')['handler'];
let restore: typeof import('../../../functions/restore-policy-version/handler.ts')['handler'];

beforeAll(async () => {
  database = await startDatabase();
  lendToHandlers(database);
  ({ handler: put } = await import('../../../functions/put-policy-draft/handler.ts'));
  ({ handler: publish } = await import('../../../functions/publish-policy/handler.ts'));
  ({ handler: restore } = await import('../../../functions/restore-policy-version/handler.ts'));
  desk = openDesk(database.table, { start: '2026-03-02T09:00:00Z' });
});
afterAll(() => database.stop());

const builtIn = builtInDocument('EUR');
const spring: PolicyDocument['rules'] = [
  { id: 'spring', when: { from: '2026-03-01', to: '2026-03-31' }, set: { termsDays: 60 } },
];

const problemOf = (reply: { body?: string }) => JSON.parse(reply.body ?? '{}');
const draft = (document: PolicyDocument) => put(apiEvent('putPolicyDraft', { at: desk.now(), body: document }));
const inForce = async (document: PolicyDocument) => {
  expect((await draft(document)).statusCode).toBe(201);
  expect((await publish(apiEvent('publishPolicy', { at: desk.now() }))).statusCode).toBe(200);
};

describe('a draft with what could never count', () => {
  it('should be refused with the place and what is allowed there', async () => {
    const rules: PolicyDocument['rules'] = [{ id: 'slow', when: { grades: ['D'] }, set: { termsDays: 60 } }];
    const reply = await draft({ ...builtIn, rules });
    expect(reply.statusCode).toBe(400);
    expect(problemOf(reply)).toMatchObject({
      code: 'validation',
      errors: [
        {
          path: 'rules[0].set.termsDays',
          message: 'must be at most 14, the maxTermsDays of grade D: more never counts',
        },
      ],
    });
  });

  it('should be refused with a campaign that is over, unless it is in force, where it may stay and be restored', async () => {
    await inForce({ ...builtIn, rules: spring });
    desk.setTo('2026-05-04T09:00:00Z');
    const tolerating = { ...builtIn.creditChecks, tolerancePercent: '2' };
    await inForce({ ...builtIn, rules: spring, creditChecks: tolerating });
    await inForce(builtIn);
    const reply = await draft({ ...builtIn, rules: spring });
    expect(reply.statusCode).toBe(400);
    expect(problemOf(reply)).toMatchObject({
      errors: [{ path: 'rules[0].when.to', message: expect.stringMatching(/^must not be before today, 2026-05-04/) }],
    });
    const params = { version: '2' };
    const restored = await restore(
      apiEvent('restorePolicyVersion', { at: desk.now(), params, body: { reason: 'It was right after all.' } }),
    );
    expect([restored.statusCode, problemOf(restored).restoredFrom]).toEqual([200, 2]);
  });
});
