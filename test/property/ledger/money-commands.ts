import fc from 'fast-check';
import { expect } from 'vitest';
import { money } from '../../../shared/money.ts';
import { reversePayment } from '../../../shared/store/settlements.ts';
import { pay } from '../../support/movements.ts';
import { cents, command, currency, customerAt, index, nextId, nth } from './command.ts';
import { invoiceId } from './invoice-commands.ts';
import { type Currency, inEuros, invoicesOf, type Ledger, remaining, type Settlement, today } from './model.ts';
import { type Real, withKey } from './real.ts';
import { applyMoney, takeBack } from './settling.ts';

interface Received {
  readonly kind: Settlement['kind'];
  readonly customer: string;
  readonly amount: bigint;
  readonly currency: Currency;
  readonly names?: readonly string[];
  readonly allocations?: readonly { readonly invoice: string; readonly amount: bigint }[];
}

const receive = async (ledger: Ledger, real: Real, received: Received): Promise<void> => {
  const { kind, customer, amount, currency: inCurrency, names = [], allocations = null } = received;
  const id = nextId(ledger, kind === 'PAYMENT' ? 'pay' : 'note');
  const date = today(ledger);
  const more = {
    kind,
    date,
    ...(names.length > 0 && { reference: `re: ${names.join(', ')}.` }),
    ...(allocations && {
      allocations: allocations.map((part) => ({ invoiceId: part.invoice, amount: money(part.amount, inCurrency) })),
    }),
  };
  const post = () => pay(real.desk.at(), customer, id, money(amount, inCurrency), more);
  expect((await post()).created).toBe(true);
  const applied = new Map<string, bigint>();
  const worth = inEuros(amount, inCurrency);
  const settlement = { id, kind, customer, amount, currency: inCurrency, worth, date, names, applied, reversed: false };
  ledger.settlements.set(id, settlement);
  applyMoney(ledger, settlement, allocations);
  real.calls.push({ name: `${kind} ${id}`, again: async () => (await post()).created, answer: false });
  const other = pay(real.desk.at(), customer, id, money(amount + 1n, inCurrency), more);
  await expect(other).rejects.toMatchObject({ code: 'conflict' });
};

export const payments = () =>
  fc.record({ who: index(), cents: cents(), currency: currency() }).map((wanted) =>
    command(`pay ${JSON.stringify(wanted)}`, async (ledger, real) => {
      const customer = customerAt(ledger, wanted.who).id;
      await receive(ledger, real, { ...wanted, kind: 'PAYMENT', customer, amount: BigInt(wanted.cents) });
    }),
  );

/** Names one invoice that there is and one that may still be to come. */
export const namedPayments = () =>
  fc
    .record({ who: index(), cents: cents(), currency: currency(), one: fc.option(index()), ahead: fc.nat({ max: 1 }) })
    .map((wanted) =>
      command(`pay by reference ${JSON.stringify(wanted)}`, async (ledger, real) => {
        const customer = customerAt(ledger, wanted.who).id;
        const own = invoicesOf(ledger, customer);
        const known = wanted.one === null || own.length === 0 ? [] : [nth(own, wanted.one).id];
        const names = [...known, invoiceId(ledger, customer, wanted.ahead)];
        await receive(ledger, real, { ...wanted, kind: 'PAYMENT', customer, amount: BigInt(wanted.cents), names });
      }),
    );

/** To the cent what remains of an invoice, or a part of it, or more than it. */
export const allocatedMoney = () =>
  fc
    .record({
      kind: fc.constantFrom('PAYMENT' as const, 'CREDIT_NOTE' as const),
      nth: index(),
      second: index(),
      percent: fc.constantFrom(30n, 100n, 130n),
      extra: fc.nat({ max: 50_00 }),
    })
    .map((wanted) =>
      command(
        `allocate ${wanted.kind} ${wanted.nth} ${wanted.second} ${wanted.percent} ${wanted.extra}`,
        async (ledger, real) => {
          const invoice = nth(ledger.invoices.values(), wanted.nth);
          const { customer, currency: inCurrency } = invoice;
          const others = invoicesOf(ledger, customer).filter(
            (one) => one.currency === inCurrency && one.id !== invoice.id && one.id > invoice.id,
          );
          const second = others.length > 0 && wanted.kind === 'PAYMENT' ? [nth(others, wanted.second)] : [];
          const allocations = [invoice, ...second].map((one) => ({
            invoice: one.id,
            amount: (remaining(one) * wanted.percent) / 100n + 1n,
          }));
          const amount = allocations.reduce((sum, part) => sum + part.amount, BigInt(wanted.extra));
          await receive(ledger, real, { kind: wanted.kind, customer, amount, currency: inCurrency, allocations });
        },
        (ledger) => ledger.invoices.size > 0,
      ),
    );

export const creditNotes = () =>
  fc.record({ who: index(), cents: cents(), currency: currency() }).map((wanted) =>
    command(`credit ${JSON.stringify(wanted)}`, async (ledger, real) => {
      const customer = customerAt(ledger, wanted.who).id;
      await receive(ledger, real, { ...wanted, kind: 'CREDIT_NOTE', customer, amount: BigInt(wanted.cents) });
    }),
  );

const paymentsIn = (ledger: Ledger): Settlement[] =>
  [...ledger.settlements.values()].filter((one) => one.kind === 'PAYMENT');

export const bounces = () =>
  index().map((at) =>
    command(
      `bounce ${at}`,
      async (ledger, real) => {
        const payment = nth(paymentsIn(ledger), at);
        const key = nextId(ledger, 'bounce');
        const again = async () => {
          const { status } = await reversePayment(withKey(real, key, 'reversePayment'), payment.id, 'bounced');
          return status;
        };
        expect(await again()).toBe('REVERSED');
        takeBack(ledger, payment);
        real.calls.push({ name: `bounce ${payment.id}`, again, answer: 'REVERSED' });
      },
      (ledger) => paymentsIn(ledger).length > 0,
    ),
  );
