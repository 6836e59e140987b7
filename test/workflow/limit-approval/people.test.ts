import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ANA, BEN, eur, FRED, MIA, PIA, SAM, startApprovals } from '../../support/approvals.ts';

const platform = await startApprovals();
afterAll(platform.stop);
const { as, call, customer, day, decideByApi, decideByLink, limitChanges, linkTo, mails, mailTo } = platform;
const { pendingOn, personal, profile, refusal, refusedByApi, request, requestLimit, untilEnded, untilStatus } =
  platform;

const APPROVE = { decision: 'APPROVE' } as const;
const COLLECTOR = 'cora.collector@example.com';

const everybody = {
  [ANA]: ['credit-analysts'],
  [BEN]: ['credit-analysts'],
  [MIA]: ['credit-managers'],
  [FRED]: ['finance-directors'],
  [PIA]: ['platform-admins'],
  [COLLECTOR]: ['collectors'],
};
const without = (...gone: readonly string[]) =>
  platform.people(Object.fromEntries(Object.entries(everybody).filter(([email]) => !gone.includes(email))));

const absent = new Set<string>();
/** Today and tomorrow. */
const away = async (email: string, delegate: string) => {
  const body = { from: await day(), to: await day(1), delegate };
  await call('putAbsence', { params: { email }, body });
  absent.add(email);
};
beforeAll(() => platform.people(everybody));
afterEach(async () => {
  await platform.people(everybody);
  for (const email of absent) await call('deleteAbsence', { params: { email } });
  absent.clear();
});

const notesOf = async (requestId: string) => (await request(requestId)).notes.map(({ text }) => text);
const agree = async (requestId: string, level: number, email: string) =>
  decideByApi(email, (await pendingOn(requestId, level)).approvalId, APPROVE);
const mailedTo = async (requestId: string) => (await mails(undefined, requestId)).map(({ to }) => to);

describe('whoever makes a request', () => {
  it.each([ANA, 'Ana.Analyst@EXAMPLE.com'])('should not be asked to approve it, written as %s', async (requestedBy) => {
    const requestId = await requestLimit('40000.00', { requestedBy });
    const { approvalId, approvers } = await pendingOn(requestId);
    expect(approvers).toEqual([BEN]);
    expect(await notesOf(requestId)).toEqual([`${ANA} made the request and is not asked.`]);
    expect(await refusedByApi(ANA, approvalId, APPROVE)).toMatchObject({ code: 'forbidden' });
    await linkTo(BEN, requestId);
    expect(await mailedTo(requestId)).toEqual([BEN]);
    const { items } = (await call('listApprovals', await as(ANA))).body;
    expect(items.filter((item) => item.requestId === requestId)).toEqual([]);
  });

  it('should not be asked either when it was submitted in the name of another', async () => {
    const customerId = await customer('30000.00');
    const token = await personal('ANA.Analyst@example.com');
    const body = {
      customerId,
      kind: 'PERMANENT',
      requestedLimit: eur('40000.00'),
      reason: 'For Sam.',
      requestedBy: SAM,
    };
    const { requestId, requestedBy, submittedBy } = (await call('requestLimit', { body, token })).body;
    expect([requestedBy, submittedBy.toLowerCase()]).toEqual([SAM, ANA]);
    const { approvalId, approvers } = await pendingOn(requestId);
    expect(approvers).toEqual([BEN]);
    expect(await notesOf(requestId)).toEqual([`${ANA} submitted the request and is not asked.`]);
    expect(await refusedByApi(ANA, approvalId, APPROVE)).toMatchObject({ code: 'forbidden' });
  });

  it('should have the level routed on when nobody else is of the role', async () => {
    const requestId = await requestLimit('60000.00', { requestedBy: MIA });
    await agree(requestId, 1, ANA);
    const { approvers, askedRole, role } = await pendingOn(requestId, 2);
    expect([role, askedRole, approvers]).toEqual(['credit-managers', 'finance-directors', [FRED]]);
    expect(await notesOf(requestId)).toEqual([
      `${MIA} made the request and is not asked.`,
      'Level 2 is put to the finance-directors instead.',
    ]);
    await agree(requestId, 2, FRED);
    expect(await untilStatus(requestId, 'APPROVED')).toMatchObject({ outcome: { by: FRED } });
  });

  it('should be told that nobody is left when it is the only one of the last role', async () => {
    const requestId = await requestLimit('300000.00', { requestedBy: FRED });
    await agree(requestId, 1, ANA);
    await agree(requestId, 2, MIA);
    const { levels, outcome } = await untilStatus(requestId, 'REJECTED');
    expect(outcome).toMatchObject({ code: 'NO_APPROVER', by: null });
    expect(outcome?.text).toContain(`${FRED} made the request and is not asked.`);
    expect(levels.map(({ status }) => status)).toEqual(['APPROVED', 'APPROVED', 'CLOSED']);
    expect((await mailTo(FRED, requestId, /^Rejected/)).text).toContain('Nobody who may decide is left for level 3');
    expect(await untilEnded(requestId)).toMatchObject({ status: 'SUCCEEDED' });
  });
});

describe('one person in two roles', () => {
  const MAX = 'max.both@example.com';
  const both = () => platform.people({ ...everybody, [MAX]: ['credit-analysts', 'credit-managers'] });

  it('should decide one level only, and leave the next to others of the role', async () => {
    await both();
    const requestId = await requestLimit('60000.00');
    expect((await pendingOn(requestId)).approvers).toEqual([ANA, BEN, MAX]);
    await agree(requestId, 1, MAX);
    const second = await pendingOn(requestId, 2);
    expect(second.approvers).toEqual([MIA]);
    expect(await notesOf(requestId)).toEqual([`${MAX} decided another level of it and is not asked.`]);
    expect(await refusedByApi(MAX, second.approvalId, APPROVE)).toMatchObject({ code: 'forbidden' });
  });

  it('should decide the second level when others decided the first', async () => {
    await both();
    const requestId = await requestLimit('60000.00');
    await agree(requestId, 1, ANA);
    expect((await pendingOn(requestId, 2)).approvers).toEqual([MAX, MIA]);
    await agree(requestId, 2, MAX);
    await untilStatus(requestId, 'APPROVED');
  });

  it('should not have a decision as an analyst count as that of a manager', async () => {
    await platform.people({ [MAX]: ['credit-analysts', 'credit-managers'], [FRED]: ['finance-directors'] });
    const requestId = await requestLimit('60000.00');
    await agree(requestId, 1, MAX);
    expect(await pendingOn(requestId, 2)).toMatchObject({ approvers: [FRED], askedRole: 'finance-directors' });
  });

  it('should not open the second level with the link of the first', async () => {
    await both();
    const requestId = await requestLimit('60000.00');
    const link = await linkTo(MAX, requestId);
    expect((await decideByLink(link, APPROVE)).status).toBe(200);
    await pendingOn(requestId, 2);
    expect((await decideByLink(link, APPROVE)).status).toBe(410);
    expect((await request(requestId)).levels[1]?.decisions).toEqual([]);
  });
});

describe('somebody who is away', () => {
  it('should be replaced by the delegate, who decides in that name and role', async () => {
    await away(MIA, COLLECTOR);
    const requestId = await requestLimit('60000.00');
    await agree(requestId, 1, ANA);
    const { approvalId, approvers } = await pendingOn(requestId, 2);
    expect(approvers).toEqual([COLLECTOR]);
    expect(await refusedByApi(MIA, approvalId, APPROVE)).toMatchObject({ code: 'forbidden' });
    const link = await linkTo(COLLECTOR, requestId);
    expect((await mailTo(COLLECTOR, requestId, /Decision needed/)).text).toContain(MIA);
    expect(await mails(MIA, requestId)).toEqual([]);
    expect((await decideByLink(link, APPROVE)).status).toBe(200);
    const { levels, notes } = await untilStatus(requestId, 'APPROVED');
    expect(levels[1]).toMatchObject({
      decidedBy: COLLECTOR,
      decisions: [{ decidedBy: COLLECTOR, onBehalfOf: MIA, role: 'credit-managers' }],
    });
    expect(notes.map(({ text }) => text)).toEqual([`${MIA} is away; ${COLLECTOR} stands in.`]);
  });

  it.each([
    ['made the request', { requestedBy: BEN }],
    ['made the request', { requestedBy: 'BEN.Analyst@example.com' }],
  ])('should not be replaced by who %s: the level is routed on (%s)', async (_, more) => {
    await away(ANA, BEN);
    const requestId = await requestLimit('40000.00', more);
    expect(await pendingOn(requestId)).toMatchObject({ approvers: [MIA], askedRole: 'credit-managers' });
    expect(await notesOf(requestId)).toEqual([
      `${BEN} made the request and is not asked.`,
      `${ANA} is away, and ${BEN}, who stands in, made the request.`,
      'Level 1 is put to the credit-managers instead.',
    ]);
  });

  it('should not be replaced by who decided an earlier level', async () => {
    await away(MIA, ANA);
    const requestId = await requestLimit('60000.00');
    await agree(requestId, 1, ANA);
    expect(await pendingOn(requestId, 2)).toMatchObject({ approvers: [FRED], askedRole: 'finance-directors' });
    expect(await notesOf(requestId)).toEqual([
      `${MIA} is away, and ${ANA}, who stands in, decided another level of it.`,
      'Level 2 is put to the finance-directors instead.',
    ]);
  });

  it('should be replaced by one of an earlier level who has not decided it', async () => {
    await away(MIA, 'Ana.Analyst@Example.com');
    const requestId = await requestLimit('60000.00');
    await agree(requestId, 1, BEN);
    expect((await pendingOn(requestId, 2)).approvers).toEqual([ANA]);
    await agree(requestId, 2, ANA);
    expect(await untilStatus(requestId, 'APPROVED')).toMatchObject({
      levels: [{ decidedBy: BEN }, { decidedBy: ANA, decisions: [{ onBehalfOf: MIA }] }],
    });
  });

  it('should not be replaced by somebody who is away too, nor by that ones delegate', async () => {
    await away(ANA, MIA);
    await away(MIA, FRED);
    const first = await requestLimit('40000.00');
    expect((await pendingOn(first)).approvers).toEqual([BEN]);
    expect(await notesOf(first)).toEqual([`${ANA} is away, and so is ${MIA}, who stands in.`]);
    await away(BEN, ANA);
    const second = await requestLimit('40000.00');
    // The managers are next, and their delegate may decide; the analysts' delegates are away.
    expect(await pendingOn(second)).toMatchObject({ approvers: [FRED], askedRole: 'credit-managers' });
  });

  it('should not be replaced by somebody who holds no role', async () => {
    await away(ANA, 'nobody.knows@example.com');
    const requestId = await requestLimit('40000.00');
    expect((await pendingOn(requestId)).approvers).toEqual([BEN]);
    expect(await notesOf(requestId)).toEqual([
      `${ANA} is away, and nobody.knows@example.com, who stands in, holds no role.`,
    ]);
  });

  it('should be asked together with the delegate once when two have the same one', async () => {
    await away(ANA, MIA);
    await away(BEN, MIA);
    const requestId = await requestLimit('60000.00');
    expect(await pendingOn(requestId)).toMatchObject({ approvers: [MIA], askedRole: 'credit-analysts' });
    await linkTo(MIA, requestId);
    expect(await mailedTo(requestId)).toEqual([MIA]);
    await agree(requestId, 1, MIA);
    expect(await pendingOn(requestId, 2)).toMatchObject({ approvers: [FRED] });
  });

  it('should keep what was put to the person before', async () => {
    const requestId = await requestLimit('40000.00');
    const link = await linkTo(ANA, requestId);
    await away(ANA, BEN);
    expect((await decideByLink(link, APPROVE)).status).toBe(200);
    await untilStatus(requestId, 'APPROVED');
  });
});

describe('a role that nobody holds', () => {
  it('should have its level put to the next role', async () => {
    await without(ANA, BEN);
    const requestId = await requestLimit('40000.00');
    expect(await pendingOn(requestId)).toMatchObject({ approvers: [MIA], askedRole: 'credit-managers' });
    expect(await notesOf(requestId)).toEqual([
      'Nobody holds the role credit-analysts.',
      'Level 1 is put to the credit-managers instead.',
    ]);
    await agree(requestId, 1, MIA);
    await untilStatus(requestId, 'APPROVED');
  });

  it('should end the request and tell who made it when nobody holds any', async () => {
    await platform.people({ [PIA]: ['platform-admins'] });
    const customerId = await customer('50000.00');
    const requestId = await requestLimit('300000.00', { customerId });
    const { levels, notes, outcome } = await untilStatus(requestId, 'REJECTED');
    expect(outcome).toMatchObject({ code: 'NO_APPROVER', by: null });
    expect(notes.map(({ text }) => text)).toEqual([
      'Nobody holds the role credit-analysts.',
      'Nobody holds the role credit-managers.',
      'Nobody holds the role finance-directors.',
    ]);
    expect(levels.map(({ status }) => status)).toEqual(['CLOSED', 'CLOSED', 'CLOSED']);
    expect((await mailTo(SAM, requestId, /^Rejected/)).text).toContain('Nobody holds the role finance-directors.');
    expect(await untilEnded(requestId)).toMatchObject({ status: 'SUCCEEDED' });
    expect((await profile(customerId)).creditLimit).toEqual(eur('50000.00'));
  });

  it('should end the request also when all have gone since the level before', async () => {
    const requestId = await requestLimit('60000.00');
    const link = await linkTo(ANA, requestId);
    const left = await linkTo(BEN, requestId);
    await platform.people({ [ANA]: ['credit-analysts'] });
    // Who has left decides nothing any more, whatever mail is still about.
    expect((await decideByLink(left, APPROVE)).status).toBe(403);
    expect((await decideByLink(link, APPROVE)).status).toBe(200);
    expect(await untilStatus(requestId, 'REJECTED')).toMatchObject({
      outcome: { code: 'NO_APPROVER' },
      levels: [{ status: 'APPROVED' }, { status: 'CLOSED' }],
    });
    await mailTo(SAM, requestId, /^Rejected/);
    expect(await untilEnded(requestId)).toMatchObject({ status: 'SUCCEEDED' });
  });

  it('should be passed over when its people have gone since the level before', async () => {
    const requestId = await requestLimit('60000.00');
    const first = await pendingOn(requestId);
    await without(MIA);
    await decideByApi(BEN, first.approvalId, APPROVE);
    expect(await pendingOn(requestId, 2)).toMatchObject({ approvers: [FRED], role: 'credit-managers' });
  });

  it('should have the next level covered by who decided in a higher role below', async () => {
    await platform.people({ [FRED]: ['finance-directors'] });
    const customerId = await customer('50000.00');
    const requestId = await requestLimit('300000.00', { customerId });
    const { approvalId } = await pendingOn(requestId);
    await decideByApi(FRED, approvalId, { ...APPROVE, approvedLimit: eur('260000.00') });
    const { approvedLimit, levels, notes } = await untilStatus(requestId, 'APPROVED');
    expect(approvedLimit).toEqual(eur('260000.00'));
    expect(levels).toMatchObject([
      { status: 'APPROVED', askedRole: 'finance-directors', decidedBy: FRED },
      { status: 'COVERED', coveredByLevel: 1, decidedBy: null, approvers: [] },
      { status: 'COVERED', coveredByLevel: 1, decidedBy: null, approvers: [] },
    ]);
    expect(notes.map(({ text }) => text)).toContain(
      'Level 3 counts as decided: level 1 was approved in its role or a higher one.',
    );
    await mailTo(SAM, requestId, /^Approved: credit limit of EUR 260,000\.00/);
    expect((await mailedTo(requestId)).toSorted()).toEqual([FRED, SAM]);
    expect(await limitChanges(customerId)).toHaveLength(1);
  });
});

describe('a role of very many', () => {
  it('should have its first twenty asked, each by one mail, and say so', async () => {
    const analysts = Array.from({ length: 25 }, (_, index) => `a${String(index).padStart(2, '0')}@example.com`);
    await platform.people({ ...everybody, ...Object.fromEntries(analysts.map((one) => [one, ['credit-analysts']])) });
    const requestId = await requestLimit('40000.00', { requestedBy: 'a00@example.com' });
    const { approvalId, approvers } = await pendingOn(requestId);
    expect(approvers).toEqual(analysts.slice(1, 21));
    expect(await notesOf(requestId)).toContain('Of 26 people in the role credit-analysts the first 20 are asked.');
    for (const email of approvers) await linkTo(email, requestId);
    expect((await mailedTo(requestId)).toSorted()).toEqual(analysts.slice(1, 21));
    await decideByApi('a20@example.com', approvalId, APPROVE);
    await untilStatus(requestId, 'APPROVED');
  });
});

// The clock moves from here on.
describe('a level that is escalated', () => {
  it('should count for the next level when it was decided in that ones role', async () => {
    const customerId = await customer('50000.00');
    const requestId = await requestLimit('60000.00', { customerId });
    await linkTo(ANA, requestId);
    await platform.advance('P2DT1M');
    const link = await linkTo(MIA, requestId);
    expect((await decideByLink(link, { ...APPROVE, approvedLimit: '55000' })).status).toBe(200);
    const { approvedLimit, levels, outcome } = await untilStatus(requestId, 'APPROVED');
    expect([approvedLimit, outcome?.by]).toEqual([eur('55000.00'), MIA]);
    expect(levels).toMatchObject([
      { status: 'APPROVED', askedRole: 'credit-managers', decidedBy: MIA },
      { status: 'COVERED', coveredByLevel: 1, decidedBy: null },
    ]);
    expect(await limitChanges(customerId)).toHaveLength(1);
    expect(await untilEnded(requestId)).toMatchObject({ status: 'SUCCEEDED' });
  });

  it('should be put to another of the next role rather than be covered', async () => {
    const MAX = 'max.manager@example.com';
    const requestId = await requestLimit('60000.00');
    await linkTo(ANA, requestId);
    await platform.advance('P2DT1M');
    const link = await linkTo(MIA, requestId);
    await platform.people({ ...everybody, [MAX]: ['credit-managers'] });
    expect((await decideByLink(link, APPROVE)).status).toBe(200);
    expect((await pendingOn(requestId, 2)).approvers).toEqual([MAX]);
    await agree(requestId, 2, MAX);
    await untilStatus(requestId, 'APPROVED');
  });

  it('should not be put to the requester of the higher role, nor to a delegate who made the request', async () => {
    await platform.people(everybody);
    const requestId = await requestLimit('60000.00', { requestedBy: MIA });
    await linkTo(ANA, requestId);
    const body = { from: await day(), to: await day(9), delegate: MIA };
    await call('putAbsence', { params: { email: FRED }, body });
    absent.add(FRED);
    await platform.advance('P2DT1M');
    const { levels, notes, status } = await request(requestId);
    expect([status, levels[0]?.status, levels[0]?.approvers]).toEqual(['PENDING', 'PENDING', [ANA, BEN]]);
    expect(notes.map(({ text }) => text)).toEqual([
      `Level 1: ${ANA}, ${BEN} reminded.`,
      `${MIA} made the request and is not asked.`,
      `${FRED} is away, and ${MIA}, who stands in, made the request.`,
      'Level 1 could not be escalated: nobody else may decide it.',
    ]);
    // Nothing was taken from those who were asked.
    await agree(requestId, 1, BEN);
  });

  it('should go on when everybody has gone meanwhile, and end in time', async () => {
    const requestId = await requestLimit('60000.00');
    await linkTo(ANA, requestId);
    await platform.people({ [PIA]: ['platform-admins'] });
    await platform.advance('P2DT1M');
    expect((await notesOf(requestId)).at(-1)).toBe('Level 1 could not be escalated: nobody else may decide it.');
    await platform.advance('P13D');
    expect(await request(requestId)).toMatchObject({ status: 'EXPIRED', outcome: { code: 'EXPIRED' } });
    await mailTo(SAM, requestId, /^Expired/);
    expect(await untilEnded(requestId)).toMatchObject({ status: 'SUCCEEDED' });
    expect(await refusal('withdrawLimitRequest', { params: { requestId }, body: {} })).toMatchObject({
      code: 'conflict',
    });
  });
});
