import { afterAll, expect, it } from 'vitest';
import { startPlatform } from '../../local/platform.ts';
import { connect } from '../support/e2e/client.ts';
import { eur, ledgerOn, money, newId } from '../support/e2e/ledger.ts';
import { temporaryDir } from '../support/fixture-platform.ts';

const platform = await startPlatform({ dataDir: temporaryDir(), port: 0, empty: true, quiet: true });
afterAll(platform.stop);
const client = connect(platform.endpoints);
const { call } = client;
const { customer, day } = ledgerOn(client);

it('should leave nothing of what functions remember when everything is emptied', async () => {
  const convertedAt = async (rate: string): Promise<unknown> => {
    const customerId = await customer('1000.00');
    await call('putFxRates', { params: { date: await day() }, body: { base: 'EUR', rates: { USD: rate } } });
    const order = { customerId, orderId: newId('O'), amount: money('100.00', 'USD'), reserve: true };
    return (await call('checkCredit', { body: order })).body.exposureAfter;
  };
  expect(await convertedAt('2')).toEqual(eur('50.00'));
  await fetch(`${platform.endpoints.control}/reset`, { method: 'POST' });
  expect(await convertedAt('4')).toEqual(eur('25.00'));
});
