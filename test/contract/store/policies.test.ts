import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { builtInDocument } from '../../../shared/domain/policy/built-in.ts';
import type { PolicyDocument } from '../../../shared/domain/policy/document.ts';
import { Refusal } from '../../../shared/errors.ts';
import type { Context } from '../../../shared/store/context.ts';
import { listVersions, loadActiveVersion, policyInForce } from '../../../shared/store/policies.ts';
import { discardDraft, loadWaitingDraft, saveDraft } from '../../../shared/store/policy-drafts.ts';
import { publishDraft, restoreVersion } from '../../../shared/store/policy-publishing.ts';
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
const publish = (context: Context = desk.at(), draftHash?: string) => publishDraft(context, 'EUR', { draftHash });
const publishAs = (actor: string) => publishDraft(desk.at({ actor }), 'EUR', { byPerson: true });
const accepted = () => undefined;
const restore = (version: number, context: Context = desk.at(), check: (document: PolicyDocument) => void = accepted) =>
  restoreVersion(context, 'EUR', { version, reason: 'It was better.' }, check);
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
    const drafted = { restoredFrom: null, reason: null };
    const first = { version: 1, document: builtIn, changes: [], ...nobody, ...drafted };
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

  it('should be shown with the document that it differs from, and be gone when it is discarded', async () => {
    await expect(loadWaitingDraft(desk.at(), 'EUR')).rejects.toMatchObject({ code: 'not-found' });
    const { draft: written, base } = await draft(tolerating('5'));
    expect(base).toEqual(builtIn);
    expect(await loadWaitingDraft(desk.at(), 'EUR')).toEqual({ draft: written, base });
    await discardDraft(desk.at());
    await discardDraft(desk.at());
    await expect(loadWaitingDraft(desk.at(), 'EUR')).rejects.toMatchObject({ code: 'not-found' });
    await expect(publish()).rejects.toMatchObject({ code: 'conflict' });
    expect((await draft(tolerating('5'))).isNew).toBe(true);
  });

  it('should be refused when it is larger than an item of the table may be, and kept up to there', async () => {
    const ofSize = (kibibytes: number) => {
      const named = (segment: string): PolicyDocument => ({
        ...builtIn,
        creditChecks: { ...builtIn.creditChecks, segmentsWithoutCredit: [segment] },
      });
      return named('x'.repeat(kibibytes * 1024 - Buffer.byteLength(JSON.stringify(named('')))));
    };
    const { draft: largest } = await draft(ofSize(256));
    expect((await loadWaitingDraft(desk.at(), 'EUR')).draft).toEqual(largest);
    expect((await publish(desk.at(keyed('large', {}, 'publishPolicy')))).version).toBe(2);
    const tooLarge = { ...ofSize(256), more: 1 } as unknown as PolicyDocument;
    await expect(draft(tooLarge)).rejects.toMatchObject({
      code: 'too-large',
      message: expect.stringContaining('256 KiB at most'),
    });
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

describe('publishing with four eyes', () => {
  const asking = (fourEyes: PolicyDocument['publishing']['fourEyes']): PolicyDocument => ({
    ...builtIn,
    publishing: { fourEyes },
  });
  const isRefused = expect.objectContaining({ code: 'forbidden', message: expect.stringContaining('mia') });

  it('should be refused to the person who drafted, however the address is written, and open to another', async () => {
    await draft(tolerating('5'), desk.at({ actor: 'mia@example.com' }));
    await expect(publishAs('Mia@Example.com')).rejects.toEqual(isRefused);
    expect(await numbers()).toEqual([1]);
    expect(await publishAs('fred@example.com')).toMatchObject({ draftedBy: 'mia@example.com', version: 2 });
  });

  it('should be asked of systems too when the policy in force says so, and of nobody', async () => {
    const [system, other] = [desk.at({ actor: 'mia-client' }), desk.at({ actor: 'other-client' })];
    await draft(asking('EVERYBODY'), system);
    await publish(system);
    // The draft asks for nobody; the policy in force still does.
    await draft(asking('NOBODY'), system);
    await expect(publish(system)).rejects.toEqual(isRefused);
    await publish(other);
    await draft(asking('PEOPLE'), desk.at({ actor: 'mia@example.com' }));
    expect((await publishAs('mia@example.com')).version).toBe(4);
  });
});

describe('a draft that the platform has come to refuse', () => {
  it('should not be published, and wait', async () => {
    await draft(tolerating('5'));
    const check = (document: PolicyDocument) => {
      throw new Refusal('unprocessable', `wrong by now: ${document.creditChecks.tolerancePercent}`);
    };
    const refused = publishDraft(desk.at(), 'EUR', { check });
    await expect(refused).rejects.toMatchObject({ code: 'unprocessable', message: 'wrong by now: 5' });
    expect(await numbers()).toEqual([1]);
    expect((await publish()).version).toBe(2);
  });
});

describe('a version that is restored', () => {
  it('should not loosen who publishes, and may tighten it', async () => {
    const asking = (fourEyes: PolicyDocument['publishing']['fourEyes'], tolerance: string): PolicyDocument => ({
      ...tolerating(tolerance),
      publishing: { fourEyes },
    });
    for (const document of [asking('NOBODY', '2'), asking('EVERYBODY', '3')]) {
      await draft(document);
      await publish(desk.at({ actor: 'fred' }));
    }
    const restored = await restore(2);
    expect(restored.document).toEqual(asking('EVERYBODY', '2'));
    expect(restored.changes).toEqual(['creditChecks.tolerancePercent']);
    await draft(asking('NOBODY', '4'));
    await publish(desk.at({ actor: 'fred' }));
    expect((await restore(3)).document).toEqual(asking('EVERYBODY', '3'));
  });

  it('should be a new version at once, with the document of the old one, by whom and why', async () => {
    await draft(tolerating('5'), desk.at({ actor: 'mia' }));
    await publish(desk.at({ actor: 'fred' }));
    await draft(tolerating('6'));
    await publish();
    desk.advance({ days: 1 });
    const restored = await restore(2, desk.at({ actor: 'fred' }));
    expect(restored).toMatchObject({
      version: 4,
      document: tolerating('5'),
      draftedBy: 'mia',
      publishedBy: 'fred',
      publishedAt: desk.now(),
      changes: ['creditChecks.tolerancePercent'],
      restoredFrom: 2,
      reason: 'It was better.',
    });
    expect(await loadActiveVersion(database.table, 'EUR')).toEqual(restored);
    expect((await policyInForce(database.table, desk.at().moment, 'EUR')).version).toBe(4);
    expect(await numbers()).toEqual([4, 3, 2, 1]);
    expect((await restore(1)).document).toEqual(builtIn);
  });

  it('should be refused when it is in force, when there is none, and when the platform refuses it now', async () => {
    await expect(restore(1)).rejects.toMatchObject({ code: 'conflict' });
    await expect(restore(2)).rejects.toMatchObject({ code: 'not-found' });
    await draft(tolerating('5'));
    await publish();
    const refuses = () => {
      throw new Error('wrong by now');
    };
    await expect(restore(1, desk.at(), refuses)).rejects.toThrow('wrong by now');
    expect(await numbers()).toEqual([2, 1]);
  });

  it('should be one version when it is repeated with its key, and one of many at the same time', async () => {
    await draft(tolerating('5'));
    await publish();
    const context = () => desk.at(keyed('restore-1', {}, 'restorePolicyVersion'));
    const answers = await Promise.all(Array.from({ length: 4 }, () => restore(1, context())));
    expect(new Set(answers.map(({ version }) => version))).toEqual(new Set([3]));
    expect(await numbers()).toEqual([3, 2, 1]);
  });

  it('should keep a draft from being published that was written for another version, until it is written again', async () => {
    await draft(tolerating('5'));
    await publish();
    await draft(tolerating('7'), desk.at({ actor: 'mia' }));
    await restore(1);
    await expect(publish()).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('version 2') });
    expect((await loadWaitingDraft(desk.at(), 'EUR')).base).toEqual(tolerating('5'));
    expect(await draft(tolerating('7'))).toMatchObject({ isNew: false, draft: { basedOnVersion: 3 } });
    expect((await publish()).document).toEqual(tolerating('7'));
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
