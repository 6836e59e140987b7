import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startEngine } from '../../../local/dynamodb/engine.ts';
import { keys } from '../../../shared/store/keys.ts';
import { ANA, type Approvals, approvalsOn, BEN, eur, eventually, MIA, SAM } from '../../support/approvals.ts';
import { type PlatformProcess, startProcess } from '../../support/e2e/platform-process.ts';
import { temporaryDir, eventually as until } from '../../support/fixture-platform.ts';

const APPROVE = { decision: 'APPROVE' } as const;
const RESTARTS = 180_000;
/** What a killed sender had claimed is given up after 15 seconds, one mail after the other. */
const MAILS_SETTLE_SECONDS = 90;

const dataDir = temporaryDir();
let running: PlatformProcess;
let platform: Approvals;

const start = async (): Promise<void> => {
  running = await startProcess(dataDir, ['--empty']);
  platform = approvalsOn(running.endpoints);
};
beforeAll(start, RESTARTS);
afterAll(async () => {
  await running.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

type StoredRequest = Pick<Awaited<ReturnType<Approvals['request']>>, 'status' | 'levels' | 'assessment'> & {
  readonly stage: number;
};
const stored = async (requestId: string): Promise<StoredRequest> =>
  JSON.parse(String((await platform.item(keys.limitRequest(requestId)))?.['request']));

/** Kills the process in the very moment in which the table says that the request has come so far. */
const killWhen = async (requestId: string, wished: (request: StoredRequest) => boolean): Promise<void> => {
  const giveUpAt = performance.now() + 20_000;
  while (!wished(await stored(requestId))) {
    if (performance.now() > giveUpAt) throw new Error(`request ${requestId} never came so far`);
    await sleep(1);
  }
  await running.kill();
};

/** Looks into the table while nothing else runs. */
const lookWhileDown = async <T>(look: (table: Approvals) => Promise<T>): Promise<T> => {
  const engine = await startEngine(dataDir, () => {});
  try {
    return await look(approvalsOn({ ...running.endpoints, dynamodb: engine.endpoint }));
  } finally {
    await engine.stop();
  }
};

const agree = async (requestId: string, level: number, email: string) =>
  platform.decideByApi(email, (await platform.pendingOn(requestId, level)).approvalId, APPROVE);
/** A request without its answer: the process may end before it comes. */
const agreeAtOnce = async (requestId: string, email: string): Promise<Promise<unknown>> => {
  const { approvalId } = await platform.pendingOn(requestId);
  const bearer = await platform.personal(email);
  return fetch(new URL(`/v1/approvals/${approvalId}/decision`, platform.endpoints.api), {
    method: 'POST',
    headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
    body: JSON.stringify(APPROVE),
  }).catch(() => undefined);
};

/**
 * Each mail about a request is in the outbox at most once. One that is not there was dropped, because somebody else had
 * decided before it went out, or its item says that nobody knows.
 */
const eachMailOnce = async (requestId: string, recipients: readonly string[]) => {
  const isUnderWay = ({ state }: Readonly<Record<string, unknown>>) => ['PENDING', 'CLAIMED'].includes(String(state));
  const about = await until(
    async () =>
      [...(await platform.items()).values()].filter(
        (item) => item['entityType'] === 'MAIL' && String(item['data']).includes(requestId),
      ),
    (mails) => !mails.some(isUnderWay),
    MAILS_SETTLE_SECONDS,
  );
  expect(about.map(({ to }) => to).toSorted()).toEqual(recipients.toSorted());
  const sent = await platform.mails(undefined, requestId);
  const arrived = ['SENT', 'DELIVERED'];
  for (const recipient of new Set(recipients)) {
    const due = about.filter(({ to, state }) => to === recipient && arrived.includes(String(state))).length;
    const own = sent.filter(({ to }) => to === recipient).length;
    const most = recipients.filter((to) => to === recipient).length;
    expect([recipient, own >= due, own <= most]).toEqual([recipient, true, true]);
  }
};

/** What must have come of an approved request, however often the process was killed on the way. */
const grantedOnce = async (customerId: string, requestId: string, approvers: readonly string[]) => {
  expect(await platform.untilStatus(requestId, 'APPROVED')).toMatchObject({ approvedLimit: eur('60000.00') });
  expect(await platform.untilEnded(requestId)).toMatchObject({ status: 'SUCCEEDED', output: { requestId } });
  expect((await platform.profile(customerId)).creditLimit).toEqual(eur('60000.00'));
  expect(await platform.limitChanges(customerId)).toHaveLength(1);
  // The bus may hear of it twice, by the same number: consumers know it again.
  const events = await eventually('the event', async () => {
    const found = (await platform.events(customerId, 'CreditLimitChanged')).filter((event) =>
      JSON.stringify(event).includes(requestId),
    );
    return found.length > 0 ? found : undefined;
  });
  expect(new Set(events.map(({ detail }) => (detail as { sequence: number }).sequence)).size).toBe(1);
  await eachMailOnce(requestId, [...approvers, SAM]);
};

const newRequest = async () => {
  const customerId = await platform.customer('50000.00');
  return { customerId, requestId: await platform.requestLimit('60000.00', { customerId }) };
};
const throughBothLevels = async (customerId: string, requestId: string) => {
  await agree(requestId, 1, ANA);
  await agree(requestId, 2, MIA);
  await grantedOnce(customerId, requestId, [ANA, BEN, MIA]);
};

describe('a request whose process is killed', () => {
  it(
    'should go on once when the decision is stored and the token of the task is not yet completed',
    async () => {
      const { customerId, requestId } = await newRequest();
      await platform.linkTo(ANA, requestId);
      await platform.linkTo(BEN, requestId);
      const answer = await agreeAtOnce(requestId, ANA);
      await killWhen(requestId, ({ levels }) => levels[0]?.status === 'APPROVED');
      await answer;
      const { request, task } = await lookWhileDown(async (table) => ({
        request: JSON.parse(String((await table.item(keys.limitRequest(requestId)))?.['request'])) as StoredRequest,
        task: await table.item(keys.workflowTask(requestId)),
      }));
      // Stored is what was decided, and the wait that it ends is still one.
      expect(request.levels[0]).toMatchObject({ status: 'APPROVED', decisions: [{ by: ANA }] });
      expect(task).toMatchObject({ taskToken: expect.any(String), stage: request.stage - 1 });

      await start();
      expect((await platform.pendingOn(requestId, 2)).approvers).toEqual([MIA]);
      await agree(requestId, 2, MIA);
      await grantedOnce(customerId, requestId, [ANA, BEN, MIA]);
      expect(await platform.item(keys.workflowTask(requestId))).toBeUndefined();
    },
    RESTARTS,
  );

  it(
    'should begin when it was just taken in',
    async () => {
      const { customerId, requestId } = await newRequest();
      await running.kill();
      await start();
      await throughBothLevels(customerId, requestId);
    },
    RESTARTS,
  );

  it.each([
    ['it is assessed', ({ assessment }: StoredRequest) => assessment !== null],
    ['its level is open', ({ levels }: StoredRequest) => levels[0]?.status === 'PENDING'],
  ])(
    'should put its level to its approvers once when %s',
    async (_, wished) => {
      const { customerId, requestId } = await newRequest();
      await killWhen(requestId, wished);
      await start();
      await throughBothLevels(customerId, requestId);
    },
    RESTARTS,
  );

  it(
    'should be granted once when it has just been granted',
    async () => {
      const { customerId, requestId } = await newRequest();
      await agree(requestId, 1, BEN);
      await agree(requestId, 2, MIA);
      await killWhen(requestId, ({ status }) => status === 'APPROVED');
      await start();
      await grantedOnce(customerId, requestId, [ANA, BEN, MIA]);
    },
    RESTARTS,
  );

  it(
    'should end when it has just been withdrawn',
    async () => {
      const { customerId, requestId } = await newRequest();
      await platform.pendingOn(requestId);
      await platform.call('withdrawLimitRequest', { params: { requestId }, body: {} });
      await running.kill();
      await start();
      expect(await platform.untilEnded(requestId)).toMatchObject({ status: 'SUCCEEDED' });
      expect((await platform.profile(customerId)).creditLimit).toEqual(eur('50000.00'));
      await eachMailOnce(requestId, [ANA, BEN, SAM]);
    },
    RESTARTS,
  );

  it(
    'should come to its end, with others at other steps, wherever the process is killed time and again',
    async () => {
      const open: Awaited<ReturnType<typeof newRequest>>[] = [];
      for (const pause of [0, 20, 60, 150]) {
        open.push(await newRequest(), await newRequest());
        const decided = open.at(-2);
        // Of one of them the level is decided, the other has just been taken in, those before are on their way.
        if (decided) await agree(decided.requestId, 1, BEN);
        await sleep(pause);
        await running.kill();
        await start();
      }
      for (const [index, { customerId, requestId }] of open.entries()) {
        if (index % 2 === 1) await agree(requestId, 1, ANA);
        await agree(requestId, 2, MIA);
        await grantedOnce(customerId, requestId, [ANA, BEN, MIA]);
      }
    },
    2 * RESTARTS,
  );
});

describe('the clock of a platform that was killed', () => {
  afterEach(() => {
    expect(running.output()).not.toMatch(/cannot go on|UnhandledPromise/);
  });

  it(
    'should remind, once, of what fell due while it was down',
    async () => {
      const { customerId, requestId } = await newRequest();
      await platform.linkTo(ANA, requestId);
      await platform.linkTo(BEN, requestId);
      // Killed in the middle of the jump: some of what falls due on the way is done, some is not.
      const jump = platform.advance('P1DT1H').catch(() => undefined);
      await killWhen(requestId, ({ levels }) => levels[0]?.remindedAt !== null);
      await jump;
      await start();
      await platform.advance('P1DT1H').catch(() => undefined);
      const { levels, notes } = await platform.request(requestId);
      expect(levels[0]?.remindedAt).not.toBeNull();
      expect(notes.filter(({ text }) => text.endsWith('reminded.'))).toHaveLength(1);
      await agree(requestId, 1, BEN);
      await platform.untilRequest(requestId, 'level 2', (request) => request.levels[0]?.status === 'APPROVED');
      expect((await platform.profile(customerId)).creditLimit).toEqual(eur('50000.00'));
      await platform.call('withdrawLimitRequest', { params: { requestId }, body: {} });
    },
    RESTARTS,
  );
});
