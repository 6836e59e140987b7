import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserPath, launchBrowser, noBrowser } from '../../support/browser.ts';
import { addressOf, startCollections } from '../../support/collections.ts';
import { type MailedLink, postForm } from '../../support/e2e/links.ts';
import { linkOf } from '../../support/mailed-links.ts';
import { textOf } from '../../support/page-text.ts';
import { defectsOf } from '../../support/sound-platform.ts';

/** An hour after the friendly reminders of what was due on Monday 2 March. */
const REMINDED = '2026-03-03T08:00:00Z';
const HOSTILE = '"><script>document.title="x"</script><img src=x onerror="document.title=\'x\'">';
const debtors = ['PROMISES', 'DISPUTES', 'LOOKS', 'TYPES', 'GUESSES', 'HOSTILE'] as const;
type Debtor = (typeof debtors)[number];

const axeSource = browserPath
  ? readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  : '';

let platform: Awaited<ReturnType<typeof startCollections>>;
let browser: Browser;
beforeAll(async () => {
  platform = await startCollections({ startAt: '2026-02-27T12:00:00Z' });
  for (const customerId of debtors) {
    await platform.debtor(customerId, customerId === 'HOSTILE' ? { legalName: HOSTILE } : {});
    await platform.owes(customerId, `${customerId}-1`, '2026-03-02');
    await platform.owes(customerId, `${customerId}-2`, '2026-03-02', '40.00');
  }
  await platform.moveTo(REMINDED);
  if (browserPath) browser = await launchBrowser();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  const defects = await defectsOf(platform);
  await platform.stop();
  expect(defects).toEqual([]);
});

const linkTo = (debtor: Debtor): Promise<MailedLink> => linkOf(platform, addressOf(debtor), `${debtor}-1`);
const look = async (url: string, method = 'GET') => {
  const response = await fetch(url, { method });
  return { status: response.status, headers: response.headers, html: await response.text() };
};

const promised = { action: 'promise', amount: '10', payBy: '2026-03-10' } as const;

/** Tries five wrong codes, the last of which closes the link. */
const guessAt = async ({ code, url }: { readonly url: string; readonly code: string }): Promise<void> => {
  const wrong = code === '000000' ? '000001' : '000000';
  for (let turn = 0; turn < 5; turn += 1) expect((await postForm(url, { ...promised, code: wrong })).status).toBe(422);
};

describe('the page behind the link of a reminder', () => {
  it('should show what is open under the headers of a secret page, and be safe to fetch', async () => {
    const { url, code } = await linkTo('LOOKS');
    const before = await platform.items();
    for (let turn = 0; turn < 5; turn += 1) expect((await look(url, 'HEAD')).status).toBe(200);
    const { headers, html, status } = await look(url);
    expect(status).toBe(200);
    expect(textOf(html)).toContain('Open: EUR 140.00');
    expect(html).not.toContain(code);
    expect(html).not.toContain(url.split('/').at(-1));
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'.*frame-ancestors 'none'$/);
    expect(await platform.items()).toEqual(before);
  });

  it('should take a promise, which stops the reminders at once', async () => {
    const { url, code } = await linkTo('PROMISES');
    const form = { action: 'promise', amount: '140.00', payBy: '2026-03-10', code, opened: 'now' };
    const replies = [await postForm(url, form), await postForm(url, form)];
    for (const { html, status } of replies) {
      expect(status, textOf(html)).toBe(200);
      expect(textOf(html)).toContain('Recorded: EUR 140.00 by 10 March 2026');
    }
    const { timeline } = await platform.untilCase('PROMISES', 'the promise', ({ status }) => status === 'PROMISED');
    const made = timeline.filter(({ kind }: { kind: string }) => kind === 'PromiseMade');
    expect(made).toMatchObject([{ by: 'billing@promises.example' }]);
  });

  it('should take a dispute, which takes its invoices out of the chase', async () => {
    const { url, code } = await linkTo('DISPUTES');
    const form = { action: 'dispute', 'invoice:DISPUTES-1': 'yes', 'invoice:DISPUTES-2': 'yes', reason: 'Broken.' };
    const { html, status } = await postForm(url, { ...form, code });
    expect(status, textOf(html)).toBe(200);
    await platform.untilCase('DISPUTES', 'the dispute', (one) => one.status === 'DISPUTED');
    expect(textOf((await look(url)).html)).toContain('Disputed EUR 100.00');
  });

  it('should be closed by the fifth wrong code, and unknown where there never was one', async () => {
    const { url, code } = await linkTo('GUESSES');
    await guessAt({ url, code });
    expect((await look(url)).status).toBe(410);
    expect((await postForm(url, { ...promised, code })).status).toBe(410);
    expect((await look(url.replace(/[^/]+$/, 'x'.repeat(43)))).status).toBe(404);
    const twice = await fetch(url, { method: 'POST', body: new URLSearchParams('action=promise&action=dispute') });
    expect(twice.status).toBe(400);
  });
});

const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** A tab with a page open; whatever the browser complains about is kept. */
const open = async (url: string, options: BrowserContextOptions = phone) => {
  const context = await browser.newContext(options);
  const tab = await context.newPage();
  const complaints: string[] = [];
  tab.on('console', (message) => complaints.push(message.text()));
  tab.on('pageerror', (error) => complaints.push(error.message));
  const requests: string[] = [];
  tab.on('request', (request) => requests.push(request.url()));
  await tab.goto(url);
  return { tab, complaints, requests, close: () => context.close() };
};

/** What axe finds wrong by WCAG 2.2 A and AA and its best practices. */
const violationsOf = async (tab: Page): Promise<readonly string[]> => {
  await tab.evaluate(axeSource);
  const results = (await tab.evaluate('axe.run()')) as AxeResults;
  return results.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
};
const fitsAcross = (tab: Page): Promise<boolean> =>
  tab.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth') as Promise<boolean>;

describe.skipIf(!browserPath)(`the page of a reminder in a browser${noBrowser}`, () => {
  it.each<[string, BrowserContextOptions]>([
    ['on a phone', phone],
    ['on a narrow phone in the dark', { ...phone, viewport: { width: 320, height: 568 }, colorScheme: 'dark' }],
    ['on a screen', { viewport: { width: 1280, height: 900 } }],
  ])('should be accessible, fit and load nothing %s', async (_where, options) => {
    const { url } = await linkTo('LOOKS');
    const { tab, complaints, requests, close } = await open(url, options);
    expect(await violationsOf(tab)).toEqual([]);
    expect(await fitsAcross(tab)).toBe(true);
    expect(complaints).toEqual([]);
    expect(requests).toEqual([url]);
    await close();
  });

  it('should take a promise and a dispute without JavaScript, and say what is wrong beside its field', async () => {
    const { url, code } = await linkTo('TYPES');
    const { tab, close } = await open(url, { ...phone, javaScriptEnabled: false });
    const promise = tab.locator('form').first();
    await promise.getByLabel('Amount in EUR').fill('100,00');
    await promise.getByLabel('Paid by').fill('2026-03-10');
    await promise.getByLabel('Code').fill(code);
    await promise.getByRole('button').click();
    await tab.getByRole('alert').waitFor();
    expect(await tab.getByRole('alert').innerText()).toContain('Write the amount like 60,000.00.');
    expect(await promise.getByLabel('Paid by').inputValue()).toBe('2026-03-10');
    expect(await promise.getByLabel('Code').inputValue()).toBe('');
    await promise.getByLabel('Amount in EUR').fill('100');
    await promise.getByLabel('Code').fill(code);
    await promise.getByRole('button').click();
    await tab.getByRole('heading', { name: 'Recorded: EUR 100.00 by 10 March 2026' }).waitFor();

    await tab.goto(url);
    const dispute = tab.locator('form').last();
    await dispute.getByRole('checkbox', { name: 'TYPES-2' }).check();
    await dispute.getByLabel('What is wrong').fill('Never delivered.');
    await dispute.getByLabel('Code').fill(code);
    await dispute.getByRole('button').click();
    await tab.getByRole('heading', { name: 'Recorded: 1 invoice disputed' }).waitFor();
    await tab.goto(url);
    expect(await tab.getByRole('table').innerText()).toMatch(/TYPES-1.*Promised for 10 March 2026.*Disputed/s);
    await close();
  });

  it('should be accessible when it comes back, is closed or is unknown, with the focus on what is wrong', async () => {
    const { url } = await linkTo('LOOKS');
    // The mail that takes its place brings another link.
    const closed = await linkTo('GUESSES');
    await guessAt(closed);
    const { tab, close } = await open(url);
    await Promise.all([tab.waitForNavigation(), tab.evaluate('document.forms[1].submit()')]);
    expect(await tab.getByRole('alert').innerText()).toContain('Choose at least one invoice.');
    expect(await tab.evaluate('document.activeElement.name')).toBe('invoice:LOOKS-1');
    expect(await violationsOf(tab)).toEqual([]);
    for (const [gone, heading] of [
      [closed.url, 'This link is closed'],
      [url.replace(/[^/]+$/, 'x'.repeat(43)), 'There is nothing at this address'],
    ] as const) {
      await tab.goto(gone);
      await tab.getByRole('heading', { name: heading }).waitFor();
      expect(await violationsOf(tab)).toEqual([]);
    }
    await close();
  });

  it('should not run what stands in a name', async () => {
    const { tab, requests, close } = await open((await linkTo('HOSTILE')).url);
    expect(await tab.title()).toContain('What is open for');
    expect(await tab.getByRole('main').innerText()).toContain(HOSTILE);
    expect(requests).toHaveLength(1);
    await close();
  });
});
