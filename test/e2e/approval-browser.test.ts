import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserPath, launchBrowser, noBrowser } from '../support/browser.ts';
import { sharedPlatform } from '../support/e2e/ledger.ts';
import { linksOn, type MailedLink } from '../support/e2e/links.ts';

const platform = sharedPlatform();
const { linkTo, requestLimit, showRequest } = linksOn(platform);

const ANA = 'ana.analyst@example.com';
const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const axeSource = browserPath
  ? readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  : '';

let browser: Browser;
beforeAll(async () => {
  if (browserPath) browser = await launchBrowser();
});
afterAll(() => browser?.close());

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

const asked = async (): Promise<{ requestId: string; link: MailedLink }> => {
  const requestId = await requestLimit('60000.00');
  return { requestId, link: await linkTo(ANA, requestId) };
};

const choose = (tab: Page, decision: string) => tab.getByRole('radio', { name: decision }).check();
const submit = async (tab: Page): Promise<number | undefined> => {
  const [response] = await Promise.all([
    tab.waitForResponse((answer) => answer.request().method() === 'POST'),
    tab.getByRole('button', { name: 'Record my decision' }).click(),
  ]);
  await tab.waitForLoadState();
  return response.status();
};

describe.skipIf(!browserPath)(`the page of a decision in a browser${noBrowser}`, () => {
  it.each<[string, BrowserContextOptions]>([
    ['on a phone', phone],
    ['on a phone in the dark', { ...phone, colorScheme: 'dark' }],
    ['on a narrow phone', { ...phone, viewport: { width: 320, height: 568 } }],
    ['on a screen', { viewport: { width: 1280, height: 900 } }],
  ])('should be accessible and fit %s', async (_where, options) => {
    const { link } = await asked();
    const { tab, complaints, requests, close } = await open(link.url, options);
    expect(await violationsOf(tab)).toEqual([]);
    expect(await fitsAcross(tab)).toBe(true);
    // The style sheet was let in by its hash, and nothing else was asked for.
    expect(await tab.evaluate('getComputedStyle(document.querySelector("button")).borderTopWidth')).toBe('0px');
    expect(complaints).toEqual([]);
    expect(requests).toEqual([link.url]);
    await close();
  });

  it('should decide without JavaScript, by keyboard alone', async () => {
    const { requestId, link } = await asked();
    const { tab, close } = await open(link.url, { ...phone, javaScriptEnabled: false });
    await tab.getByRole('radio', { name: 'Approve' }).focus();
    await tab.keyboard.press('Space');
    await tab.keyboard.press('Tab');
    await tab.keyboard.press('ControlOrMeta+a');
    await tab.keyboard.type('55000');
    await tab.keyboard.press('Tab');
    await tab.keyboard.type('Fine with me.');
    await tab.keyboard.press('Tab');
    await tab.keyboard.type(link.code);
    await tab.keyboard.press('Enter');
    await tab.getByRole('heading', { name: 'Recorded: approved for EUR 55,000.00' }).waitFor();
    expect(await fitsAcross(tab)).toBe(true);
    expect((await showRequest(requestId)).levels[0]?.decisions).toMatchObject([
      { decision: 'APPROVE', decidedBy: ANA, approvedLimit: { amount: '55000.00' }, via: 'LINK' },
    ]);
    await close();
  });

  it('should decide nothing when a program submits the form without the code', async () => {
    const { requestId, link } = await asked();
    const { tab, close } = await open(link.url);
    // A browser asks for the code by itself.
    await choose(tab, 'Approve');
    await tab.getByRole('button', { name: 'Record my decision' }).click();
    expect(await tab.evaluate('document.activeElement.id')).toBe('code');
    // A program may not.
    await Promise.all([tab.waitForNavigation(), tab.evaluate('document.forms[0].submit()')]);
    await tab.getByRole('alert').waitFor();
    expect((await showRequest(requestId)).levels[0]?.decisions).toEqual([]);
    await close();
  });

  it('should come back with its errors, accessible, what was typed and the focus on what is wrong', async () => {
    const { link } = await asked();
    const { tab, complaints, close } = await open(link.url);
    await choose(tab, 'Approve');
    await tab.getByLabel('Approved limit in EUR').fill('70000');
    await tab.getByLabel('Comment').fill('Fine with me.');
    await tab.getByLabel('Code').fill(link.code);
    expect(await submit(tab)).toBe(422);
    expect(await tab.getByRole('alert').innerText()).toContain('must not be more than EUR 60,000.00');
    expect(await tab.evaluate('document.activeElement.id')).toBe('approvedLimit');
    expect(await tab.getByLabel('Approved limit in EUR').inputValue()).toBe('70000');
    expect(await tab.getByLabel('Comment').inputValue()).toBe('Fine with me.');
    expect(await tab.getByLabel('Code').inputValue()).toBe('');
    expect(await violationsOf(tab)).toEqual([]);
    expect(complaints.filter((text) => !text.includes('422'))).toEqual([]);

    await choose(tab, 'Reject');
    await tab.getByLabel('Code').fill(link.code);
    expect(await submit(tab)).toBe(200);
    await tab.getByRole('heading', { name: 'Recorded: rejected' }).waitFor();
    expect(await violationsOf(tab)).toEqual([]);
    await tab.goto(link.url);
    await tab.getByRole('heading', { name: 'Your decision is recorded' }).waitFor();
    expect(await violationsOf(tab)).toEqual([]);
    await close();
  });

  it('should not run what stands in a name or a reason', async () => {
    const hostile = '"><script>document.title="x"</script><img src=x onerror="document.title=\'x\'">';
    const customerId = await platform.customer('50000.00', { legalName: hostile });
    const requestId = await requestLimit('60000.00', { customerId, reason: hostile });
    const { tab, requests, close } = await open((await linkTo(ANA, requestId)).url);
    expect(await tab.title()).toContain('Credit limit of EUR 60,000.00');
    expect(await tab.getByRole('main').innerText()).toContain(hostile);
    expect(requests).toHaveLength(1);
    await close();
  });
});
