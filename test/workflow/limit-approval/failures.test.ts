import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  DescribeExecutionCommand,
  RedriveExecutionCommand,
  SFNClient,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { keys } from '../../../shared/store/keys.ts';
import { ANA, BEN, eventually, FRED, MIA, PIA, postForm, SAM, startApprovals } from '../../support/approvals.ts';
import { money } from '../../support/e2e/ledger.ts';

const platform = await startApprovals();
const workflows = new SFNClient({
  endpoint: new URL('/_aws/stepfunctions', platform.endpoints.api).href,
  region: 'eu-central-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
});
afterAll(async () => {
  workflows.destroy();
  await platform.stop();
});
const { advance, ask, call, customer, decideByApi, decideByLink, execution, limitChanges, linkTo, mails } = platform;
const { mailTo, pendingOn, personal, profile, refusal, request, requestLimit, setAttribute, untilEnded, untilStatus } =
  platform;

const APPROVE = { decision: 'APPROVE' } as const;
const usd = (amount: string) => money(amount, 'USD');

const everybody = {
  [ANA]: ['credit-analysts'],
  [BEN]: ['credit-analysts'],
  [MIA]: ['credit-managers'],
  [FRED]: ['finance-directors'],
  [PIA]: ['platform-admins'],
};

// A stored item that cannot be read stops whoever has to read it: the rates, every task about a customer in dollars.
const ratesOf = await platform.day(-1);
const breakRates = () => setAttribute({ ...keys.fxRates(ratesOf) }, 'base', 0);
const repairRates = () => setAttribute({ ...keys.fxRates(ratesOf) }, 'base', 'EUR');
beforeAll(() => call('putFxRates', { params: { date: ratesOf }, body: { base: 'EUR', rates: { USD: '1.1' } } }));
afterEach(async () => {
  await repairRates();
  await platform.people(everybody);
});

/** A request of a new customer in dollars; 60,000.00 need two levels. */
const inDollars = async (amount = '40000.00') => {
  const customerId = await customer('30000.00', { currency: 'USD' });
  return { customerId, requestId: await requestLimit(amount, { customerId, requestedLimit: usd(amount) }) };
};
const parked = (requestId: string) => untilStatus(requestId, 'FAILED');
const resume = (requestId: string, reason = 'Repaired.') =>
  call('resumeLimitRequest', { params: { requestId }, body: { reason } });
const agree = async (requestId: string, level: number, email: string) =>
  decideByApi(email, (await pendingOn(requestId, level)).approvalId, APPROVE);
const subjectsTo = async (to: string, requestId: string) =>
  (await mails(to, requestId)).map(({ subject }) => subject.split(':')[0]);
const open = async (url: string, init?: RequestInit) => {
  const response = await fetch(url, init);
  return { status: response.status, headers: response.headers, html: await response.text() };
};
const logLines = (requestId: string) =>
  readFileSync(join(platform.dataDir, 'functions.log'), 'utf8')
    .split('\n')
    .filter((line) => line.includes(requestId) && line.includes('"limit request parked"'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);
/** One try: the client of the tests asks again after a 503. */
const decideOnce = (approvalId: string, token: string) =>
  fetch(new URL(`/v1/approvals/${approvalId}/decision`, platform.endpoints.api), {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(APPROVE),
  });
/** The end of everything that must have happened exactly once. */
const grantedOnce = async (customerId: string, requestId: string) => {
  await untilStatus(requestId, 'APPROVED');
  expect(await untilEnded(requestId)).toMatchObject({ status: 'SUCCEEDED' });
  expect(await limitChanges(customerId)).toHaveLength(1);
};

describe('a request of which a function fails for good', () => {
  it('should be parked where it stood, say so to everybody, and go on from there after the repair', async () => {
    await breakRates();
    const { customerId, requestId } = await inDollars();
    const { correlationId, failure, levels, outcome } = await parked(requestId);
    expect(failure).toMatchObject({ state: 'Assess', error: 'TypeError', correlationId });
    expect([levels, outcome]).toEqual([[], null]);
    expect(await execution(requestId)).toMatchObject({ status: 'RUNNING' });
    const toSam = await mailTo(SAM, requestId, /^Could not be completed/);
    expect(toSam.text).toContain(correlationId);
    const toPia = await mailTo(PIA, requestId, /^Limit request stopped/);
    for (const words of ['Step: Assess', 'Error: TypeError', correlationId, `/v1/limit-requests/${requestId}/resume`]) {
      expect(toPia.text).toContain(words);
    }
    const lines = await eventually('the line of the alarm', async () => {
      const found = logLines(requestId);
      return found.length > 0 ? found : undefined;
    });
    expect(lines).toMatchObject([{ requestId, state: 'Assess', failure: 'TypeError', correlation_id: correlationId }]);
    const listed = (await call('listLimitRequests', { query: { status: 'FAILED' } })).body.items;
    expect(listed.map((one) => one.requestId)).toContain(requestId);

    await repairRates();
    const resumed = await resume(requestId);
    expect([resumed.status, resumed.body.status, resumed.body.failure]).toEqual([202, 'ASSESSING', null]);
    const link = await linkTo(ANA, requestId);
    expect((await decideByLink(link, APPROVE)).status).toBe(200);
    await grantedOnce(customerId, requestId);
    expect((await mails(ANA, requestId)).length).toBe(1);
    const kinds = (await platform.history(customerId)).map(({ kind }) => kind);
    expect(kinds.slice(-6)).toEqual([
      'LimitRequested',
      'LimitRequestFailed',
      'LimitRequestResumed',
      'LimitApprovalRequested',
      'LimitApprovalDecided',
      'CreditLimitChanged',
    ]);
  });

  it('should be parked again when it is let go on too early, with everybody told again', async () => {
    await breakRates();
    const { requestId } = await inDollars();
    await parked(requestId);
    await resume(requestId, 'It should work now.');
    await eventually('the second mails', async () =>
      (await subjectsTo(PIA, requestId)).length === 2 && (await subjectsTo(SAM, requestId)).length === 2
        ? true
        : undefined,
    );
    await parked(requestId);
    await repairRates();
    await resume(requestId);
    await pendingOn(requestId);
  });

  it('should go on once, whoever and how many let it', async () => {
    await breakRates();
    const { customerId, requestId } = await inDollars();
    await parked(requestId);
    await repairRates();
    const parts = { params: { requestId }, body: {} };
    const answers = await Promise.all([1, 2, 3].map(() => ask('resumeLimitRequest', parts)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([202, 409, 409]);
    await agree(requestId, 1, BEN);
    await grantedOnce(customerId, requestId);
    expect((await mails(ANA, requestId)).length).toBe(1);
  });

  it('should go on when it is let go on before its wait has begun', async () => {
    await breakRates();
    const { requestId } = await inDollars();
    await eventually('the failure in the table', async () =>
      (await request(requestId)).status === 'FAILED' ? true : undefined,
    );
    await repairRates();
    await resume(requestId);
    await pendingOn(requestId);
  });

  it('should be parked also when nothing but its id can be read of the customer', async () => {
    const customerId = await customer('30000.00');
    const { masterData } = (await platform.item(keys.profile(customerId))) ?? {};
    await setAttribute({ ...keys.profile(customerId) }, 'masterData', '{');
    const requestId = await requestLimit('40000.00', { customerId });
    expect((await parked(requestId)).failure?.state).toBe('Assess');
    expect((await mailTo(SAM, requestId, /^Could not be completed/)).subject).toContain(customerId);
    await setAttribute({ ...keys.profile(customerId) }, 'masterData', masterData);
    await resume(requestId);
    await agree(requestId, 1, ANA);
    await grantedOnce(customerId, requestId);
  });

  it('should keep the levels that are decided when the next one cannot be opened', async () => {
    const { customerId, requestId } = await inDollars('60000.00');
    const link = await linkTo(ANA, requestId);
    await breakRates();
    expect((await decideByLink(link, { ...APPROVE, comment: 'Fine.' })).status).toBe(200);
    const { failure, levels } = await parked(requestId);
    expect(failure?.state).toBe('OpenLevel');
    expect(levels.map(({ status }) => status)).toEqual(['APPROVED', 'WAITING']);
    expect((await open(link.url)).status).toBe(410);
    await repairRates();
    await resume(requestId);
    expect((await pendingOn(requestId, 2)).approvers).toEqual([MIA]);
    await agree(requestId, 2, MIA);
    await grantedOnce(customerId, requestId);
    expect(await subjectsTo(MIA, requestId)).toEqual(['Decision needed']);
    expect((await mails(ANA, requestId)).length).toBe(1);
  });

  it('should grant nothing while the last step fails, and once after it', async () => {
    const { customerId, requestId } = await inDollars();
    const { approvalId } = await pendingOn(requestId);
    await breakRates();
    await decideByApi(BEN, approvalId, { ...APPROVE, approvedLimit: usd('35000.00') });
    expect((await parked(requestId)).failure?.state).toBe('Apply');
    expect((await profile(customerId)).creditLimit).toEqual(usd('30000.00'));
    await repairRates();
    await resume(requestId);
    await grantedOnce(customerId, requestId);
    expect((await profile(customerId)).creditLimit).toEqual(usd('35000.00'));
  });
});

describe('letting a request go on', () => {
  it('should be for those who run the platform, and for requests that stand still', async () => {
    const { requestId } = await inDollars();
    await pendingOn(requestId);
    const parts = { params: { requestId }, body: {} };
    expect(await refusal('resumeLimitRequest', parts)).toMatchObject({ code: 'conflict' });
    const unknown = { ...parts, params: { requestId: '01J9ZK3V5M8Q2R4T6W8Y0A1B2C' } };
    expect(await refusal('resumeLimitRequest', unknown)).toMatchObject({ code: 'not-found' });
    for (const token of [
      await platform.token(['credit/write', 'credit/approve']),
      await platform.token(['credit/policy']),
    ]) {
      expect(await refusal('resumeLimitRequest', { ...parts, token })).toMatchObject({ code: 'forbidden' });
    }
    expect(await refusal('resumeLimitRequest', { ...parts, token: null })).toMatchObject({ code: 'unauthenticated' });
    await agree(requestId, 1, ANA);
    await untilStatus(requestId, 'APPROVED');
    expect(await refusal('resumeLimitRequest', parts)).toMatchObject({ code: 'conflict' });
  });
});

describe('a directory of people that cannot be asked', () => {
  // More than any company has: the directory gives up.
  const tooMany = Object.fromEntries(
    Array.from({ length: 3_100 }, (_, index) => [`a${index}@example.com`, ['credit-analysts']]),
  );
  const breakDirectory = () => platform.people({ ...tooMany, [PIA]: ['platform-admins'] });
  const tried = (requestId: string, times: number) =>
    eventually(`${times} failed tries`, async () => {
      const { history = [] } = (await execution(requestId)) ?? {};
      return history.filter(({ type }) => type === 'TaskFailed').length >= times ? true : undefined;
    });

  it('should be asked again before anybody is bothered', async () => {
    await breakDirectory();
    const requestId = await requestLimit('40000.00', { customerId: await customer('30000.00') });
    await tried(requestId, 1);
    await platform.people(everybody);
    await advance('PT5M');
    expect((await pendingOn(requestId)).approvers).toEqual([ANA, BEN]);
    expect(logLines(requestId)).toEqual([]);
    expect(await subjectsTo(SAM, requestId)).toEqual([]);
  });

  it('should have the request parked after some minutes, and go on after the repair', async () => {
    await breakDirectory();
    const customerId = await customer('30000.00');
    const requestId = await requestLimit('40000.00', { customerId });
    await tried(requestId, 1);
    await advance('PT30M');
    expect((await parked(requestId)).failure).toMatchObject({ state: 'OpenLevel', error: 'Unavailable' });
    await mailTo(PIA, requestId, /^Limit request stopped/);
    await platform.people(everybody);
    await resume(requestId);
    await agree(requestId, 1, ANA);
    await grantedOnce(customerId, requestId);
  });
});

// The clock moves by days from here on.
describe('the links of a request that is parked', () => {
  const parkedWithLinks = async () => {
    const { customerId, requestId } = await inDollars();
    const { approvalId } = await pendingOn(requestId);
    const link = await linkTo(ANA, requestId);
    await linkTo(BEN, requestId);
    await breakRates();
    await advance('P1DT1M');
    expect((await parked(requestId)).failure?.state).toBe('Chase');
    return { approvalId, customerId, link, requestId };
  };

  it('should say that it is being looked at, decide nothing, and be good for a decision when it goes on', async () => {
    const { approvalId, customerId, link, requestId } = await parkedWithLinks();
    for (const method of ['GET', 'HEAD']) {
      const shown = await open(link.url, { method });
      expect([method, shown.status, Number(shown.headers.get('retry-after')) > 0]).toEqual([method, 503, true]);
    }
    for (const code of [link.code, '000000', '', '000001', '000002', '000003', '000004']) {
      const answer = await postForm(link.url, { code, ...APPROVE });
      expect(answer.status).toBe(503);
      expect(answer.html).not.toMatch(/TypeError|base|RATES/);
    }
    expect((await decideOnce(approvalId, await personal(BEN))).status).toBe(503);
    expect((await request(requestId)).levels[0]?.decisions).toEqual([]);

    await repairRates();
    await resume(requestId);
    // It was to be reminded: there is a newer link, and the code was not spent meanwhile.
    const newer = await linkTo(ANA, requestId, 1);
    expect((await decideByLink(link, APPROVE)).status).toBe(410);
    expect((await decideByLink(newer, APPROVE)).status).toBe(200);
    await grantedOnce(customerId, requestId);
    expect(await subjectsTo(BEN, requestId)).toEqual(['Reminder', 'Decision needed']);
  });

  it('should be closed when it is withdrawn, which needs no repair', async () => {
    const { link, requestId } = await parkedWithLinks();
    const parts = { params: { requestId }, body: { reason: 'Found another way.' } };
    const withdrawn = await call('withdrawLimitRequest', parts);
    expect([withdrawn.status, withdrawn.body.status, withdrawn.body.failure]).toEqual([200, 'WITHDRAWN', null]);
    expect(await open(link.url)).toMatchObject({ status: 410, html: expect.stringContaining('withdr') });
    expect(await untilEnded(requestId)).toMatchObject({ status: 'SUCCEEDED' });
    await mailTo(SAM, requestId, /^Withdrawn/);
    expect(await refusal('resumeLimitRequest', { params: { requestId }, body: {} })).toMatchObject({
      code: 'conflict',
    });
  });

  it('should be closed when its time is over by the time it goes on', async () => {
    const { link, requestId } = await parkedWithLinks();
    await advance('P14D');
    expect((await request(requestId)).status).toBe('FAILED');
    await repairRates();
    await resume(requestId);
    await untilStatus(requestId, 'EXPIRED');
    expect((await open(link.url)).status).toBe(410);
    expect(await untilEnded(requestId)).toMatchObject({ status: 'SUCCEEDED' });
    expect(await subjectsTo(BEN, requestId)).toEqual(['Decision needed']);
  });

  it('should wait for its repair as long as it takes', async () => {
    const { requestId } = await parkedWithLinks();
    const eventsOf = async () => (await execution(requestId))?.history.length ?? 0;
    const before = await eventsOf();
    await advance('P31D');
    expect((await request(requestId)).status).toBe('FAILED');
    // A look every six hours, of some fifteen events each: far below the 25,000 of an execution, also in a year.
    expect((await eventsOf()) - before).toBeLessThan(31 * 4 * 16);
    await repairRates();
    await resume(requestId);
    await untilStatus(requestId, 'EXPIRED');
    expect(await untilEnded(requestId)).toMatchObject({ status: 'SUCCEEDED' });
  });

  it('should go on by another execution when its own was stopped meanwhile', async () => {
    const { customerId, requestId } = await parkedWithLinks();
    const { executionArn } = await request(requestId);
    await workflows.send(new StopExecutionCommand({ executionArn: String(executionArn) }));
    await repairRates();
    await resume(requestId);
    await eventually('another execution', async () => {
      const { executionArn: another } = await request(requestId);
      return another === executionArn ? undefined : another;
    });
    // It was to be reminded.
    expect((await decideByLink(await linkTo(ANA, requestId, 1), APPROVE)).status).toBe(200);
    // By now the rates are too old to tell which levels the amount needs: all of them.
    const { levels } = await request(requestId);
    for (const { level } of levels.slice(1)) await agree(requestId, level, level === 2 ? MIA : FRED);
    await grantedOnce(customerId, requestId);
  });
});

describe('a request that cannot even be parked', () => {
  it('should have its execution fail, be redriven after the repair, and go on once', async () => {
    const customerId = await customer('30000.00');
    const requestId = await requestLimit('40000.00', { customerId });
    await linkTo(ANA, requestId);
    await linkTo(BEN, requestId);
    // The account itself cannot be read, which every change of the request needs.
    await setAttribute({ ...keys.account(customerId) }, 'cur', 0);
    await advance('P1DT1M');
    const failed = await untilEnded(requestId);
    expect(failed).toMatchObject({ status: 'FAILED', error: 'TypeError' });
    const { executionArn, status } = await request(requestId);
    expect(status).toBe('PENDING');
    const described = await workflows.send(new DescribeExecutionCommand({ executionArn: String(executionArn) }));
    expect(described.redriveStatus).toBe('REDRIVABLE');

    await setAttribute({ ...keys.account(customerId) }, 'cur', 'EUR');
    await workflows.send(new RedriveExecutionCommand({ executionArn: String(executionArn) }));
    expect((await parked(requestId)).failure).toMatchObject({ state: 'Chase', error: 'TypeError' });
    await resume(requestId);
    const reminded = await linkTo(ANA, requestId, 1);
    expect((await decideByLink(reminded, APPROVE)).status).toBe(200);
    await grantedOnce(customerId, requestId);
    expect(await subjectsTo(BEN, requestId)).toEqual(['Reminder', 'Decision needed']);
  });
});
