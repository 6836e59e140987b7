import { afterAll, describe, expect, it } from 'vitest';
import { ANA, BEN, eur, eventually, MIA, SAM, startApprovals } from '../../support/approvals.ts';

const platform = await startApprovals();
afterAll(platform.stop);
const { advance, customer, decideByApi, events, execution, limitChanges, mails, pendingOn, putOnBus } = platform;
const { request, requestLimit, untilEnded, untilStatus } = platform;

const APPROVE = { decision: 'APPROVE' } as const;

const newRequest = async () => {
  const customerId = await customer('50000.00');
  return { customerId, requestId: await requestLimit('60000.00', { customerId }) };
};
/** The news about a customer of one kind, as it was put on the bus, newest first. */
const news = async (customerId: string, detailType: string) => {
  const found = await eventually(`${detailType} of ${customerId}`, async () => {
    const items = await events(customerId, detailType);
    return items.length > 0 ? items : undefined;
  });
  return found.map(({ bus, detail, source }) => ({ bus, detail, detailType, source }));
};
/** Has news come again, several times and at once. */
const again = async (customerId: string, detailType: string) => {
  const known = await news(customerId, detailType);
  await Promise.all([1, 2, 3].flatMap(() => known.map((one) => putOnBus(one))));
  // Answers when all that follows from it has run.
  await advance('PT1S');
};
const steps = async (requestId: string) =>
  ((await execution(requestId))?.history ?? []).filter(({ type }) => type === 'TaskSucceeded').length;
const deadLetters = async () => (await platform.queues()).items.filter(({ messageCount }) => messageCount > 0);
const mailedTo = async (requestId: string) => (await mails(undefined, requestId)).map(({ to }) => to).toSorted();

describe('news of a limit request', () => {
  it('should start one execution, however often it tells of the request, and whatever has become of it', async () => {
    const { customerId, requestId } = await newRequest();
    const { approvalId } = await pendingOn(requestId);
    const before = await request(requestId);
    await again(customerId, 'LimitRequested');
    expect(await request(requestId)).toEqual(before);
    await decideByApi(ANA, approvalId, { decision: 'REJECT' });
    await untilEnded(requestId);
    const ended = await request(requestId);
    await again(customerId, 'LimitRequested');
    expect(await request(requestId)).toEqual(ended);
    expect(await platform.executionsOf(requestId)).toHaveLength(1);
    expect(await deadLetters()).toEqual([]);
  });

  it('should have the workflow go on once, though the same decision is told again and again', async () => {
    const { customerId, requestId } = await newRequest();
    await decideByApi(BEN, (await pendingOn(requestId)).approvalId, APPROVE);
    await pendingOn(requestId, 2);
    const before = [await request(requestId), await steps(requestId)];
    await again(customerId, 'LimitApprovalDecided');
    expect([await request(requestId), await steps(requestId)]).toEqual(before);
    await decideByApi(MIA, (await pendingOn(requestId, 2)).approvalId, APPROVE);
    await untilStatus(requestId, 'APPROVED');
    const ended = [await untilEnded(requestId), await request(requestId)];
    await again(customerId, 'LimitApprovalDecided');
    expect([await execution(requestId), await request(requestId)]).toEqual(ended);
    expect(await limitChanges(customerId)).toHaveLength(1);
    expect(await mailedTo(requestId)).toEqual([...new Set(await mailedTo(requestId))]);
    expect(await deadLetters()).toEqual([]);
  });

  it('should complete no wait for what has not come', async () => {
    const { customerId, requestId } = await newRequest();
    await pendingOn(requestId);
    const before = [await request(requestId), await steps(requestId)];
    const [asked] = await news(customerId, 'LimitRequested');
    for (const detailType of [
      'LimitApprovalDecided',
      'LimitInformationGiven',
      'LimitRequestEnded',
      'LimitRequestResumed',
    ]) {
      await putOnBus({ ...asked, detailType });
    }
    await advance('PT1S');
    expect([await request(requestId), await steps(requestId)]).toEqual(before);
    expect(await execution(requestId)).toMatchObject({ status: 'RUNNING' });
  });

  it('should wake it when only a later one arrives, or an earlier one comes after it', async () => {
    const { customerId, requestId } = await newRequest();
    const { approvalId } = await pendingOn(requestId);
    const [asked] = await news(customerId, 'LimitRequested');
    // Told of before, during and after it is stored, by news that is not its own.
    const told = Array.from({ length: 10 }, () => putOnBus({ ...asked, detailType: 'ApproverNotReached' }));
    await Promise.all([...told, decideByApi(ANA, approvalId, { ...APPROVE, approvedLimit: eur('55000.00') })]);
    const second = await pendingOn(requestId, 2);
    expect(second).toMatchObject({ round: 1, approvers: [MIA] });
    await again(customerId, 'LimitApprovalDecided');
    await decideByApi(MIA, second.approvalId, APPROVE);
    await again(customerId, 'LimitRequested');
    await untilStatus(requestId, 'APPROVED');
    await untilEnded(requestId);
    expect(await limitChanges(customerId)).toHaveLength(1);
    await platform.mailTo(SAM, requestId, /^Approved: credit limit of EUR 55,000\.00/);
    expect((await mailedTo(requestId)).filter((to) => to === MIA)).toEqual([MIA]);
  });

  it('should be no matter when it is about a request that nobody knows', async () => {
    const [known] = await news((await newRequest()).customerId, 'LimitRequested');
    const detail = { ...(known?.detail as object), data: { requestId: '01J9ZK3V5M8Q2R4T6W8Y0A1B2C' } };
    await putOnBus({ ...known, detail, detailType: 'LimitApprovalDecided' });
    await advance('PT1S');
    expect(await deadLetters()).toEqual([]);
  });
});
