import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { ANA, BEN, eventually, FRED, MIA, PIA, SAM, startApprovals } from '../../support/approvals.ts';

const platform = await startApprovals();
afterAll(platform.stop);
const { advance, busEvents, customer, decideByApi, decideByLink, execution, linkTo, linksAbout, mails, mailTo } =
  platform;
const { pendingOn, publishPolicy, putOnBus, request, requestLimit, untilEnded, untilRequest, untilStatus } = platform;

const APPROVE = { decision: 'APPROVE' } as const;
// On the laptop the fate of a mail stands in its address.
const LOST = 'lost.analyst+bounce@example.com';
const REFUSED = 'refused.analyst+reject@example.com';
const CROSS = 'cross.analyst+complaint@example.com';

const everybody = {
  [ANA]: ['credit-analysts'],
  [BEN]: ['credit-analysts'],
  [MIA]: ['credit-managers'],
  [FRED]: ['finance-directors'],
  [PIA]: ['platform-admins'],
};
const people = (analysts: readonly string[], more: Readonly<Record<string, readonly string[]>> = {}) =>
  platform.people({
    ...Object.fromEntries(Object.entries(everybody).filter(([, groups]) => !groups.includes('credit-analysts'))),
    ...Object.fromEntries(analysts.map((email) => [email, ['credit-analysts']])),
    ...more,
  });
afterEach(() => platform.people(everybody));

const lostOn = (requestId: string, emails: readonly string[], level = 1) =>
  untilRequest(requestId, `${emails} not reached`, ({ levels }) => {
    const { notReached = [] } = levels.find((one) => one.level === level) ?? {};
    return emails.every((email) => notReached.includes(email));
  });
/** Those who are asked, once it is as many. */
const askedOn = (requestId: string, count: number) =>
  untilRequest(requestId, `${count} approvers`, ({ levels }) => levels[0]?.approvers.length === count);
const toldAdmins = (requestId: string, count: number) =>
  eventually(`${count} mails to the platform admins`, async () => {
    const found = (await mails(PIA, requestId)).filter(({ subject }) => subject.startsWith('Approver not reached'));
    return found.length >= count ? found : undefined;
  });

describe('an approver whom no mail reaches', () => {
  it.each([
    [LOST, 'Bounced (Permanent, General): smtp; 550 5.1.1 user unknown'],
    [REFUSED, 'Rejected by SES: Bad content'],
  ])('should be noted, and told of once, while the others decide: %s', async (lost, why) => {
    await people([lost, BEN]);
    const requestId = await requestLimit('40000.00');
    const { levels, notes } = await lostOn(requestId, [lost]);
    expect(levels[0]).toMatchObject({ status: 'PENDING', notReached: [lost], escalatedAt: null });
    expect(notes.map(({ text }) => text)).toEqual([`No mail reaches ${lost}: ${why}`]);
    const [told] = await toldAdmins(requestId, 1);
    expect(told?.subject).toContain(lost);
    expect(told?.text).toContain(why);
    expect(told?.text).toContain(`Asked now: ${BEN}`);
    expect((await decideByLink(await linkTo(BEN, requestId), APPROVE)).status).toBe(200);
    await untilStatus(requestId, 'APPROVED');
    await untilEnded(requestId);
    expect(await mails(PIA, requestId)).toHaveLength(1);
    expect(await mails(MIA, requestId)).toEqual([]);
  });

  it('should still be able to decide after signing in', async () => {
    await people([LOST, BEN]);
    const requestId = await requestLimit('40000.00');
    await lostOn(requestId, [LOST]);
    await decideByApi(LOST, (await pendingOn(requestId)).approvalId, APPROVE);
    expect(await untilStatus(requestId, 'APPROVED')).toMatchObject({ outcome: { by: LOST } });
  });

  it('should be as good as any other when they only complained', async () => {
    await people([CROSS]);
    const requestId = await requestLimit('40000.00');
    const link = await linkTo(CROSS, requestId);
    await eventually('the complaint', async () => (await busEvents('Email Complaint Received')).at(0));
    expect((await decideByLink(link, APPROVE)).status).toBe(200);
    const { levels, notes } = await untilStatus(requestId, 'APPROVED');
    expect([levels[0]?.notReached, notes]).toEqual([[], []]);
  });
});

describe('a level of which nobody is reached', () => {
  it('should be put to the next role at once, with the admins told of each', async () => {
    await people([LOST, REFUSED]);
    const requestId = await requestLimit('60000.00');
    const { levels, notes } = await askedOn(requestId, 3);
    expect(levels[0]).toMatchObject({ approvers: [LOST, REFUSED, MIA], askedRole: 'credit-managers' });
    expect(levels[0]?.notReached.toSorted()).toEqual([LOST, REFUSED]);
    expect(notes.at(-1)?.text).toBe('Level 1 was escalated from the credit-analysts to the credit-managers.');
    const told = await toldAdmins(requestId, 2);
    expect(told.map(({ subject }) => subject.split(', for')[0]).toSorted()).toEqual([
      `Approver not reached: ${LOST}`,
      `Approver not reached: ${REFUSED}`,
    ]);
    expect((await decideByLink(await linkTo(MIA, requestId), APPROVE)).status).toBe(200);
    // Nobody else is of the managers: it counts for their level too.
    expect(await untilStatus(requestId, 'APPROVED')).toMatchObject({ levels: [{}, { status: 'COVERED' }] });
    expect(await mails(PIA, requestId)).toHaveLength(2);
    expect(await mails(MIA, requestId)).toHaveLength(1);
  });

  it('should go up role by role until somebody is reached', async () => {
    const boss = 'lost.manager+bounce@example.com';
    await platform.people({ [LOST]: ['credit-analysts'], [boss]: ['credit-managers'], [FRED]: ['finance-directors'] });
    const requestId = await requestLimit('40000.00');
    const { levels } = await askedOn(requestId, 3);
    expect(levels[0]).toMatchObject({ approvers: [LOST, boss, FRED], notReached: [LOST, boss] });
    expect((await decideByLink(await linkTo(FRED, requestId), APPROVE)).status).toBe(200);
    await untilStatus(requestId, 'APPROVED');
  });

  it('should be so also when the delegate of the only one is not reached', async () => {
    const stand = 'lost.delegate+bounce@example.com';
    await people([ANA], { [stand]: ['collectors'] });
    const body = { from: await platform.day(), to: await platform.day(), delegate: stand };
    await platform.call('putAbsence', { params: { email: ANA }, body });
    const requestId = await requestLimit('40000.00');
    expect((await askedOn(requestId, 2)).levels[0]).toMatchObject({ approvers: [stand, MIA], notReached: [stand] });
    await platform.call('deleteAbsence', { params: { email: ANA } });
  });

  it('should be put to the next role when all of it must agree and one cannot be asked', async () => {
    await publishPolicy((document) => ({
      ...document,
      approvals: {
        ...document.approvals,
        limits: document.approvals.limits.map((level) => ({ ...level, decidedBy: 'ALL_OF' as const })),
      },
    }));
    await people([LOST, BEN]);
    const requestId = await requestLimit('40000.00');
    expect((await askedOn(requestId, 3)).levels[0]).toMatchObject({ approvers: [BEN, LOST, MIA], status: 'PENDING' });
    // The own approver's word is kept, and does not close the level; that of the higher role does.
    await decideByApi(BEN, (await pendingOn(requestId)).approvalId, APPROVE);
    expect((await request(requestId)).levels[0]?.status).toBe('PENDING');
    expect((await decideByLink(await linkTo(MIA, requestId), APPROVE)).status).toBe(200);
    await untilStatus(requestId, 'APPROVED');
    await publishPolicy((document) => ({
      ...document,
      approvals: {
        ...document.approvals,
        limits: document.approvals.limits.map((level) => ({ ...level, decidedBy: 'ONE_OF' as const })),
      },
    }));
  });
});

describe('news of a mail that did not arrive', () => {
  const bounceOf = (event: Readonly<Record<string, unknown>>) => ({
    source: 'aws.ses',
    detailType: 'Email Bounced',
    bus: 'default',
    detail: {
      ...(event['detail'] as object),
      bounce: { bounceType: 'Permanent', bounceSubType: 'Suppressed', bouncedRecipients: [] },
    },
  });
  /** What SES said when it took the newest mail to somebody. */
  const sent = (to: string) =>
    eventually(`the sending of a mail to ${to}`, async () =>
      (await busEvents('Email Sent')).find(({ detail }) =>
        (detail as { mail: { destination: readonly string[] } }).mail.destination.includes(to),
      ),
    );

  it('should change nothing when it comes again', async () => {
    await people([LOST, BEN]);
    const requestId = await requestLimit('40000.00');
    await lostOn(requestId, [LOST]);
    await toldAdmins(requestId, 1);
    const settled = await request(requestId);
    const bounced = (await busEvents('Email Bounced')).find(({ detail }) => JSON.stringify(detail).includes(LOST));
    for (const detail of [bounced?.['detail'], bounced?.['detail']]) {
      await putOnBus({ source: 'aws.ses', detailType: 'Email Bounced', bus: 'default', detail });
    }
    await advance('PT1S');
    const after = await request(requestId);
    expect(after.notes).toEqual(settled.notes);
    expect(after.levels[0]?.notReached).toEqual([LOST]);
    expect(await mails(PIA, requestId)).toHaveLength(1);
  });

  it('should be believed late, while the level is open', async () => {
    await people([ANA]);
    const requestId = await requestLimit('40000.00');
    await linkTo(ANA, requestId);
    await putOnBus(bounceOf(await sent(ANA)));
    expect((await askedOn(requestId, 2)).levels[0]).toMatchObject({ approvers: [ANA, MIA], notReached: [ANA] });
    await toldAdmins(requestId, 1);
  });

  it('should change nothing once the level is decided, or the request is at its end', async () => {
    await people([ANA]);
    const customerId = await customer('50000.00');
    const requestId = await requestLimit('60000.00', { customerId });
    const link = await linkTo(ANA, requestId);
    const event = bounceOf(await sent(ANA));
    expect((await decideByLink(link, APPROVE)).status).toBe(200);
    await pendingOn(requestId, 2);
    const second = await linkTo(MIA, requestId);
    await putOnBus(event);
    await advance('PT1S');
    const between = await request(requestId);
    expect(between.levels).toMatchObject([
      { status: 'APPROVED', notReached: [], approvers: [ANA] },
      { status: 'PENDING', notReached: [], approvers: [MIA] },
    ]);
    const late = bounceOf(await sent(MIA));
    expect((await decideByLink(second, { decision: 'REJECT' })).status).toBe(200);
    const ended = await untilStatus(requestId, 'REJECTED');
    await untilEnded(requestId);
    await putOnBus(late);
    await advance('PT1S');
    expect(await request(requestId)).toEqual(ended);
    expect(await mails(PIA, requestId)).toEqual([]);
  });

  it('should be no matter when it is about no mail of ours', async () => {
    for (const detail of [
      {},
      { mail: {} },
      { mail: { messageId: 'x', tags: { 'credence-mail': ['no-such-mail'] } } },
    ]) {
      await putOnBus({ source: 'aws.ses', detailType: 'Email Bounced', bus: 'default', detail });
    }
    await advance('PT1S');
    const { items } = await platform.queues();
    expect(items.filter(({ messageCount }) => messageCount > 0)).toEqual([]);
  });
});

// The clock moves from here on.
describe('a request of which nobody at all is reached', () => {
  it('should wait for somebody to sign in, and end in time with its requester told', async () => {
    const boss = 'lost.manager+bounce@example.com';
    const chief = 'lost.director+reject@example.com';
    await platform.people({
      [LOST]: ['credit-analysts'],
      [boss]: ['credit-managers'],
      [chief]: ['finance-directors'],
      [PIA]: ['platform-admins'],
    });
    const requestId = await requestLimit('40000.00');
    await lostOn(requestId, [LOST, boss, chief]);
    const told = await toldAdmins(requestId, 3);
    expect(told[0]?.text).toContain('Asked now: nobody else on this level');
    expect(await execution(requestId)).toMatchObject({ status: 'RUNNING' });
    const before = await linksAbout(requestId);
    await advance('P15D');
    expect(await request(requestId)).toMatchObject({ status: 'EXPIRED' });
    await mailTo(SAM, requestId, /^Expired/);
    // Nobody was reminded at an address that takes no mail.
    expect(await linksAbout(requestId)).toHaveLength(before.length);
    expect(await untilEnded(requestId)).toMatchObject({ status: 'SUCCEEDED' });
  });

  it('should not be reminded of at addresses that take no mail while others are', async () => {
    await people([LOST, BEN]);
    const requestId = await requestLimit('40000.00');
    await lostOn(requestId, [LOST]);
    await linkTo(BEN, requestId);
    await advance('P1DT1M');
    expect((await request(requestId)).notes.at(-1)?.text).toBe(`Level 1: ${BEN} reminded.`);
    expect((await linksAbout(requestId)).filter(({ to }) => to === LOST)).toHaveLength(1);
    expect((await linksAbout(requestId)).filter(({ to }) => to === BEN)).toHaveLength(2);
  });
});
