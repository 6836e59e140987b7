import { afterAll, describe, expect, it } from 'vitest';
import { ANA, BEN, type MailedLink, MIA, startApprovals } from '../../support/approvals.ts';
import { textOf } from '../../support/page-text.ts';

const platform = await startApprovals();
afterAll(platform.stop);
const { ask, call, customer, decideByLink, history, limitChanges, linkTo, pendingOn, personal } = platform;
const { request, requestLimit, untilEnded, untilStatus } = platform;

const [ana, ben] = await Promise.all([personal(ANA), personal(BEN)]);

interface Told {
  readonly status: number;
  readonly text: string;
}

const byLink = async (link: MailedLink, decision: string): Promise<Told> => {
  const { html, status } = await decideByLink(link, { decision });
  return { status, text: textOf(html) };
};
const byApi = async (token: string, approvalId: string, decision: string): Promise<Told> => {
  const { status, text } = await ask('decideApproval', { params: { approvalId }, body: { decision }, token });
  return { status, text };
};

/** A request of a new customer on which one level decides, with everything that is needed to decide it. */
const oneLevel = async (requested = '20000.00') => {
  const customerId = await customer('15000.00');
  const requestId = await requestLimit(requested, { customerId });
  const links = { ana: await linkTo(ANA, requestId), ben: await linkTo(BEN, requestId) };
  const { approvalId } = await pendingOn(requestId);
  return { approvalId, customerId, links, requestId };
};

type Case = Awaited<ReturnType<typeof oneLevel>>;

const isSaid = ({ status }: Told): boolean => status === 200;

describe('two approvers of one level who decide at the same instant', () => {
  it.each<[string, (of: Case) => readonly Promise<Told>[]]>([
    ['both by link', ({ links }) => [byLink(links.ana, 'APPROVE'), byLink(links.ben, 'APPROVE')]],
    ['both by link, one against', ({ links }) => [byLink(links.ana, 'REJECT'), byLink(links.ben, 'APPROVE')]],
    ['both by the API', ({ approvalId }) => [byApi(ana, approvalId, 'APPROVE'), byApi(ben, approvalId, 'REJECT')]],
    ['link and API', ({ approvalId, links }) => [byLink(links.ana, 'APPROVE'), byApi(ben, approvalId, 'APPROVE')]],
    ['return and API', ({ approvalId, links }) => [byLink(links.ana, 'RETURN'), byApi(ben, approvalId, 'APPROVE')]],
  ])('should make one decision, and tell the other one who made it: %s', async (_how, decide) => {
    for (let round = 0; round < 4; round += 1) {
      const one = await oneLevel();
      const answers = await Promise.all(decide(one));
      expect(answers.filter(isSaid)).toHaveLength(1);
      const late = answers.find((answer) => !isSaid(answer));
      expect([409, 410]).toContain(late?.status);
      const { levels } = await request(one.requestId);
      const decisions = levels.flatMap((level) => level.decisions);
      expect(decisions).toHaveLength(1);
      expect(late?.text).toContain(decisions[0]?.decidedBy);
      await call('withdrawLimitRequest', { params: { requestId: one.requestId }, body: {} }).catch(() => undefined);
      await untilEnded(one.requestId);
      const decided = (await history(one.customerId)).filter(({ kind }) => kind === 'LimitApprovalDecided');
      expect(decided).toHaveLength(1);
    }
  });

  it('should make one decision of one approver who uses link and API, and sends each twice', async () => {
    for (let round = 0; round < 3; round += 1) {
      const { approvalId, customerId, links, requestId } = await oneLevel();
      const answers = await Promise.all([
        byLink(links.ana, 'APPROVE'),
        byLink(links.ana, 'APPROVE'),
        byApi(ana, approvalId, 'APPROVE'),
        byApi(ana, approvalId, 'REJECT'),
      ]);
      expect(answers.filter(isSaid)).toHaveLength(1);
      expect((await request(requestId)).levels.flatMap(({ decisions }) => decisions)).toHaveLength(1);
      await untilEnded(requestId);
      expect((await limitChanges(customerId)).length).toBeLessThanOrEqual(1);
    }
  });
});

describe('a decision at the same instant as something else', () => {
  it('should either count or be refused when the request is withdrawn', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { customerId, links, requestId } = await oneLevel();
      const [said, withdrawn] = await Promise.all([
        byLink(links.ana, 'APPROVE'),
        ask('withdrawLimitRequest', { params: { requestId }, body: {} }),
      ]);
      await untilEnded(requestId);
      const view = await request(requestId);
      const changes = await limitChanges(customerId);
      if (withdrawn.status === 200) {
        expect(view.status).toBe('WITHDRAWN');
        expect(changes).toEqual([]);
      } else {
        expect([said.status, withdrawn.status, view.status]).toEqual([200, 409, 'APPROVED']);
        expect(changes).toHaveLength(1);
      }
    }
  });

  it('should not be lost when wrong codes come with the right one', async () => {
    for (let round = 0; round < 3; round += 1) {
      const { links, requestId } = await oneLevel();
      const wrong = { ...links.ana, code: links.ana.code === '000000' ? '000001' : '000000' };
      const answers = await Promise.all([
        byLink(wrong, 'REJECT'),
        byLink(links.ana, 'APPROVE'),
        byLink(wrong, 'REJECT'),
        byLink(wrong, 'REJECT'),
      ]);
      expect(answers[1]?.status).toBe(200);
      expect(await untilStatus(requestId, 'APPROVED')).toMatchObject({ levels: [{ decidedBy: ANA }] });
    }
  });

  it('should hold when the customer is busy with orders', async () => {
    const { customerId, links, requestId } = await oneLevel();
    const busy = Promise.all(
      Array.from({ length: 12 }, () => platform.reserve(customerId, { amount: '10.00', currency: 'EUR' })),
    );
    expect((await byLink(links.ana, 'APPROVE')).status).toBe(200);
    await busy;
    await untilStatus(requestId, 'APPROVED');
    expect(await limitChanges(customerId)).toHaveLength(1);
    expect((await platform.profile(customerId)).exposure.reservations.amount).toBe('120.00');
  });
});

describe('two requests of one customer that are granted at the same instant', () => {
  it('should not both be granted on the facts from before the other one', async () => {
    const { customerId, links, requestId } = await oneLevel('18000.00');
    const otherId = await requestLimit('19000.00', { customerId });
    const other = await linkTo(BEN, otherId);
    const answers = await Promise.all([byLink(links.ana, 'APPROVE'), byLink(other, 'APPROVE')]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    await Promise.all([requestId, otherId].map(untilEnded));
    const ended = await Promise.all([requestId, otherId].map(request));
    expect(ended.map(({ status }) => status).toSorted()).toEqual(['APPROVED', 'LAPSED']);
    expect(ended.find(({ status }) => status === 'LAPSED')?.outcome).toMatchObject({ code: 'LIMIT_CHANGED' });
    expect(await limitChanges(customerId)).toHaveLength(1);
  });
});

describe('thirty requests at the same instant', () => {
  it('should each have their own execution, mails and end', async () => {
    const ids = await Promise.all(Array.from({ length: 30 }, () => requestLimit('60000.00')));
    for (const requestId of ids) {
      expect((await byLink(await linkTo(ANA, requestId), 'APPROVE')).status).toBe(200);
      expect((await byLink(await linkTo(MIA, requestId), 'APPROVE')).status).toBe(200);
    }
    const done = await Promise.all(ids.map((requestId) => untilStatus(requestId, 'APPROVED')));
    expect(new Set(done.map(({ executionArn }) => executionArn)).size).toBe(30);
    for (const { customerId } of done) expect(await limitChanges(customerId)).toHaveLength(1);
    const links = (await Promise.all(ids.map(platform.linksAbout))).map((found) => found.length);
    expect(new Set(links)).toEqual(new Set([3]));
  });
});
