import { beforeAll, describe, expect, it } from 'vitest';
import { sharedPlatform } from '../support/e2e/ledger.ts';
import { linksOn, type MailedLink, postForm } from '../support/e2e/links.ts';
import { textOf } from '../support/page-text.ts';

const platform = sharedPlatform();
const { call, endpoints } = platform;
const { linkTo, requestLimit, showRequest } = linksOn(platform);

const ANA = 'ana.analyst@example.com';
const BEN = 'ben.analyst@example.com';

const tokenOf = ({ url }: MailedLink): string => url.split('/').at(-1) ?? '';
const look = async (url: string, method = 'GET') => {
  const response = await fetch(url, { method });
  return { status: response.status, headers: response.headers, html: await response.text() };
};
/** A code that is not the one. */
const otherThan = (code: string): string => (code === '000000' ? '000001' : '000000');

const decisionsOn = async (requestId: string): Promise<number> =>
  (await showRequest(requestId)).levels.flatMap(({ decisions }) => decisions).length;

describe('a link that waits for a decision', () => {
  let requestId: string;
  let link: MailedLink;
  beforeAll(async () => {
    requestId = await requestLimit('60000.00');
    link = await linkTo(ANA, requestId);
  });

  it('should show the case to whoever opens it', async () => {
    const { status, headers, html } = await look(link.url);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    const text = textOf(html);
    expect(text).toContain('Credit limit of EUR 60,000.00');
    expect(text).toContain('Level 1 of 2');
    expect(text).toContain(`Also asked: ${BEN}`);
    expect(text).toContain('A framework order.');
  });

  it('should keep token and code out of the page, and the page out of caches, frames and search engines', async () => {
    const { headers, html } = await look(link.url);
    expect(html).not.toContain(tokenOf(link));
    expect(html).not.toContain(link.code);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-robots-tag')).toBe('noindex');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'.*frame-ancestors 'none'$/);
  });

  it('should change nothing, however often it is fetched', async () => {
    const before = await call('getLimitRequest', { params: { requestId } });
    for (let round = 0; round < 50; round += 1) {
      const [got, asked] = await Promise.all([look(link.url), look(link.url, 'HEAD')]);
      expect([got.status, asked.status]).toEqual([200, 200]);
      expect(asked.html).toBe('');
    }
    expect((await call('getLimitRequest', { params: { requestId } })).body).toEqual(before.body);
  });

  it('should show the form again, with nothing decided, when the form is wrong', async () => {
    const wrong = [
      [{ code: link.code }, 'Choose a decision.'],
      [{ code: link.code, decision: 'APPROVE', approvedLimit: '60000.01' }, 'must not be more than EUR 60,000.00'],
      [{ code: link.code, decision: 'APPROVE', approvedLimit: '60.000,00' }, 'Write the approved limit like'],
      [{ code: otherThan(link.code), decision: 'REJECT', comment: 'No <b>way</b>.' }, '4 tries are left'],
      [{ decision: 'APPROVE' }, '3 tries are left'],
    ] as const;
    for (const [fields, words] of wrong) {
      const { status, html } = await postForm(link.url, fields);
      expect(status, words).toBe(422);
      expect(textOf(html)).toContain(words);
      expect(html).toContain('<form');
      expect(html).not.toContain(link.code);
    }
    expect(await decisionsOn(requestId)).toBe(0);
  });

  it.each<[string, RequestInit, number]>([
    ['a field twice', { body: new URLSearchParams('decision=APPROVE&decision=REJECT') }, 400],
    ['a field that is not known', { body: new URLSearchParams('approve=yes') }, 400],
    ['JSON', { body: '{}', headers: { 'content-type': 'application/json' } }, 400],
    ['too much', { body: new URLSearchParams({ comment: 'x'.repeat(20_000) }) }, 413],
  ])('should refuse %s with a page', async (_what, init, status) => {
    const response = await fetch(link.url, { method: 'POST', ...init });
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(await decisionsOn(requestId)).toBe(0);
  });

  it('should take one decision, and tell everybody else who decided', async () => {
    const other = await linkTo(BEN, requestId);
    const [first, second] = await Promise.all([
      postForm(link.url, { code: link.code, decision: 'APPROVE', approvedLimit: '55000', comment: 'Fine.' }),
      postForm(other.url, { code: other.code, decision: 'APPROVE', approvedLimit: '50000' }),
    ]);
    expect([first.status, second.status].toSorted()).toEqual([200, 410]);
    const [won, lost] = first.status === 200 ? [first, second] : [second, first];
    expect(textOf(won.html)).toMatch(/Recorded: approved for EUR 5[05],000.00 .* next level: credit managers/);
    expect(textOf(lost.html)).toMatch(/(ana|ben)\.analyst@example\.com approved the request on/);
    expect(await decisionsOn(requestId)).toBe(1);
    for (const { url, code } of [link, other]) {
      expect((await look(url)).status).toBe(410);
      expect((await look(url, 'HEAD')).status).toBe(410);
      expect((await postForm(url, { code, decision: 'REJECT' })).status).toBe(410);
    }
    expect(await decisionsOn(requestId)).toBe(1);
  });
});

describe('a link', () => {
  it('should say who withdrew the request in the meantime', async () => {
    const requestId = await requestLimit('60000.00');
    const link = await linkTo(ANA, requestId);
    await call('withdrawLimitRequest', { params: { requestId }, body: {} });
    const { status, html } = await postForm(link.url, { code: link.code, decision: 'APPROVE' });
    expect(status).toBe(410);
    expect(textOf(html)).toContain('The request was withdrawn');
  });

  it('should be closed by the fifth wrong code, and a fresh mail should go out', async () => {
    const requestId = await requestLimit('60000.00');
    const link = await linkTo(ANA, requestId);
    const guess = () => postForm(link.url, { code: otherThan(link.code), decision: 'APPROVE' });
    for (let attempt = 1; attempt <= 5; attempt += 1) expect((await guess()).status).toBe(422);
    const closed = await postForm(link.url, { code: link.code, decision: 'APPROVE' });
    expect(closed.status).toBe(410);
    expect(textOf(closed.html)).toContain('A mail with a new link and a new code');
    expect(await decisionsOn(requestId)).toBe(0);
    const fresh = await linkTo(ANA, requestId, 1);
    expect(fresh.url).not.toBe(link.url);
    expect((await postForm(fresh.url, { code: link.code, decision: 'REJECT' })).status).toBe(422);
    expect((await postForm(fresh.url, { code: fresh.code, decision: 'REJECT' })).status).toBe(200);
    expect((await showRequest(requestId)).status).toBe('REJECTED');
  });

  it('should not be opened by what is no token, or another one', async () => {
    const requestId = await requestLimit('60000.00');
    const link = await linkTo(ANA, requestId);
    const token = tokenOf(link);
    const turned = `${token.slice(0, -2)}${token.at(-2) === 'A' ? 'B' : 'A'}${token.at(-1)}`;
    for (const wrong of [
      turned,
      'x',
      `${token}x`,
      token.slice(1),
      '%00',
      '%F0%9F%9A%B2',
      'a%2Fb',
      '..%2F',
      '%3Cscript%3E',
    ]) {
      const { status, headers, html } = await look(`${endpoints.api}/approve/${wrong}`);
      expect(status, wrong).toBe(404);
      expect(headers.get('content-type'), wrong).toBe('text/html; charset=utf-8');
      expect(html).not.toContain('<script');
      const answer = await postForm(`${endpoints.api}/approve/${wrong}`, { code: link.code, decision: 'APPROVE' });
      expect(answer.status, wrong).toBe(404);
    }
    expect(await decisionsOn(requestId)).toBe(0);
  });
});
