import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type ApprovalLink,
  hashToken,
  isCodeOf,
  type LinkSecrets,
  type LinkTarget,
  MOST_ATTEMPTS,
} from '../../../shared/domain/approval/link.ts';
import { findLink, mintLink, spendAttempt, useLinkWrite } from '../../../shared/store/approval-links.ts';
import { keys } from '../../../shared/store/keys.ts';
import { settleWrites, type Table, type Write } from '../../../shared/store/table.ts';
import { assign } from '../../support/assignments.ts';
import { type Database, startDatabase } from '../../support/dynamodb.ts';
import { interpose } from '../../support/interpose.ts';

const AT = '2026-03-02T09:00:00.000Z';
const LATER = '2026-03-03T09:00:00.000Z';
const EXPIRES = '2026-03-16T09:00:00.000Z';

describe('links of approvals', () => {
  let database: Database;
  let table: Table;
  beforeAll(async () => {
    database = await startDatabase();
    table = database.table;
  });
  afterAll(() => database.stop());

  const target = (): LinkTarget => ({
    approvalId: randomUUID(),
    requestId: randomUUID(),
    approver: 'mia.manager@example.com',
    expiresAt: EXPIRES,
  });
  const asked = async (): Promise<LinkTarget> => {
    const made = target();
    await assign(table, made);
    return made;
  };
  const mint = async (to: LinkTarget, at = AT): Promise<LinkSecrets> => {
    const secrets = await mintLink(table, to, at);
    if (!secrets) throw new Error('no link was minted');
    return secrets;
  };
  const linkOf = async ({ token }: LinkSecrets): Promise<ApprovalLink> => {
    const link = await findLink(table, token);
    if (!link) throw new Error('there is no such link');
    return link;
  };
  const fresh = async (): Promise<ApprovalLink> => linkOf(await mint(await asked()));
  const use = (link: ApprovalLink) => settleWrites(table, [useLinkWrite(table, link, LATER)]);
  const assignmentOf = ({ approvalId, approver }: LinkTarget) => table.get(keys.assignment(approvalId, approver));
  const nothing = (): readonly Write[] => [];
  const note = (id: string): Write => ({
    name: 'note',
    write: {
      Put: {
        TableName: table.name,
        Item: { pk: `NOTE#${id}`, sk: 'NOTE' },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
  });
  const noted = (id: string) => table.get({ pk: `NOTE#${id}`, sk: 'NOTE' });

  describe('when one is minted', () => {
    it('should be found by its token alone, live, and named by the approver who waits', async () => {
      const to = await asked();
      const { token, code } = await mint(to);
      const link = await linkOf({ token, code });
      expect(link).toMatchObject({ ...to, state: 'LIVE', attempts: 0, mintedAt: AT, changedAt: AT });
      expect(isCodeOf(link, token, code)).toBe(true);
      expect(await assignmentOf(to)).toMatchObject({ linkHash: hashToken(token), state: 'WAITING' });
    });

    it('should leave neither token nor code in the table, and stay for a year after it has expired', async () => {
      const { token, code } = await mint(await asked());
      const item = await table.get(keys.link(hashToken(token)));
      const all = JSON.stringify(await database.scan(), (_, value) => (typeof value === 'bigint' ? `${value}` : value));
      expect(all).not.toContain(token);
      expect(JSON.stringify(item, (_, value) => (typeof value === 'bigint' ? '' : value))).not.toContain(`"${code}"`);
      expect(item).toMatchObject({ entityType: 'LINK', ttl: BigInt(Date.parse('2027-03-16T09:00:00Z') / 1000) });
    });

    it('should replace the earlier one, and say since when', async () => {
      const to = await asked();
      const first = await mint(to);
      const second = await mint(to, LATER);
      expect(second.token).not.toBe(first.token);
      expect(await linkOf(first)).toMatchObject({ state: 'REPLACED', changedAt: LATER });
      expect(await linkOf(second)).toMatchObject({ state: 'LIVE' });
      expect(await assignmentOf(to)).toMatchObject({ linkHash: hashToken(second.token) });
    });

    it('should leave a dead one dead', async () => {
      const to = await asked();
      const first = await mint(to);
      for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
        await spendAttempt(table, await linkOf(first), AT, nothing);
      }
      const second = await mint(to, LATER);
      expect(await linkOf(first)).toMatchObject({ state: 'DEAD', changedAt: AT });
      expect(await linkOf(second)).toMatchObject({ state: 'LIVE' });
    });

    it.each(['DECIDED', 'CLOSED', 'UNREACHABLE'] as const)('should not be when the approver is %s', async (state) => {
      const to = target();
      await assign(table, to, state);
      expect(await mintLink(table, to, AT)).toBeNull();
    });

    it('should not be when nobody was asked, or the time is over', async () => {
      expect(await mintLink(table, target(), AT)).toBeNull();
      expect(await mintLink(table, await asked(), EXPIRES)).toBeNull();
    });

    it('should not be when the approver decides in that moment', async () => {
      const to = await asked();
      const first = await mint(to);
      const decided = async () => {
        await use(await linkOf(first));
        await assign(table, to, 'DECIDED');
      };
      expect(await mintLink(interpose(table, [decided]), to, LATER)).toBeNull();
      expect(await linkOf(first)).toMatchObject({ state: 'USED' });
    });

    it('should leave one live link when several are minted at the same instant', async () => {
      const to = await asked();
      const minted = await Promise.all(Array.from({ length: 6 }, () => mint(to)));
      const states = await Promise.all(minted.map(async (secrets) => (await linkOf(secrets)).state));
      expect(states.filter((state) => state === 'LIVE')).toHaveLength(1);
      expect(states.filter((state) => state === 'REPLACED')).toHaveLength(5);
      const live = minted[states.indexOf('LIVE')];
      expect(await assignmentOf(to)).toMatchObject({ linkHash: hashToken(live?.token ?? '') });
    });
  });

  it.each(['', 'x', 'A'.repeat(43), `${'A'.repeat(42)}/`, '../../etc/passwd'])(
    'should find none by %j',
    async (token) => {
      expect(await findLink(table, token)).toBeNull();
    },
  );

  describe('when one is used', () => {
    it('should be used once, also when two decide with it at the same instant', async () => {
      const link = await fresh();
      const outcomes = await Promise.all(Array.from({ length: 5 }, () => use(link)));
      expect(outcomes.filter(({ done }) => done)).toHaveLength(1);
      expect(await table.get(keys.link(link.tokenHash))).toMatchObject({ state: 'USED', changedAt: LATER });
    });

    it('should be refused by name when it was replaced while its approver decided', async () => {
      const to = await asked();
      const link = await linkOf(await mint(to));
      await mint(to, LATER);
      const outcome = await settleWrites(table, [note(link.tokenHash), useLinkWrite(table, link, LATER)]);
      expect(outcome.done || [...outcome.failed.keys()]).toEqual(['link']);
      expect(await noted(link.tokenHash)).toBeUndefined();
    });

    it('should be refused when a wrong code came in between, and pass when it is read again', async () => {
      const secrets = await mint(await asked());
      const link = await linkOf(secrets);
      await spendAttempt(table, link, AT, nothing);
      expect(await use(link)).toMatchObject({ done: false });
      expect(await use(await linkOf(secrets))).toEqual({ done: true });
    });
  });

  describe('when codes are wrong', () => {
    it('should count down, die with the fifth, and then do once what is to follow', async () => {
      const secrets = await mint(await asked());
      const left: number[] = [];
      for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
        const link = await linkOf(secrets);
        left.push(await spendAttempt(table, link, LATER, () => [note(link.tokenHash)]));
        expect((await noted(link.tokenHash)) === undefined).toBe(left.at(-1) !== 0);
      }
      expect(left).toEqual([4, 3, 2, 1, 0]);
      const dead = await linkOf(secrets);
      expect(dead).toMatchObject({ state: 'DEAD', attempts: MOST_ATTEMPTS, changedAt: LATER });
      expect(await spendAttempt(table, dead, LATER, () => [note(dead.tokenHash)])).toBe(0);
      expect(await use(dead)).toMatchObject({ done: false });
    });

    it('should count two at the same instant as two', async () => {
      const secrets = await mint(await asked());
      const link = await linkOf(secrets);
      const left = await Promise.all([1, 2].map(() => spendAttempt(table, link, AT, nothing)));
      expect(left.toSorted()).toEqual([3, 4]);
      expect(await linkOf(secrets)).toMatchObject({ attempts: 2, state: 'LIVE' });
    });

    it('should die once, of five, when many come at the same instant', async () => {
      const secrets = await mint(await asked());
      const link = await linkOf(secrets);
      const left = await Promise.all(
        Array.from({ length: 20 }, () => spendAttempt(table, link, AT, () => [note(link.tokenHash)])),
      );
      expect(left.filter((count) => count > 0).toSorted()).toEqual([1, 2, 3, 4]);
      expect(await linkOf(secrets)).toMatchObject({ state: 'DEAD', attempts: MOST_ATTEMPTS });
      expect(await noted(link.tokenHash)).toBeDefined();
    });

    it('should count nothing when what is to follow is refused', async () => {
      const secrets = await mint(await asked());
      for (let attempt = 1; attempt < MOST_ATTEMPTS; attempt += 1) {
        await spendAttempt(table, await linkOf(secrets), AT, nothing);
      }
      const link = await linkOf(secrets);
      await settleWrites(table, [note(link.tokenHash)]);
      const last = spendAttempt(table, link, AT, () => [note(link.tokenHash)]);
      await expect(last).rejects.toMatchObject({ code: 'conflict' });
      expect(await linkOf(secrets)).toMatchObject({ state: 'LIVE', attempts: MOST_ATTEMPTS - 1 });
      expect(await spendAttempt(table, link, AT, nothing)).toBe(0);
    });

    it('should tell that it is gone when it was replaced, used or has expired in the meantime', async () => {
      const to = await asked();
      const replaced = await linkOf(await mint(to));
      await mint(to, LATER);
      const used = await fresh();
      await use(used);
      for (const [link, at, reason] of [
        [replaced, AT, 'REPLACED'],
        [used, AT, 'CLOSED'],
        [await fresh(), EXPIRES, 'EXPIRED'],
      ] as const) {
        await expect(spendAttempt(table, link, at, nothing)).rejects.toMatchObject({
          code: 'gone',
          closure: { reason },
        });
      }
    });
  });
});
