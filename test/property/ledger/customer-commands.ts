import fc from 'fast-check';
import { expect } from 'vitest';
import { money } from '../../../shared/money.ts';
import { recordCover } from '../../../shared/store/covers.ts';
import { putCustomer, setStanding, takeOverLimit } from '../../../shared/store/customers.ts';
import { fingerprint } from '../../support/context.ts';
import { publishTestRates } from '../../support/movements.ts';
import { cents, command, customerAt, index, nextId, nth } from './command.ts';
import { DAY_MS, dateOf, PARENT, type Tolerance, today } from './model.ts';
import { withKey } from './real.ts';

export const limits = () =>
  fc
    .record({
      who: index(),
      limit: fc.oneof(
        { weight: 4, arbitrary: fc.integer({ min: 1, max: 800_00 }) },
        { weight: 1, arbitrary: fc.constantFrom(0, null, 'unlimited' as const) },
      ),
    })
    .map(({ who, limit }) =>
      command(`limit ${who} ${limit}`, async (ledger, real) => {
        const customer = customerAt(ledger, who);
        const key = nextId(ledger, 'limit');
        const unlimited = limit === 'unlimited';
        const amount = typeof limit === 'number' ? BigInt(limit) : null;
        const creditLimit = amount === null ? null : money(amount, 'EUR');
        const wanted = { creditLimit, unlimited, reason: key, bodyHash: key };
        const again = () => takeOverLimit(withKey(real, key, 'setLimit'), customer.id, wanted);
        await again();
        customer.limit = amount;
        customer.unlimited = unlimited;
        real.calls.push({ name: 'limit', again, answer: null });
      }),
    );

const bound = () => fc.option(fc.bigInt({ min: 1n, max: 500_00n }));

/** What the policy tolerates of orders by their size, often nothing. */
export const tolerances = (): fc.Arbitrary<readonly Tolerance[]> =>
  fc.array(fc.record({ above: bound(), upTo: bound(), perMille: fc.constantFrom(0n, 25n, 100n, 1000n) }), {
    maxLength: 3,
  });

export const holds = () =>
  index().map((who) =>
    command(`hold or unhold ${who}`, async (ledger, real) => {
      const customer = customerAt(ledger, who);
      const key = nextId(ledger, 'hold');
      const change = customer.held ? 'UNHOLD' : 'HOLD';
      const again = () => setStanding(withKey(real, key, change), customer.id, change, 'looks bad');
      await again();
      customer.held = !customer.held;
      real.calls.push({ name: change, again, answer: null });
    }),
  );

const MOST_COVERS = 10;

export const covers = () =>
  fc
    .record({ who: index(), cents: cents(), percent: fc.integer({ min: 0, max: 100 }), days: fc.nat({ max: 20 }) })
    .map((wanted) =>
      command(`cover ${JSON.stringify(wanted)}`, async (ledger, real) => {
        const customer = customerAt(ledger, wanted.who);
        const coverId = nextId(ledger, 'cover');
        const validFrom = today(ledger);
        const validTo = dateOf(ledger.now + wanted.days * DAY_MS);
        const body = {
          coverId,
          kind: 'INSURANCE' as const,
          provider: 'Sure plc',
          amount: money(BigInt(wanted.cents), 'EUR'),
          coveredPercent: String(wanted.percent),
          validFrom,
          validTo,
        };
        const again = () => recordCover(real.desk.at(), customer.id, body, fingerprint(body));
        if (customer.covers.length >= MOST_COVERS) {
          await expect(again()).rejects.toMatchObject({ code: 'unprocessable' });
          return;
        }
        expect(await again()).toBe(true);
        const terms = { amount: BigInt(wanted.cents), percent: BigInt(wanted.percent) };
        customer.covers.push({ ...terms, from: validFrom, to: validTo });
        real.calls.push({ name: 'cover', again, answer: false });
      }),
    );

/** A customer leaves its parent's shared limit, or comes under it. */
export const regroupings = () =>
  index().map((at) =>
    command(`regroup ${at}`, async (ledger, real) => {
      const customer = nth(
        [...ledger.customers.values()].filter((one) => one.id !== PARENT),
        at,
      );
      customer.parent = customer.parent === null ? PARENT : null;
      const masterData = {
        legalName: `${customer.id} GmbH`,
        currency: 'EUR',
        segment: 'RETAIL',
        region: 'EU',
        groupLimitShared: true,
        ...(customer.parent && { parentCustomerId: customer.parent }),
      };
      await putCustomer(real.desk.at(), customer.id, masterData, fingerprint(masterData));
    }),
  );

export const advances = () =>
  fc.oneof(fc.integer({ min: 1, max: 48 }), fc.integer({ min: 3 * 24, max: 25 * 24 })).map((hours) =>
    command(`advance ${hours} h`, async (ledger) => {
      ledger.now += (hours * DAY_MS) / 24;
    }),
  );

export const rates = () =>
  fc.constant(
    command('publish rates', async (ledger, real) => {
      await publishTestRates(real.desk.at());
      ledger.ratesOf = today(ledger);
    }),
  );

/** Any earlier call, at any later time, up to three times: the same answer, and nothing moves. */
export const repetitions = () =>
  fc.record({ nth: index(), times: fc.integer({ min: 1, max: 3 }) }).map((wanted) =>
    command(`repeat ${JSON.stringify(wanted)}`, async (ledger, real) => {
      if (real.calls.length === 0) return;
      const call = nth(real.calls, wanted.nth);
      for (let time = 0; time < wanted.times; time += 1) {
        call.onRepeat?.(ledger);
        expect(await call.again(), `the answer to ${call.name} repeated`).toEqual(call.answer);
      }
    }),
  );
