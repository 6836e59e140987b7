import { afterAll, describe, expect, it } from 'vitest';
import { ANA, BEN, eventually, type MailedLink, MIA, PIA, startApprovals } from '../../support/approvals.ts';
import { textOf } from '../../support/page-text.ts';

const platform = await startApprovals();
afterAll(platform.stop);
const { advance, call, decideByApi, decideByLink, items, linksAbout, linkTo, mails, mailTo, pendingOn } = platform;
const { request, requestLimit, untilEnded, untilStatus } = platform;

const otherThan = (code: string): string => (code === '000000' ? '000001' : '000000');
const guess = (link: MailedLink) =>
  decideByLink({ ...link, code: otherThan(link.code) }, { decision: 'APPROVE', comment: 'Yes.' });
const fetched = async (url: string, method = 'GET') => {
  const response = await fetch(url, { method });
  return { status: response.status, html: await response.text() };
};

/** A request that waits for its first level of two, with the links of its approvers. */
const waiting = async () => {
  const requestId = await requestLimit('60000.00');
  return { requestId, ana: await linkTo(ANA, requestId), ben: await linkTo(BEN, requestId) };
};

const nothingDecided = async (requestId: string) =>
  expect(await request(requestId)).toMatchObject({
    status: 'PENDING',
    levels: [
      { status: 'PENDING', decisions: [] },
      { status: 'WAITING', decisions: [] },
    ],
  });

/** Guesses wrong until the link is dead, five times. */
const burn = async (link: MailedLink) => {
  for (let attempt = 1; attempt <= 5; attempt += 1) expect((await guess(link)).status, `guess ${attempt}`).toBe(422);
  for (const method of ['GET', 'HEAD']) expect((await fetched(link.url, method)).status).toBe(410);
};

/** The link of the newest mail to an approver, once so many have come. */
const linkNumber = (to: string, requestId: string, number: number) => linkTo(to, requestId, number - 1);

describe('a link that waits for a decision', () => {
  it('should change nothing in the table when it is fetched a hundred times, in both ways', async () => {
    const { ana, requestId } = await waiting();
    await platform.untilRequest(requestId, 'an execution', ({ executionArn }) => executionArn !== null);
    await eventually('the workflow waits', async () => (await items()).get(`LIMITREQUEST#${requestId} TASK`));
    const before = await items();
    for (let round = 0; round < 10; round += 1) {
      const ways = Array.from({ length: 10 }, () => [fetched(ana.url), fetched(ana.url, 'HEAD')]).flat();
      for (const { status } of await Promise.all(ways)) expect(status).toBe(200);
    }
    expect(await items()).toEqual(before);
    expect((await decideByLink(ana, { decision: 'APPROVE' })).status).toBe(200);
  });

  it.each([
    ['no code at all', {}],
    ['an empty code', { code: '' }],
    ['five digits', { code: '12345' }],
    ['letters', { code: 'abcdef' }],
    ['digits of another script', { code: '١٢٣٤٥٦' }],
    ['a code among others', { code: '000000,000001' }],
  ])('should count %s as a wrong code, and die of the fifth', async (_what, fields) => {
    const { ana, requestId } = await waiting();
    for (let left = 4; left >= 0; left -= 1) {
      const { html, status } = await platform.postForm(ana.url, { decision: 'APPROVE', ...fields });
      expect(status).toBe(422);
      const text = left === 0 ? 'This link is closed' : left === 1 ? 'one try is left' : `${left} tries are left`;
      expect(textOf(html)).toContain(text);
    }
    await nothingDecided(requestId);
    expect((await decideByLink(ana, { decision: 'APPROVE' })).status).toBe(410);
    await call('withdrawLimitRequest', { params: { requestId }, body: {} });
  });

  it('should spend no attempt on a form without a decision, or with an amount that cannot be', async () => {
    const { ana, requestId } = await waiting();
    for (let round = 0; round < 4; round += 1) {
      expect((await decideByLink(ana, {})).status).toBe(422);
      expect((await decideByLink({ ...ana, code: '999999' }, { decision: 'MAYBE' })).status).toBe(422);
      expect((await decideByLink(ana, { decision: 'APPROVE', approvedLimit: '0' })).status).toBe(422);
      expect((await decideByLink(ana, { decision: 'APPROVE', approvedLimit: '60001' })).status).toBe(422);
      expect((await decideByLink(ana, { decision: 'APPROVE', approvedLimit: 'USD 50000' })).status).toBe(422);
    }
    await nothingDecided(requestId);
    expect(textOf((await guess(ana)).html)).toContain('4 tries are left');
  });

  it('should take the code as people type it', async () => {
    const { ana, requestId } = await waiting();
    const code = ` ${ana.code.slice(0, 3)} ${ana.code.slice(3)} `;
    expect((await decideByLink({ ...ana, code }, { decision: 'REJECT' })).status).toBe(200);
    await untilStatus(requestId, 'REJECTED');
  });

  it('should count attempts at the same instant one by one, and decide nothing after the fifth', async () => {
    const { ana, requestId } = await waiting();
    const answers = await Promise.all(Array.from({ length: 12 }, () => guess(ana)));
    expect(answers.map(({ status }) => status).filter((status) => ![410, 422, 503].includes(status))).toEqual([]);
    const { requestId: _id, attempts } = await linkItem(requestId, ANA, 'DEAD');
    expect(attempts).toBe(5);
    expect((await decideByLink(ana, { decision: 'APPROVE' })).status).toBe(410);
    await nothingDecided(requestId);
    const fresh = await linkNumber(ANA, requestId, 2);
    expect((await linksAbout(requestId)).filter(({ to }) => to === ANA)).toHaveLength(2);
    expect((await fetched(fresh.url)).status).toBe(200);
  });
});

/** What the table keeps of the one link of an approver in a state. */
const linkItem = async (requestId: string, approver: string, state: string) => {
  const found = [...(await items()).values()].filter(
    (item) =>
      item['entityType'] === 'LINK' &&
      item['requestId'] === requestId &&
      item['approver'] === approver &&
      item['state'] === state,
  );
  expect(found).toHaveLength(1);
  return found[0] as { requestId: string; attempts: number };
};

describe('the code of another mail', () => {
  it('should open no link but its own: not that of another approver, nor that of another request', async () => {
    const one = await waiting();
    const two = await waiting();
    for (const code of [one.ben.code, two.ana.code, two.ben.code].filter((other) => other !== one.ana.code)) {
      expect((await decideByLink({ ...one.ana, code }, { decision: 'APPROVE' })).status).toBe(422);
    }
    await nothingDecided(one.requestId);
    await nothingDecided(two.requestId);
    expect((await decideByLink(one.ana, { decision: 'REJECT' })).status).toBe(200);
    await nothingDecided(two.requestId);
  });
});

describe('a link that was used', () => {
  it('should say so to its approver and who decided to the others, and decide nothing again', async () => {
    const { ana, ben, requestId } = await waiting();
    expect((await decideByLink(ana, { decision: 'APPROVE' })).status).toBe(200);
    const again = await decideByLink(ana, { decision: 'REJECT' });
    expect(again.status).toBe(410);
    expect(textOf(again.html)).toContain('Your decision is recorded The request was approved by you on');
    const other = await decideByLink(ben, { decision: 'REJECT' });
    expect(other.status).toBe(410);
    expect(textOf(other.html)).toContain(`${ANA} approved the request on`);
    await pendingOn(requestId, 2);
    expect((await request(requestId)).levels[0]?.decisions).toHaveLength(1);
    expect((await fetched(ana.url)).status).toBe(410);
    // Also with a wrong code, which is not counted any more.
    expect((await guess(ben)).status).toBe(410);
  });

  it('should be closed as well when its approver decided after signing in', async () => {
    const { ana, requestId } = await waiting();
    const { approvalId } = await pendingOn(requestId);
    await decideByApi(ANA, approvalId, { decision: 'APPROVE' });
    const late = await decideByLink(ana, { decision: 'APPROVE' });
    expect(late.status).toBe(410);
    expect(textOf(late.html)).toContain('The request was approved by you');
  });

  it('should not let the approver of a lower level decide the next one', async () => {
    const { ana, requestId } = await waiting();
    await decideByLink(ana, { decision: 'APPROVE' });
    const mia = await linkTo(MIA, requestId);
    // The code of the next level on the link of the level before, and the reverse.
    expect((await decideByLink({ ...ana, code: mia.code }, { decision: 'APPROVE' })).status).toBe(410);
    expect((await decideByLink({ ...mia, code: ana.code }, { decision: 'APPROVE' })).status).toBe(422);
    expect((await request(requestId)).levels[1]).toMatchObject({ status: 'PENDING', decisions: [] });
  });
});

describe('a link that died of wrong codes', () => {
  it('should be replaced three times, and after the fourth only by a sign-in, of which the platform hears', async () => {
    const { requestId } = await waiting();
    for (let number = 1; number <= 3; number += 1) {
      const link = await linkNumber(ANA, requestId, number);
      await burn(link);
      const { html } = await fetched(link.url);
      expect(textOf(html)).toContain('A mail with a new link and a new code is on its way to you.');
    }
    const last = await linkNumber(ANA, requestId, 4);
    expect((await fetched(last.url)).status).toBe(200);
    await burn(last);
    const closed = textOf((await fetched(last.url)).html);
    expect(closed).not.toContain('is on its way');
    expect(closed).toContain('sign in to decide');
    const told = await mailTo(PIA, requestId, /closed by wrong codes/);
    expect(told.text).toContain(ANA);
    expect((await mails(ANA, requestId)).filter(({ text }) => /^Your code/m.test(text))).toHaveLength(4);
    const view = await platform.untilRequest(requestId, 'a note', ({ notes }) => notes.length > 0);
    expect(view.levels[0]).toMatchObject({ status: 'PENDING', notReached: [ANA], decisions: [] });
    // Others may decide, and so may the one who signs in.
    const { approvalId } = await pendingOn(requestId);
    expect(await decideByApi(ANA, approvalId, { decision: 'APPROVE' })).toMatchObject({
      levels: [{ status: 'APPROVED', decidedBy: ANA }, {}],
    });
    expect(await mails(PIA, requestId)).toHaveLength(1);
  });

  it('should leave the links of the other approvers alone', async () => {
    const { ana, ben, requestId } = await waiting();
    await burn(ana);
    expect((await fetched(ben.url)).status).toBe(200);
    expect((await decideByLink(ben, { decision: 'REJECT' })).status).toBe(200);
    await untilStatus(requestId, 'REJECTED');
    expect((await fetched(ana.url)).status).toBe(410);
  });
});

// The clock goes by days from here on: what came before has no more to expect of its links.
describe('a link that time has gone over', () => {
  it('should be replaced by the one of the reminder', async () => {
    const { ana, requestId } = await waiting();
    await pendingOn(requestId);
    await advance('P1D');
    const fresh = await linkNumber(ANA, requestId, 2);
    expect(fresh.url).not.toBe(ana.url);
    for (const answer of [await fetched(ana.url), await decideByLink(ana, { decision: 'APPROVE' })]) {
      expect(answer.status).toBe(410);
      expect(textOf(answer.html)).toContain('A newer mail has replaced this link');
    }
    expect((await decideByLink({ ...ana, code: fresh.code }, { decision: 'APPROVE' })).status).toBe(410);
    await nothingDecided(requestId);
    expect((await decideByLink(fresh, { decision: 'REJECT' })).status).toBe(200);
    await untilStatus(requestId, 'REJECTED');
  });

  it('should say that the request has expired', async () => {
    const { requestId } = await waiting();
    await pendingOn(requestId);
    await advance('P1D');
    const link = await linkNumber(ANA, requestId, 2);
    await advance('P13D');
    await untilStatus(requestId, 'EXPIRED');
    for (const answer of [await fetched(link.url), await decideByLink(link, { decision: 'APPROVE' })]) {
      expect(answer.status).toBe(410);
      expect(textOf(answer.html)).toContain('The request has expired');
    }
    expect((await fetched(link.url, 'HEAD')).status).toBe(410);
    expect(await untilEnded(requestId)).toMatchObject({ status: 'SUCCEEDED' });
    expect((await request(requestId)).levels.flatMap(({ decisions }) => decisions)).toEqual([]);
  });
});
