import { expect, it } from 'vitest';
import { eur, money, newId } from '../support/e2e/ledger.ts';
import { ownPlatform } from '../support/e2e/own-platform.ts';

const { call, customer, day, endpoints } = await ownPlatform();

it('should leave nothing of what functions remember when everything is emptied', async () => {
  const convertedAt = async (rate: string): Promise<unknown> => {
    const customerId = await customer('1000.00');
    await call('putFxRates', { params: { date: await day() }, body: { base: 'EUR', rates: { USD: rate } } });
    const order = { customerId, orderId: newId('O'), amount: money('100.00', 'USD'), reserve: true };
    return (await call('checkCredit', { body: order })).body.exposureAfter;
  };
  expect(await convertedAt('2')).toEqual(eur('50.00'));
  await fetch(`${endpoints.control}/reset`, { method: 'POST' });
  expect(await convertedAt('4')).toEqual(eur('25.00'));
});
