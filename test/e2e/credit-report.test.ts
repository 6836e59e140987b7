import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserPath, launchBrowser, noBrowser } from '../support/browser.ts';
import { eur, sharedPlatform } from '../support/e2e/ledger.ts';

const { ask, call, customer, day, invoice, pay } = sharedPlatform();

/** Has bought for three months and paid late, and owes something that is overdue. */
const debtor = async (legalName: string): Promise<string> => {
  const customerId = await customer('20000.00', { legalName });
  for (const offset of [-95, -65, -40]) {
    const amount = eur('3000.00');
    const issuedOn = await day(offset);
    const { invoiceId } = await invoice({ customerId, amount, issuedOn, dueOn: await day(offset + 14) });
    const allocations = [{ invoiceId, amount }];
    await pay({ customerId, amount, receivedOn: await day(offset + 20), allocations });
  }
  await invoice({ customerId, amount: eur('1200.00'), issuedOn: await day(-30), dueOn: await day(-2) });
  return customerId;
};

describe('the credit report on a running platform', () => {
  it('should come as JSON, page and PDF', async () => {
    const customerId = await debtor('Acme Maschinenbau GmbH');
    const { body } = await call('getCreditReport', { params: { customerId } });
    expect(body).toMatchObject({ customerId, profile: { behaviour: { invoicesPaid: 3, averageDaysLate: 6 } } });
    expect(body.months.at(-1)).toMatchObject({ exposure: eur('1200.00'), effectiveLimit: eur('20000.00') });
    const types = { 'text/html': /^text\/html/, 'application/pdf': /^application\/pdf$/ };
    for (const [accept, type] of Object.entries(types)) {
      const answer = await ask('getCreditReport', { params: { customerId }, headers: { accept } });
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toMatch(type);
    }
  });
});

describe.skipIf(!browserPath)(`the page of a credit report in a browser${noBrowser}`, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  it.each([
    ['a phone', 320, 'light'],
    ['a phone in the dark', 320, 'dark'],
    ['a desk', 1280, 'light'],
    ['a desk in the dark', 1280, 'dark'],
  ] as const)('should fit on %s, and be readable for everybody', async (_what, width, colorScheme) => {
    const customerId = await debtor('<b>Söhne</b> & Töchter Aktiengesellschaft für Maschinenbau');
    const page = await ask('getCreditReport', { params: { customerId }, headers: { accept: 'text/html' } });
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
    const tab = await context.newPage();
    const complaints: string[] = [];
    tab.on('console', (message) => complaints.push(message.text()));
    const headers = Object.fromEntries(page.headers);
    await tab.route('**/*', (route) => route.fulfill({ status: 200, headers, body: page.text }));
    await tab.goto('https://report.example/');
    expect(await tab.getByRole('heading', { level: 1 }).textContent()).toContain('<b>Söhne</b> & Töchter');
    expect(await tab.locator('svg.chart').count()).toBe(4);
    const fits = 'document.documentElement.scrollWidth <= document.documentElement.clientWidth';
    expect(await tab.evaluate(fits)).toBe(true);
    for (const details of await tab.locator('summary').all()) await details.click();
    await tab.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
    const { violations } = (await tab.evaluate('axe.run()')) as AxeResults;
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
