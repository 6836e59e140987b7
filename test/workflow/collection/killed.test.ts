import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPlatform } from '../../../local/platform.ts';
import { keys } from '../../../shared/store/keys.ts';
import { approvalsOn, eventually } from '../../support/approvals.ts';
import { addressOf, type Collections, collectionsOn } from '../../support/collections.ts';
import { type PlatformProcess, startProcess } from '../../support/e2e/platform-process.ts';
import { temporaryDir } from '../../support/fixture-platform.ts';

const RESTARTS = 240_000;
const PATIENCE_MS = 30_000;

const dataDir = temporaryDir();
let running: PlatformProcess;
let platform: Collections;

const start = async (): Promise<void> => {
  running = await startProcess(dataDir, ['--empty']);
  platform = collectionsOn(approvalsOn(running.endpoints));
};

beforeAll(async () => {
  // The clock goes on from here when the process is started on the same folder: a Monday.
  const first = await startPlatform({
    dataDir,
    port: 0,
    empty: true,
    quiet: true,
    startAt: new Date('2026-03-02T12:00:00Z'),
  });
  await first.stop();
  await start();
}, RESTARTS);
afterAll(async () => {
  await running.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

type Items = Awaited<ReturnType<Collections['items']>>;
const ofKind = (items: Items, entityType: string, about: string) =>
  [...items.values()].filter((item) => item['entityType'] === entityType && JSON.stringify(item).includes(about));

/** Mails to the customer: people of the house are written to as well. */
const mailsTo = (items: Items, customerId: string) =>
  ofKind(items, 'MAIL', customerId).filter(({ to }) => to === addressOf(customerId));

/** Where the process ends: what the table says in that moment of the customer's case, of the run of the day, or of the mail. */
const moments: readonly (readonly [string, string, (items: Items, customerId: string, day: string) => boolean])[] = [
  ['the run has begun', '2026-03-03', (items, _, day) => items.has(`${keys.dailyRun(day).pk} RUN`)],
  [
    'a shard of the run has begun',
    '2026-03-04',
    (items, _, day) => [...items.keys()].some((key) => key.startsWith(`${keys.dailyRun(day).pk} SHARD#`)),
  ],
  ['the case is opened', '2026-03-05', (items, customerId) => ofKind(items, 'CASE', customerId).length > 0],
  [
    'the workflow waits',
    '2026-03-06',
    (items, customerId) => {
      const [found] = ofKind(items, 'CASE', customerId);
      return items.has(`CASE#${String(found?.['caseId'])} WAIT`);
    },
  ],
  ['the reminder is written and not sent', '2026-03-10', (items, customerId) => mailsTo(items, customerId).length > 0],
];

const dayBefore = (day: string): string => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);

describe('a process that is killed', () => {
  it.each(moments)(
    'should end in the same state, each mail once, when %s',
    async (_, day, hasCome) => {
      const customerId = `K-${day}`;
      await platform.debtor(customerId);
      await platform.owes(customerId, `I-${day}`, dayBefore(day));
      const end = `${day}T10:00:00Z`;
      const moved = platform.moveTo(end).catch(() => undefined);
      const giveUpAt = performance.now() + PATIENCE_MS;
      while (!hasCome(await platform.items(), customerId, day)) {
        if (performance.now() > giveUpAt) throw new Error('it never came so far');
        await sleep(1);
      }
      await running.kill();
      await moved;
      await start();
      await platform.moveTo(end);

      const reminded = await platform.untilCase(customerId, 'the reminder', ({ timeline }) =>
        timeline.some(({ kind }) => kind === 'StepTaken'),
      );
      const mails = await eventually('the mail', async () => {
        const items = mailsTo(await platform.items(), customerId);
        return items.some(({ state }) => ['PENDING', 'CLAIMED'].includes(String(state))) ? undefined : items;
      });
      expect(mails).toHaveLength(1);
      const arrived = await platform.mails(addressOf(customerId));
      // One of which nobody knows whether it went out is shown to a person and never sent again.
      const isUnclear = mails[0]?.['state'] === 'UNKNOWN';
      expect(arrived.length === 1 || (isUnclear && arrived.length === 0)).toBe(true);
      // A person is asked to look after one of which nobody knows.
      const told = reminded.timeline
        .map(({ kind }) => kind)
        .filter((kind) => !(isUnclear && kind === 'MessageBounced'));
      expect(told).toEqual(['CaseOpened', 'StepTaken']);
      const run = ofKind(await platform.items(), 'RUN', day)[0] ?? (await platform.item(keys.dailyRun(day)));
      expect(run?.['status']).toBe('SUCCEEDED');
      const failed = await fetch(`${running.endpoints.control}/executions?status=FAILED`);
      expect(((await failed.json()) as { items: unknown[] }).items).toEqual([]);
    },
    RESTARTS,
  );
});
