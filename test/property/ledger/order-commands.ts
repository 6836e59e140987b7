import fc from 'fast-check';
import { expect } from 'vitest';
import { money } from '../../../shared/money.ts';
import type { Context } from '../../../shared/store/context.ts';
import { amendReservation, type CheckAnswer } from '../../../shared/store/credit-checks.ts';
import { releaseReservation } from '../../../shared/store/reservations.ts';
import { check } from '../../support/movements.ts';
import { cents, command, currency, customerAt, index, nextId, nth } from './command.ts';
import { type Expected, expectDecision, limitOf } from './expected-decision.ts';
import {
  type Currency,
  type Customer,
  expiryFrom,
  exposureOf,
  freeExpired,
  groupExposureOf,
  groupOf,
  type Ledger,
  type Order,
  releasesOf,
  spendReleases,
  statusOf,
  tolerated,
} from './model.ts';
import { type Real, withKey } from './real.ts';

interface Asked {
  readonly customer: Customer;
  readonly orderId: string;
  readonly amount: bigint;
  readonly currency: Currency;
  readonly reserve: boolean;
}

const eur = (minorUnits: bigint) => {
  const digits = minorUnits < 0n ? (-minorUnits).toString().padStart(3, '0') : minorUnits.toString().padStart(3, '0');
  return { amount: `${minorUnits < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`, currency: 'EUR' };
};

/** Warnings and remarks, which stop nothing. */
const remarks = ['LIMIT_NEARLY_USED', 'COVER_EXPIRED', 'UNUSUAL_ORDER'];

const reasonsOf = (answer: CheckAnswer) => answer['reasons'] as { code: string; facts: { overruled?: string[] } }[];

const codesOf = (answer: CheckAnswer): string[] =>
  reasonsOf(answer)
    .map((reason) => reason.code)
    .filter((code) => !remarks.includes(code));

const isReleased = (ledger: Ledger, { customer, orderId, amount, currency: inCurrency }: Asked): boolean =>
  releasesOf(ledger, customer.id).some(
    (one) => one.orderId === orderId && one.currency === inCurrency && amount <= one.amount,
  );

/** Holds the answer against what the model expects, and lets the model do what was decided. */
const settleCheck = (ledger: Ledger, asked: Asked, answer: CheckAnswer): void => {
  const { customer, orderId, amount, currency: inCurrency, reserve } = asked;
  const order = ledger.orders.get(orderId);
  const isRepeated =
    order &&
    ['ACTIVE', 'INVOICED'].includes(statusOf(order)) &&
    order.amount === amount &&
    order.currency === inCurrency;
  if (isRepeated) {
    expect(answer['decisionId']).toBe(order.decisionId);
    return;
  }
  const expected = expectDecision(ledger, customer, order, amount, inCurrency);
  const passes = expected.codes.length === 0;
  const wasReleased = !passes && isReleased(ledger, asked);
  const isApproved = passes || wasReleased;
  const held = isApproved && reserve ? expected.increase : 0n;
  const after = expected.exposureBefore + held;
  const codes = [...new Set(expected.codes)].sort();
  expect(codesOf(answer).sort()).toEqual(wasReleased ? ['RELEASED_BY_APPROVAL'] : [...expected.codes].sort());
  if (wasReleased) expect(reasonsOf(answer)[0]?.facts.overruled?.toSorted()).toEqual(codes);
  expect(answer).toMatchObject({
    exposureBefore: eur(expected.exposureBefore),
    exposureAfter: eur(after),
    effectiveLimit: expected.limit === null ? null : eur(expected.limit),
    available: expected.limit === null ? null : eur(expected.limit - after),
    ...(isApproved ? { decision: 'APPROVED' } : {}),
  });
  if (wasReleased) ledger.released += 1;
  if (!isApproved || !reserve) return;
  spendReleases(ledger, orderId);
  hold(ledger, asked, order, expected, String(answer['decisionId']));
  // Only what approvers let through, knowing the amount, goes beyond a limit.
  if (held > 0n && !wasReleased) expectWithinLimits(ledger, customer, expected.worth);
};

const hold = (
  ledger: Ledger,
  asked: Asked,
  before: Order | undefined,
  expected: Expected,
  decisionId: string,
): void => {
  const stays = before && statusOf(before) === 'ACTIVE';
  ledger.orders.set(asked.orderId, {
    id: asked.orderId,
    customer: asked.customer.id,
    amount: asked.amount,
    currency: asked.currency,
    worth: expected.worth,
    invoiced: expected.invoiced,
    ended: null,
    expiresAt: stays ? before.expiresAt : expiryFrom(ledger),
    decisionId,
  });
};

/** What a check lets through never passes a limit by more than is tolerated of an order of its size. */
const expectWithinLimits = (ledger: Ledger, customer: Customer, worth: bigint): void => {
  const group = groupOf(ledger, customer);
  const limit = limitOf(ledger, customer);
  const shared = group && limitOf(ledger, group);
  const bound = (of: bigint) => tolerated(ledger, of, worth);
  if (typeof limit === 'bigint') expect(exposureOf(ledger, customer.id)).toBeLessThanOrEqual(bound(limit));
  if (group && typeof shared === 'bigint') expect(groupExposureOf(ledger, group.id)).toBeLessThanOrEqual(bound(shared));
};

const keep = (
  real: Real,
  name: string,
  call: (context: Context) => Promise<CheckAnswer>,
  key: string,
  operation: string,
) => ({
  first: () => call(withKey(real, key, operation)),
  log: (answer: CheckAnswer, onRepeat: (ledger: Ledger) => void) =>
    real.calls.push({ name, answer, again: () => call(withKey(real, key, operation)), onRepeat }),
});

/** A check by a request with a key of its own, held against the model. */
export const askFor = async (ledger: Ledger, real: Real, asked: Asked): Promise<void> => {
  const { customer, orderId, amount, currency: inCurrency, reserve } = asked;
  const ask = (context: Context) => check(context, customer.id, orderId, money(amount, inCurrency), { reserve });
  const call = keep(real, 'check', ask, nextId(ledger, 'check'), 'checkCredit');
  freeExpired(ledger, customer);
  const answer = await call.first();
  settleCheck(ledger, asked, answer);
  call.log(answer, (later) => freeExpired(later, customer));
};

export const checks = () =>
  fc
    .record({ who: index(), slot: fc.nat({ max: 2 }), cents: cents(), currency: currency(), reserve: fc.boolean() })
    .map((wanted) =>
      command(`check ${JSON.stringify(wanted)}`, async (ledger, real) => {
        const customer = customerAt(ledger, wanted.who);
        const orderId = `${customer.id}-o${wanted.slot}`;
        await askFor(ledger, real, { ...wanted, customer, orderId, amount: BigInt(wanted.cents) });
      }),
    );

/** The order that was placed before, asked once more as it stands: by another request, with a key of its own. */
export const sameChecks = () =>
  index().map((at) =>
    command(
      `ask again for ${at}`,
      async (ledger, real) => {
        const { id: orderId, customer: customerId, amount, currency } = nth(ledger.orders.values(), at);
        const customer = nth(
          [...ledger.customers.values()].filter((one) => one.id === customerId),
          0,
        );
        await askFor(ledger, real, { customer, orderId, amount, currency, reserve: true });
      },
      (ledger) => ledger.orders.size > 0,
    ),
  );

const holdsNow = (ledger: Ledger, order: Order): boolean =>
  statusOf(order) === 'ACTIVE' && order.expiresAt > ledger.now;

export const amendments = () =>
  fc.record({ nth: index(), cents: cents() }).map((wanted) =>
    command(
      `amend ${JSON.stringify(wanted)}`,
      async (ledger, real) => {
        const order = nth(ledger.orders.values(), wanted.nth);
        const customer = nth(
          [...ledger.customers.values()].filter((one) => one.id === order.customer),
          0,
        );
        const amount = money(BigInt(wanted.cents), order.currency);
        const amend = (context: Context) => amendReservation(context, order.id, amount);
        const call = keep(real, 'amend', amend, nextId(ledger, 'amend'), 'amendReservation');
        if (!holdsNow(ledger, order)) {
          await expect(call.first()).rejects.toMatchObject({ code: 'not-found' });
          return;
        }
        freeExpired(ledger, customer);
        const answer = await call.first();
        const asked = {
          customer,
          orderId: order.id,
          amount: amount.minorUnits,
          currency: order.currency,
          reserve: true,
        };
        settleCheck(ledger, asked, answer);
        call.log(answer, (later) => {
          const now = later.orders.get(order.id);
          if (now && holdsNow(later, now)) freeExpired(later, customer);
        });
      },
      (ledger) => ledger.orders.size > 0,
    ),
  );

export const releases = () =>
  index().map((at) =>
    command(
      `release ${at}`,
      async (ledger, real) => {
        const order = nth(ledger.orders.values(), at);
        const key = nextId(ledger, 'release');
        const again = () => releaseReservation(withKey(real, key, 'releaseReservation'), order.id);
        await again();
        if (statusOf(order) === 'ACTIVE') order.ended = 'RELEASED';
        real.calls.push({ name: 'release', again: async () => (await again()) ?? null, answer: null });
      },
      (ledger) => ledger.orders.size > 0,
    ),
  );
