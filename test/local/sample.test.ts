import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { banner } from '../../local/banner.ts';
import { type Call, clientOf, orFail } from '../../local/client/api-client.ts';
import { listAt, moneyAt, textAt, valueAt } from '../../local/client/read.ts';
import { type Platform, startPlatform } from '../../local/platform.ts';
import { sampleCustomers } from '../../local/sample/customers.ts';
import { seedSampleData } from '../../local/sample/seed.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'credence-sample-'));
let platform: Platform;
let call: Call;

beforeAll(async () => {
  platform = await startPlatform({ dataDir, port: 0, quiet: true });
  call = clientOf(platform.endpoints);
});
afterAll(async () => {
  await platform.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const profile = async (customerId: string) => orFail(await call('GET', `/v1/customers/${customerId}`));
const check = async (customerId: string) => {
  const amount = { amount: '1200.00', currency: 'EUR' };
  return orFail(await call('POST', '/v1/credit-checks', { customerId, orderId: `TRY-${customerId}`, amount }));
};

describe('the sample customers', () => {
  it('should let the example order of the start-up output pass', async () => {
    const example = /-d '(\{"customerId".*?\})'$/m.exec(banner(platform, '.local'))?.[1] ?? '{}';
    const answer = orFail(await call('POST', '/v1/credit-checks', JSON.parse(example)));
    expect(textAt(answer, 'decision')).toBe('APPROVED');
  });

  it.each([
    ['ACME-1', 'APPROVED', []],
    ['TESSALY-BOIS', 'APPROVED', []],
    ['TESSALY-NORD', 'APPROVED', ['LIMIT_NEARLY_USED']],
    ['BRISA', 'REFERRED', ['ON_HOLD', 'OVERDUE']],
    ['GREY-HERON', 'DECLINED', ['BLACKLISTED', 'OVERDUE']],
    ['KIRAMEKI', 'APPROVED', []],
    ['POPUP', 'PREPAYMENT_REQUIRED', ['CASH_ONLY']],
    ['LARKSPUR', 'REFERRED', ['NO_LIMIT']],
    ['EASTVALE', 'APPROVED', []],
  ])('should be in situations of their own: %s', async (customerId, decision, reasons) => {
    const answer = await check(customerId);
    expect(textAt(answer, 'decision')).toBe(decision);
    expect(listAt(answer, 'reasons').map((reason) => valueAt(reason, 'code'))).toEqual(reasons);
  });

  it('should have a payment record, something overdue, a cover and a shared limit among them', async () => {
    const [acme, bois, kirameki] = await Promise.all(['ACME-1', 'TESSALY-BOIS', 'KIRAMEKI'].map(profile));
    if (!acme || !bois || !kirameki) throw new Error('a profile is missing');
    expect(valueAt(acme.body, 'behaviour.onTimeRatio')).toBe(1);
    expect(moneyAt(bois, 'overdue.amount').amount).toBe('9600.00');
    expect(valueAt(bois.body, 'overdue.maxDaysPastDue')).toBe(18);
    expect(moneyAt(kirameki, 'effectiveLimit')).toEqual({ amount: '4700000', currency: 'JPY' });
    expect(valueAt(bois.body, 'parentCustomerId')).toBe('TESSALY');
  });

  it('should stay as they are when they are seeded again, also on a later day', async () => {
    const versions = () =>
      Promise.all(sampleCustomers.map(async ({ customerId }) => valueAt((await profile(customerId)).body, 'version')));
    const { api, control } = platform.endpoints;
    const before = await versions();
    await seedSampleData({ api, control, token: platform.token });
    expect(await versions()).toEqual(before);
  });
});
