import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { builtInDocument } from '../../../shared/domain/policy/built-in.ts';
import type { PolicyDocument } from '../../../shared/domain/policy/document.ts';
import type { Context } from '../../../shared/store/context.ts';
import { listVersions, loadActiveVersion, policyInForce } from '../../../shared/store/policies.ts';
import { publishDraft, saveDraft } from '../../../shared/store/policy-drafts.ts';
import type { Table } from '../../../shared/store/table.ts';
import { type Desk, keyed, openDesk } from '../../support/context.ts';
import { addTable, type Database, startDatabase } from '../../support/dynamodb.ts';
import { congested, interpose } from '../../support/interpose.ts';
import { check, createCustomer, eur } from '../../support/movements.ts';

const builtIn = builtInDocument('EUR');

/** The built-in document with another tolerance: short for a change of policy. */
const tolerating = (tolerancePercent: string): PolicyDocument => ({
  ...builtIn,
  creditChecks: { ...builtIn.creditChecks, tolerancePercent },
});

let engine: Database;
let database: Database;
let desk: Desk;
beforeAll(async () => {
  engine = await startDatabase();
});
afterAll(() => engine.stop());
// An environment of its own for each test: there is one policy in each.
beforeEach(async () => {
  database = await addTable(engine.endpoint);
  desk = openDesk(database.table);
  return database.stop;
});

const draft = (document: PolicyDocument, context: Context = desk.at()) => saveDraft(context, 'EUR', document);
const publish = (context: Context = desk.at(), draftHash?: string) => publishDraft(context, 'EUR', draftHash);
const versions = async () => (await listVersions(database.table, 'EUR', { limit: 50, startAfter: null })).versions;
const numbers = async () => (await versions()).map(({ version }) => version);

/** The table with a count of the single reads that are made through it, by consistency. */
const counted = (table: Table) => {
  const reads: string[] = [];
  const get: Table['get'] = (key, consistency = 'strong') => {
    reads.push(`${key.sk} ${consistency}`);
    return table.get(key, consistency);
  };
  return { table: { ...table, get }, reads };
};

describe('a new environment', () => {
  it('should have the built-in policy as version 1, in its currency', async () => {
    const nobody = { draftedBy: null, draftedAt: null, publishedBy: null, publishedAt: null };
    const first = { version: 1, document: builtIn, changes: [], ...nobody };
    expect(await loadActiveVersion(database.table, 'EUR')).toEqual(first);
    expect(await versions()).toEqual([first]);
    expect((await loadActiveVersion(database.table, 'JPY')).document).toEqual(builtInDocument('JPY'));
    expect(await database.scan()).toEqual([]);
  });

  it('should have nothing to publish', async () => {
    await expect(publish()).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('No draft') });
    expect(await database.scan()).toEqual([]);
  });
});

describe('an environment from before the policy had collections', () => {
  it('should go on with its policy, and with the built-in collections', async () => {
    await draft(tolerating('5'));
    await publish();
    await draft(tolerating('6'));
    for (const item of await database.scan()) {
      if (typeof item['document'] !== 'string') continue;
      const { collections: _, ...older } = JSON.parse(item['document']);
      const Item = { ...item, document: JSON.stringify(older) };
      const write = { Put: { TableName: database.table.name, Item } };
      await database.table.transact([{ name: 'older', write }]);
    }
    expect((await loadActiveVersion(database.table, 'EUR')).document).toEqual(tolerating('5'));
    expect((await policyInForce(database.table, desk.at().moment, 'EUR')).collections).toEqual(builtIn.collections);
    expect((await versions()).map(({ document }) => document.collections.minimumGapDays)).toEqual([3, 3]);
    expect((await publish()).document).toEqual(tolerating('6'));
  });
});

describe('a draft', () => {
  it('should say who wrote it, when, and what it changes', async () => {
    const { draft: written, isNew } = await draft(tolerating('5'), desk.at({ actor: 'mia.manager@example.com' }));
    expect(isNew).toBe(true);
    expect(written).toMatchObject({
      basedOnVersion: 1,
      changes: ['creditChecks.tolerancePercent'],
      draftedBy: 'mia.manager@example.com',
      draftedAt: desk.now(),
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('should change nothing when it is written again, and be replaced by another one', async () => {
    const { draft: first } = await draft(tolerating('5'));
    desk.advance({ hours: 1 });
    expect(await draft(tolerating('5'), desk.at({ actor: 'other' }))).toMatchObject({ draft: first, isNew: false });
    const { draft: second, isNew } = await draft(tolerating('6'), desk.at({ actor: 'other' }));
    expect(isNew).toBe(false);
    expect(second).toMatchObject({ draftedBy: 'other', draftedAt: desk.now() });
    expect(second.hash).not.toBe(first.hash);
  });

  it('should decide nothing before it is published', async () => {
    await draft(tolerating('5'));
    expect((await policyInForce(database.table, desk.at().moment, 'EUR')).tolerancePercent).toBe('0');
    expect(await numbers()).toEqual([1]);
  });

  it('should be based on the version in force when another one is published meanwhile', async () => {
    await draft(tolerating('5'));
    const table = interpose(database.table, [() => publish()]);
    const { draft: written } = await draft(tolerating('7'), desk.at({ table }));
    expect(written).toMatchObject({ basedOnVersion: 2, changes: ['creditChecks.tolerancePercent'] });
    expect((await publish()).version).toBe(3);
  });
});

describe('publishing', () => {
  it('should make the draft the next version, and keep all that came before as they were', async () => {
    await draft(tolerating('5'), desk.at({ actor: 'mia' }));
    desk.advance({ days: 1 });
    const second = await publish(desk.at({ actor: 'fred' }));
    expect(second).toMatchObject({
      version: 2,
      document: tolerating('5'),
      draftedBy: 'mia',
      publishedBy: 'fred',
      publishedAt: desk.now(),
      changes: ['creditChecks.tolerancePercent'],
    });
    expect(await loadActiveVersion(database.table, 'EUR')).toEqual(second);
    await draft(tolerating('0'));
    const third = await publish();
    expect(third.changes).toEqual(['creditChecks.tolerancePercent']);
    expect(await versions()).toMatchObject([third, second, { version: 1, document: builtIn, publishedBy: null }]);
    await expect(publish()).rejects.toMatchObject({ code: 'conflict' });
  });

  it('should publish only the draft that was looked at, when it is named', async () => {
    const { draft: seen } = await draft(tolerating('5'));
    const { draft: other } = await draft(tolerating('6'));
    await expect(publish(desk.at(), seen.hash)).rejects.toMatchObject({
      code: 'conflict',
      errors: [{ path: 'draftHash' }],
    });
    expect((await publish(desk.at(), other.hash)).document).toEqual(tolerating('6'));
  });

  it('should publish the draft that waits when it is replaced at the last moment, or refuse when one was named', async () => {
    const { draft: seen } = await draft(tolerating('5'));
    const replaced = () => interpose(database.table, [() => draft(tolerating('6'))]);
    await expect(publish(desk.at({ table: replaced() }), seen.hash)).rejects.toMatchObject({ code: 'conflict' });
    await draft(tolerating('5'));
    expect((await publish(desk.at({ table: replaced() }))).document).toEqual(tolerating('6'));
    expect(await numbers()).toEqual([2, 1]);
  });

  it('should make one version of many attempts at the same time', async () => {
    await draft(tolerating('5'));
    const attempts = await Promise.allSettled(Array.from({ length: 8 }, () => publish()));
    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(attempts.filter(({ status }) => status === 'rejected').map((one) => 'reason' in one && one.reason)).toEqual(
      Array.from({ length: 7 }, () => expect.objectContaining({ code: 'conflict' })),
    );
    expect(await numbers()).toEqual([2, 1]);
  });

  it('should answer the same version when it is repeated with its key, at the same time or months later', async () => {
    await draft(tolerating('5'));
    const context = () => desk.at(keyed('publish-1', {}, 'publishPolicy'));
    const answers = await Promise.all(Array.from({ length: 5 }, () => publish(context())));
    expect(new Set(answers.map(({ version }) => version))).toEqual(new Set([2]));
    desk.advance({ days: 90 });
    await draft(tolerating('6'));
    expect(await publish(context())).toEqual(answers[0]);
    expect(await numbers()).toEqual([2, 1]);
    const otherBody = desk.at(keyed('publish-1', { draftHash: 'x' }, 'publishPolicy'));
    await expect(publish(otherBody)).rejects.toMatchObject({ code: 'conflict', errors: [{ path: 'Idempotency-Key' }] });
  });

  it('should try again while other transactions are in the way, within a bound', async () => {
    await draft(tolerating('5'), desk.at({ table: congested(database.table, 3) }));
    expect((await publish(desk.at({ table: congested(database.table, 3) }))).version).toBe(2);
    const never = desk.at({ table: congested(database.table, Number.POSITIVE_INFINITY) });
    await expect(draft(tolerating('6'), never)).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('should list version by version over pages', async () => {
    for (const percent of ['1', '2', '3', '4']) {
      await draft(tolerating(percent));
      await publish();
    }
    const seen: number[] = [];
    let startAfter: Record<string, unknown> | null = null;
    do {
      const page: Awaited<ReturnType<typeof listVersions>> = await listVersions(database.table, 'EUR', {
        limit: 2,
        startAfter,
      });
      seen.push(...page.versions.map(({ version }) => version));
      startAfter = page.next;
    } while (startAfter);
    expect(seen).toEqual([5, 4, 3, 2, 1]);
  });
});

describe('the policy in force', () => {
  it('should be read once a minute of the time of the events, without asking for consistency', async () => {
    const { table, reads } = counted(database.table);
    const read = () => policyInForce(table, desk.at().moment, 'EUR');
    await Promise.all([read(), read(), read()]);
    expect(reads).toEqual(['ACTIVE eventual']);
    desk.advance({ hours: 59.9 / 3600 });
    await read();
    expect(reads).toHaveLength(1);
    desk.advance({ hours: 0.1 / 3600 });
    await read();
    expect(reads).toHaveLength(2);
    desk.advance({ hours: -1 });
    await read();
    expect(reads).toHaveLength(3);
  });

  it('should be the published one at once where it was published', async () => {
    const before = await policyInForce(database.table, desk.at().moment, 'EUR');
    expect(before).toMatchObject({ version: 1, tolerancePercent: '0' });
    await draft(tolerating('5'));
    await publish();
    const after = await policyInForce(database.table, desk.at().moment, 'EUR');
    expect(after).toMatchObject({ version: 2, tolerancePercent: '5' });
  });

  it('should be the published one within a minute in other processes', async () => {
    vi.resetModules();
    const elsewhere = await import('../../../shared/store/policies.ts');
    const inForce = async () => (await elsewhere.policyInForce(database.table, desk.at().moment, 'EUR')).version;
    expect(await inForce()).toBe(1);
    await draft(tolerating('5'));
    await publish();
    expect(await inForce()).toBe(1);
    desk.advance({ hours: 1 / 60 });
    expect(await inForce()).toBe(2);
  });

  it('should be read again at the next call when it could not be read', async () => {
    let broken = true;
    const get: Table['get'] = (...asked) => (broken ? Promise.reject(new Error('down')) : database.table.get(...asked));
    const read = () => policyInForce({ ...database.table, get }, desk.at().moment, 'EUR');
    await expect(read()).rejects.toThrow('down');
    broken = false;
    expect((await read()).version).toBe(1);
  });

  it('should decide checks and stand in their records', async () => {
    await createCustomer(desk.at(), 'C-1', { limit: 100_00 });
    const ask = async (orderId: string) => {
      const policy = await policyInForce(database.table, desk.at().moment, 'EUR');
      return check(desk.at({ policy }), 'C-1', orderId, eur(105_00), { reserve: false });
    };
    expect(await ask('O-1')).toMatchObject({ decision: 'REFERRED', policyVersion: 1 });
    await draft(tolerating('5'));
    await publish();
    expect(await ask('O-2')).toMatchObject({ decision: 'APPROVED', policyVersion: 2 });
  });
});
