import fc from 'fast-check';
import { expect } from 'vitest';
import { money } from '../../../shared/money.ts';
import { releaseOrder } from '../../support/movements.ts';
import { command, currency, customerAt, index, nextId, nth } from './command.ts';
import { type Currency, DAY_MS, type Ledger, type Release, releasesOf } from './model.ts';
import { askFor } from './order-commands.ts';
import { type Real, withKey } from './real.ts';

const MOST_RELEASES = 20;
const GRANTED_FOR_DAYS = 14;

interface Wanted {
  readonly who: number;
  readonly slot: number;
  readonly cents: number;
  readonly currency: Currency;
}

/** Often more than any limit lets through. */
const wishes = () =>
  fc.record({
    who: index(),
    slot: fc.nat({ max: 2 }),
    cents: fc.integer({ min: 1, max: 900_00 }),
    currency: currency(),
  });

const grant = async (ledger: Ledger, real: Real, wanted: Wanted): Promise<void> => {
  const customer = customerAt(ledger, wanted.who).id;
  const orderId = `${customer}-o${wanted.slot}`;
  const amount = BigInt(wanted.cents);
  const id = nextId(ledger, 'grant');
  const expiresAt = ledger.now + GRANTED_FOR_DAYS * DAY_MS;
  const more = { requestId: id, expiresAt: new Date(expiresAt).toISOString() };
  const again = () => releaseOrder(withKey(real, id, 'grant'), customer, orderId, money(amount, wanted.currency), more);
  if (releasesOf(ledger, customer).length >= MOST_RELEASES) {
    await expect(again()).rejects.toMatchObject({ code: 'conflict' });
    return;
  }
  await again();
  ledger.releases.push({ id, customer, orderId, amount, currency: wanted.currency, expiresAt });
  real.calls.push({ name: 'grant', again, answer: null });
};

/** Approvers release an order, which need not have been asked about before. */
export const grants = () =>
  wishes().map((wanted) => command(`grant ${JSON.stringify(wanted)}`, (ledger, real) => grant(ledger, real, wanted)));

const waiting = (ledger: Ledger): Release[] => ledger.releases.filter((one) => one.expiresAt > ledger.now);

/** A released order is asked about: for what was released, or for a cent more or less. */
export const releasedChecks = () =>
  fc
    .record({
      nth: index(),
      more: fc.constantFrom(0n, 0n, 0n, -1n, 1n),
      reserve: fc.boolean(),
      ifNone: wishes(),
    })
    .map((wanted) =>
      command(`ask for released ${wanted.nth} ${wanted.more} ${wanted.reserve}`, async (ledger, real) => {
        if (waiting(ledger).length === 0) await grant(ledger, real, wanted.ifNone);
        const { customer: id, orderId, amount, currency: inCurrency } = nth(waiting(ledger), wanted.nth);
        const customer = nth(
          [...ledger.customers.values()].filter((one) => one.id === id),
          0,
        );
        const asked = amount > 1n ? amount + wanted.more : amount;
        await askFor(ledger, real, { customer, orderId, amount: asked, currency: inCurrency, reserve: wanted.reserve });
      }),
    );
