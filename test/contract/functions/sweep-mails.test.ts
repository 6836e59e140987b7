import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toInstant } from '../../../shared/dates.ts';
import type { Role } from '../../../shared/domain/policy/roles.ts';
import { listCaseEvents } from '../../../shared/store/collection/items.ts';
import { assessLimitRequest } from '../../../shared/store/limit-requests/assess.ts';
import { loadRequest } from '../../../shared/store/limit-requests/items.ts';
import { openLevelOf } from '../../../shared/store/limit-requests/open-level.ts';
import { submitLimitRequest } from '../../../shared/store/limit-requests/submit.ts';
import { claimMail, listMails, loadMail, markMail, queueMail } from '../../../shared/store/mails.ts';
import type { Table } from '../../../shared/store/table.ts';
import { allTheTime } from '../../../shared/store/time-budget.ts';
import { type SweepOptions, sweepMails } from '../../../shared/workflow/sweep-mails.ts';
import { type Desk, openDesk } from '../../support/context.ts';
import { type Database, lendToHandlers, startDatabase } from '../../support/dynamodb.ts';
import { outcome } from '../../support/mails.ts';
import { createCustomer, eur, pay } from '../../support/movements.ts';
import { directory, remindedCustomer } from '../../support/reminded.ts';

const config = { baseCurrency: 'EUR', timeZone: 'Europe/Berlin', calendarCountry: 'DE' };

let database: Database;
let desk: Desk;

beforeAll(async () => {
  database = await startDatabase();
  lendToHandlers(database);
  desk = openDesk(database.table);
});
afterAll(() => database.stop());

const inHours = (hours: number): string => toInstant(Date.parse(desk.now()) + hours * 3_600_000);
const sweep = async (hours: number, changes: Partial<SweepOptions> & { readonly table?: Table } = {}) => {
  const lines: string[] = [];
  const { table = database.table, ...options } = changes;
  const done = await sweepMails(table, inHours(hours), config, directory, {
    hasTime: allTheTime,
    onGivenUp: ({ mailId, state }) => lines.push(`${mailId} ${state}`),
    onFailure: (mailId) => lines.push(`${mailId} not told`),
    ...options,
  });
  return { ...done, lines };
};
const stored = async (mailId: string) => {
  const mail = await loadMail(database.table, mailId);
  if (!mail) throw new Error(`there is no mail ${mailId}`);
  return mail;
};
const bounces = async (caseId: string) =>
  (await listCaseEvents(database.table, caseId)).filter(({ type }) => type === 'MessageBounced');
const reminded = async (customerId: string) => {
  const { caseId, mailIds } = await remindedCustomer(database, desk, customerId);
  return { caseId, mailId: mailIds[0] ?? '' };
};
const listed = async (state: 'PENDING' | 'FAILED' | 'UNKNOWN') =>
  (await listMails(database.table, state, { limit: 100 })).mails.map(({ mailId }) => mailId);

describe('the sweep of the outbox', () => {
  it('should leave a mail alone that may still go out', async () => {
    const { caseId, mailId } = await reminded('S-1');
    expect(await sweep(2.9)).toMatchObject({ givenUp: 0, failed: [], more: false });
    expect((await stored(mailId)).state).toBe('PENDING');
    expect(await bounces(caseId)).toEqual([]);
    await sweep(3.1);
  });

  it('should fail a reminder that never went out, and let its case know, once', async () => {
    const { caseId, mailId } = await reminded('S-2');
    expect(await sweep(3.1)).toMatchObject({ givenUp: 1, failed: [], lines: [`${mailId} FAILED`] });
    expect(await stored(mailId)).toMatchObject({
      state: 'FAILED',
      reason: 'It could not be handed over in time.',
    });
    expect(await bounces(caseId)).toMatchObject([{ address: 'bill@s-2.example' }]);
    const tasks = (await database.scan()).filter(
      (item) => item['entityType'] === 'OPENTASK' && `${item['pk']}`.includes(caseId),
    );
    expect(tasks).toHaveLength(1);
    expect(await listed('FAILED')).toContain(mailId);
    const before = await database.scan();
    expect(await sweep(3.1)).toMatchObject({ givenUp: 0, lines: [] });
    expect(await sweep(27)).toMatchObject({ givenUp: 0, lines: [] });
    expect(await database.scan()).toEqual(before);
  });

  it('should say why the last try of it was not taken', async () => {
    const { mailId } = await reminded('S-3');
    const mail = await stored(mailId);
    await claimMail(database.table, mail, 'a', desk.now());
    await markMail(database.table, mail, 'a', { kind: 'not-now', reason: 'Throttling' }, desk.now());
    await sweep(3.1);
    expect((await stored(mailId)).reason).toBe('It could not be handed over in time. The last try: Throttling');
  });

  it('should give up the claim of a sender that ended, and let the case know', async () => {
    const { caseId, mailId } = await reminded('S-4');
    await claimMail(database.table, await stored(mailId), 'ended', desk.now());
    expect((await sweep(3.1)).lines).toEqual([`${mailId} UNKNOWN`]);
    expect((await stored(mailId)).state).toBe('UNKNOWN');
    expect(await listed('UNKNOWN')).toContain(mailId);
    expect(await bounces(caseId)).toHaveLength(1);
  });

  it('should not fail a mail that somebody has claimed since it was read', async () => {
    const { caseId, mailId } = await reminded('S-5');
    const claiming: Table = {
      ...database.table,
      getMany: async (wanted) => {
        const items = await database.table.getMany(wanted);
        const mail = await stored(mailId);
        if (mail.state === 'PENDING') await claimMail(database.table, mail, 'quick', inHours(3.1));
        return items;
      },
    };
    expect(await sweep(3.1, { table: claiming })).toMatchObject({ givenUp: 0, failed: [] });
    expect(await stored(mailId)).toMatchObject({ state: 'CLAIMED', claimId: 'quick' });
    expect(await bounces(caseId)).toEqual([]);
    // Nor one that went back to the outbox meanwhile.
    const mail = await stored(mailId);
    await markMail(database.table, mail, 'quick', { kind: 'taken', messageId: 'm' }, inHours(3.1));
    expect((await stored(mailId)).state).toBe('SENT');
  });

  it('should tell of it another time when it ended between giving up and telling', async () => {
    const { caseId, mailId } = await reminded('S-6');
    const broken: Table = {
      ...database.table,
      transact: (writes) => {
        if (writes.some(({ name }) => name !== 'mail')) throw new Error('the table is away');
        return database.table.transact(writes);
      },
    };
    expect(await sweep(3.1, { table: broken })).toMatchObject({
      givenUp: 1,
      failed: [mailId],
      lines: [`${mailId} FAILED`, `${mailId} not told`],
    });
    expect(await bounces(caseId)).toEqual([]);
    expect(await sweep(27)).toMatchObject({ givenUp: 0, failed: [], lines: [] });
    expect(await bounces(caseId)).toHaveLength(1);
    expect(await listed('FAILED')).toContain(mailId);
  });

  it('should fail a mail that nobody waits for as well, and go on with others when its time is over', async () => {
    const { data, template } = outcome({});
    for (const mailId of ['digest-1', 'digest-2']) {
      await queueMail(desk.at(), { mailId, to: 'lea.lead@example.com', template, data: { ...data } });
    }
    let left = 1;
    const hasTime = () => left-- > 0;
    expect(await sweep(3.1, { hasTime })).toMatchObject({ givenUp: 1, more: true });
    expect(await sweep(3.1)).toMatchObject({ givenUp: 1, more: false });
    expect(await listed('FAILED')).toEqual(expect.arrayContaining(['digest-1', 'digest-2']));
  });

  it('should be nothing to a case that was paid meanwhile', async () => {
    const { caseId, mailId } = await reminded('S-7');
    await pay(desk.at(), 'S-7', 'S-7-pay', eur(1_250_00));
    expect(await sweep(3.1)).toMatchObject({ failed: [] });
    expect((await stored(mailId)).state).toBe('FAILED');
    expect(await bounces(caseId)).toEqual([]);
  });

  it('should let a request know whom no mail has reached', async () => {
    const analysts = { inRole: async (role: Role) => (role === 'credit-analysts' ? ['ana@example.com'] : []) };
    await createCustomer(desk.at(), 'S-8', { limit: 1_000_00 });
    const command = { customerId: 'S-8', kind: 'PERMANENT', requestedLimit: eur(1_200_00), reason: 'Order.' } as const;
    const { requestId } = await submitLimitRequest(desk.at(), command, (request) => request);
    await assessLimitRequest(desk.at(), requestId);
    await openLevelOf(desk.at(), analysts, requestId);
    for (const _turn of [1, 2]) expect((await sweep(3.1)).failed).toEqual([]);
    const { levels } = await loadRequest(database.table, requestId);
    expect(levels.flatMap(({ notReached }) => notReached)).toMatchObject([
      { email: 'ana@example.com', reason: 'It could not be handed over in time.' },
    ]);
  });

  it('should be a step of the daily run', async () => {
    const { mailId } = await reminded('S-9');
    const { handler } = await import('../../../functions/sweep-mails/handler.ts');
    const input = { date: desk.today(), now: inHours(3.1), correlationId: 'run', failures: [] };
    expect(await handler(input)).toEqual({});
    expect((await stored(mailId)).state).toBe('FAILED');
    await reminded('S-10');
    const noTime = { getRemainingTimeInMillis: () => 1_000 };
    await expect(handler(input, noTime)).rejects.toMatchObject({ name: 'Unavailable' });
    expect(await handler(input)).toEqual({});
  });
});
