import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtInDocument } from '../../../shared/domain/policy/built-in.ts';
import type { PolicyDocument } from '../../../shared/domain/policy/document.ts';
import { loadActiveVersion } from '../../../shared/store/policies.ts';
import { saveDraft } from '../../../shared/store/policy-drafts.ts';
import { apiEvent } from '../../support/api-event.ts';
import { type Desk, openDesk } from '../../support/context.ts';
import { type Database, lendToHandlers, startDatabase } from '../../support/dynamodb.ts';

let database: Database;
let desk: Desk;
let publish: typeof import('../../../functions/publish-policy/handler.ts')['handler'];

beforeAll(async () => {
  database = await startDatabase();
  lendToHandlers(database);
  ({ handler: publish } = await import('../../../functions/publish-policy/handler.ts'));
  desk = openDesk(database.table);
});
afterAll(() => database.stop());

const builtIn = builtInDocument('EUR');
const inForce = async (): Promise<number> => (await loadActiveVersion(database.table, 'EUR')).version;

describe('a draft that an earlier release let in', () => {
  it('should be refused when it is published and is not right by now, naming the places', async () => {
    const rules: PolicyDocument['rules'] = [{ id: 'none', when: {}, set: { strategy: 'gone' } }];
    await saveDraft(desk.at(), 'EUR', { ...builtIn, rules });
    const reply = await publish(apiEvent('publishPolicy', { at: desk.now() }));
    expect(reply.statusCode).toBe(422);
    expect(JSON.parse(reply.body ?? '{}')).toMatchObject({
      code: 'unprocessable',
      detail: 'The draft would not be accepted any more: rules[0].set.strategy. Draft it anew and put that right.',
      errors: [{ path: 'rules[0].set.strategy' }],
    });
    expect(await inForce()).toBe(1);
    await saveDraft(desk.at(), 'EUR', { ...builtIn, rules: [] });
    expect((await publish(apiEvent('publishPolicy', { at: desk.now() }))).statusCode).toBe(200);
    expect(await inForce()).toBe(2);
  });
});
