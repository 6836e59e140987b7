import fc from 'fast-check';
import { expect } from 'vitest';
import { money } from '../../../shared/money.ts';
import { openDispute, resolveDispute } from '../../../shared/store/disputes.ts';
import { writeOff } from '../../../shared/store/receivables.ts';
import { invoice } from '../../support/movements.ts';
import { cents, command, currency, customerAt, index, nth } from './command.ts';
import {
  DAY_MS,
  dateOf,
  inEuros,
  invoicesOf,
  type Ledger,
  type Order,
  remaining,
  settlementsOf,
  share,
  unapplied,
} from './model.ts';
import { withKey } from './real.ts';
import { applyWaitingMoney } from './settling.ts';

/** Ids count up by customer, so that a payment can name an invoice that is still to come. */
export const invoiceId = (ledger: Ledger, customer: string, ahead = 0): string =>
  `${customer}-i${invoicesOf(ledger, customer).length + ahead}`;

const consume = (order: Order, amount: bigint, inCurrency: string, worth: bigint): void => {
  order.invoiced += inCurrency === order.currency ? amount : share(order.amount, worth, order.worth);
};

const cashWaits = (ledger: Ledger, customer: string): boolean =>
  settlementsOf(ledger, customer).some((one) => share(one.worth, unapplied(one), one.amount) !== 0n);

export const invoices = () =>
  fc
    .record({
      who: index(),
      cents: cents(),
      currency: currency(),
      order: fc.option(index()),
      dueInDays: fc.nat({ max: 40 }),
    })
    .map((wanted) =>
      command(`invoice ${JSON.stringify(wanted)}`, async (ledger, real) => {
        const customer = customerAt(ledger, wanted.who);
        const id = invoiceId(ledger, customer.id);
        const amount = BigInt(wanted.cents);
        const orders = [...ledger.orders.values()].filter((one) => one.customer === customer.id);
        const order = wanted.order === null || orders.length === 0 ? null : nth(orders, wanted.order);
        const dueOn = dateOf(ledger.now + wanted.dueInDays * DAY_MS);
        const details = { issuedOn: dateOf(ledger.now), dueOn, ...(order && { orderId: order.id }) };
        const post = () => invoice(real.desk.at(), customer.id, id, money(amount, wanted.currency), details);
        expect((await post()).created).toBe(true);
        const worth = inEuros(amount, wanted.currency);
        if (order) consume(order, amount, wanted.currency, worth);
        const none = { paid: 0n, credited: 0n, writtenOff: 0n, disputed: false };
        const posted = { id, customer: customer.id, amount, currency: wanted.currency, worth, dueOn, ...none };
        const onRepeat = (later: Ledger) => {
          const standing = later.invoices.get(id);
          if (standing && cashWaits(later, customer.id)) applyWaitingMoney(later, standing);
        };
        ledger.invoices.set(id, posted);
        onRepeat(ledger);
        const again = async () => (await post()).created;
        real.calls.push({ name: `invoice ${id}`, again, answer: false, onRepeat });
        const other = invoice(real.desk.at(), customer.id, id, money(amount + 1n, wanted.currency), details);
        await expect(other).rejects.toMatchObject({ code: 'conflict' });
      }),
    );

const someInvoice = (ledger: Ledger): boolean => ledger.invoices.size > 0;

export const writeOffs = () =>
  index().map((at) =>
    command(
      `write off ${at}`,
      async (ledger, real) => {
        const written = nth(ledger.invoices.values(), at);
        const again = async () => {
          await writeOff(withKey(real, `write-off-${written.id}`, 'writeOff'), written.id, 'insolvent');
          return null;
        };
        if (remaining(written) === 0n && written.writtenOff === 0n) {
          await expect(again()).rejects.toMatchObject({ code: 'conflict' });
          return;
        }
        await again();
        if (real.calls.some((call) => call.name === `write off ${written.id}`)) return;
        written.writtenOff += remaining(written);
        real.calls.push({ name: `write off ${written.id}`, again, answer: null });
      },
      someInvoice,
    ),
  );

export const disputes = () =>
  index().map((at) =>
    command(
      `dispute ${at}`,
      async (ledger, real) => {
        const disputed = nth(ledger.invoices.values(), at);
        const open = real.disputes.findIndex((one) => one.invoice === disputed.id);
        const [before] = open < 0 ? [] : real.disputes.splice(open, 1);
        disputed.disputed = !before;
        if (before) {
          await resolveDispute(real.desk.at(), before.id, 'REJECTED', 'looked into');
          return;
        }
        const claim = { customerId: disputed.customer, invoiceIds: [disputed.id], reason: 'damaged' };
        const { disputeId } = await openDispute(real.desk.at(), claim);
        real.disputes.push({ id: disputeId, invoice: disputed.id });
      },
      someInvoice,
    ),
  );
