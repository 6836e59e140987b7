import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadAccount } from '../../../shared/store/accounts.ts';
import { loadReservation } from '../../../shared/store/reservations.ts';
import { openTable } from '../../../shared/store/table.ts';
import { type Fault, faultyClient, named } from '../../support/client-taps.ts';
import { type Desk, keyed, openDesk } from '../../support/context.ts';
import {
  type Behaviour,
  clientThrough,
  type FailingNetwork,
  startFailingNetwork,
} from '../../support/failing-network.ts';
import { check, createCustomer, eur, invoice, pay } from '../../support/movements.ts';
import { soundDesk } from '../../support/sound-desk.ts';

const { database, desk } = await soundDesk({ audit: 'after each test' });
let customer = '';
let customers = 0;

beforeEach(async () => {
  customers += 1;
  customer = `F${customers}`;
  await createCustomer(desk.at(), customer, { limit: 100_00 });
});

const reserved = async () => (await loadAccount(database.table, customer))?.reservations;
const version = async () => (await loadAccount(database.table, customer))?.version;

/** The context of a call whose requests fail as said. */
const failing = (...faults: Fault[]) => {
  const faulty = faultyClient(...faults);
  return { context: desk.at({ table: openTable(database.tableName, faulty.client) }), seen: faulty.seen };
};

const write = (error: Fault['error'], times: number, when: Fault['when'] = 'before'): Fault => ({
  command: 'TransactWriteItemsCommand',
  when,
  error,
  times,
});

const read = (error: Fault['error'], times: number): Fault => ({
  command: 'GetItemCommand',
  when: 'before',
  error,
  times,
});

/** A transaction that was cancelled because one of its writes could not be made now. */
const cancelled = (code: string) =>
  named('TransactionCanceledException', { CancellationReasons: [{ Code: 'None' }, { Code: code }] });

const passing = [
  ['throttled', named('ProvisionedThroughputExceededException')],
  ['rate limited', named('RequestLimitExceeded')],
  ['throttled by the account', named('ThrottlingException')],
  ['failed inside', named('InternalServerError')],
  ['unavailable', named('Whatever', { $metadata: { httpStatusCode: 503 } })],
  ['timed out', named('TimeoutError')],
  ['cut off', named('Error', { code: 'ECONNRESET' })],
  ['still running', named('TransactionInProgressException')],
  ['cancelled by throttling', cancelled('ThrottlingError')],
  ['cancelled by throughput', cancelled('ProvisionedThroughputExceeded')],
  ['cancelled by a conflict', cancelled('TransactionConflict')],
] as const;

describe('a failure that passes', () => {
  it.each(passing)('should be tried again when a write is %s', async (_, error) => {
    const { context } = failing(write(error, 3));
    expect(await check(context, customer, customer, eur(10_00))).toMatchObject({ decision: 'APPROVED' });
    expect(await reserved()).toBe(10_00n);
  });

  it.each(passing.slice(0, 7))('should be tried again when a read is %s', async (_, error) => {
    const { context } = failing(read(error, 3));
    expect(await check(context, customer, customer, eur(10_00))).toMatchObject({ decision: 'APPROVED' });
  });

  it.each(passing.slice(0, 7))(
    'should end as unavailable, with nothing moved, when writes stay %s',
    async (_, error) => {
      const before = await version();
      const { context, seen } = failing(write(error, Number.POSITIVE_INFINITY));
      await expect(check(context, customer, customer, eur(10_00))).rejects.toMatchObject({ code: 'unavailable' });
      expect(seen()).toBeLessThan(10);
      expect(await version()).toBe(before);
      expect(await loadReservation(database.table, customer)).toBeNull();
    },
  );

  it('should not be done twice when the answer of a write that was done is lost', async () => {
    const { context } = failing(write(named('TimeoutError'), 2, 'after'));
    const answer = await check(context, customer, customer, eur(10_00));
    expect(answer).toMatchObject({ decision: 'APPROVED', exposureAfter: { amount: '10.00' } });
    expect(await reserved()).toBe(10_00n);
    await pay(context, customer, `${customer}-P`, eur(5_00));
    expect(await loadAccount(database.table, customer)).toMatchObject({ unappliedCash: 5_00n });
  });
});

describe('a failure that does not pass', () => {
  it('should stop the call at once', async () => {
    const { context, seen } = failing(write(named('ValidationException'), Number.POSITIVE_INFINITY));
    await expect(check(context, customer, customer, eur(1))).rejects.toMatchObject({ name: 'ValidationException' });
    expect(seen()).toBe(2);
    expect(await reserved()).toBe(0n);
  });
});

describe('a network that fails', () => {
  let network: FailingNetwork;
  let far: Desk;

  beforeAll(async () => {
    network = await startFailingNetwork(database.endpoint);
    far = openDesk(openTable(database.tableName, await clientThrough(network, database)));
  });

  afterEach(() => network.behave('pass'));
  afterAll(() => network.stop());

  it.each<Behaviour>(['refuse', 'cut-answers', 'halve-answers'])(
    'should be got over when it does so for a while: %s',
    async (behaviour) => {
      network.behave(behaviour, 3);
      await check(far.at(), customer, customer, eur(10_00));
      await invoice(far.at(), customer, `${customer}-I`, eur(8_00), { orderId: customer });
      network.behave(behaviour, 3);
      await pay(far.at(), customer, `${customer}-P`, eur(3_00));
      expect(await loadAccount(database.table, customer)).toMatchObject({
        openReceivables: 5_00n,
        reservations: 2_00n,
        unappliedCash: 0n,
      });
    },
  );

  it('should end as unavailable, with nothing moved, when nothing gets through', async () => {
    const before = await version();
    network.behave('refuse');
    await expect(check(far.at(), customer, customer, eur(10_00))).rejects.toMatchObject({ code: 'unavailable' });
    expect(await version()).toBe(before);
  });

  it('should do once what is asked again after an unclear end', async () => {
    const key = keyed(customer, 'O');
    const ask = () => check(far.at(key), customer, customer, eur(10_00));
    const unclear = failing(write(named('TimeoutError'), Number.POSITIVE_INFINITY, 'after'));
    const first = check({ ...unclear.context, ...key }, customer, customer, eur(10_00));
    await expect(first).rejects.toMatchObject({ code: 'unavailable' });
    expect(await reserved()).toBe(10_00n);
    const settled = await version();
    const answer = await ask();
    expect(answer).toMatchObject({ decision: 'APPROVED', exposureAfter: { amount: '10.00' } });
    expect(await ask()).toEqual(answer);
    expect(await version()).toBe(settled);
    expect(await reserved()).toBe(10_00n);
  });

  it('should end as unavailable before the function is out of time, when no answer ever comes', async () => {
    network.behave('hang');
    const started = performance.now();
    await expect(check(far.at(), customer, customer, eur(10_00))).rejects.toMatchObject({ code: 'unavailable' });
    expect(performance.now() - started).toBeLessThan(9_000);
    network.behave('pass');
    expect(await reserved()).toBe(0n);
  });

  it('should be told from a slow one by a time-out', async () => {
    network.behave('hang', 1);
    const started = performance.now();
    expect(await check(far.at(), customer, customer, eur(10_00))).toMatchObject({ decision: 'APPROVED' });
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(await reserved()).toBe(10_00n);
  });
});
