import { expect } from 'vitest';
import type { PolicyRule } from '../../../shared/domain/policy/rules.ts';
import { defectsIn, readBooks } from '../../support/audit.ts';
import { type Desk, keyed, openDesk } from '../../support/context.ts';
import { addTable, type Database } from '../../support/dynamodb.ts';
import { createCustomer, eur, publishTestRates } from '../../support/movements.ts';
import {
  emptyLedger,
  type Ledger,
  MEMBERS,
  PARENT,
  remaining,
  SOLO,
  statusOf,
  type Tolerance,
  today,
  unapplied,
} from './model.ts';

/** A call that was made, to be made again at some later time. */
export interface Call {
  readonly name: string;
  readonly again: () => Promise<unknown>;
  readonly answer: unknown;
  /** What a repetition does all the same, such as freeing what has expired; nothing, for most. */
  readonly onRepeat?: (ledger: Ledger) => void;
}

/** The store under test, at the model's time. */
export interface Real {
  readonly database: Database;
  readonly desk: Desk;
  readonly calls: Call[];
  readonly disputes: { readonly id: string; readonly invoice: string }[];
}

export const instant = (ledger: Ledger): string => new Date(ledger.now).toISOString();

/** The context of a call that carries an Idempotency-Key of its own. */
export const withKey = (real: Real, key: string, operation = 'checkCredit') => real.desk.at(keyed(key, key, operation));

/** What is tolerated, as a policy says it. */
const ruleOf = ({ above, perMille, upTo }: Tolerance, index: number): PolicyRule => ({
  id: `rule-${index}`,
  when: { ...(above === null ? {} : { amountAbove: eur(above) }), ...(upTo === null ? {} : { amountUpTo: eur(upTo) }) },
  set: { tolerancePercent: `${perMille / 10n}.${perMille % 10n}` },
});

/** A customer without a group, and a parent with two members; the rates of the first day. */
export const setUp = async (
  endpoint: string,
  tolerances: readonly Tolerance[],
): Promise<{ model: Ledger; real: Real }> => {
  const database = await addTable(endpoint);
  const model = emptyLedger(tolerances);
  const desk = openDesk(database.table, { start: instant(model), policy: { rules: tolerances.map(ruleOf) } });
  for (const id of [SOLO, PARENT, ...MEMBERS]) {
    const parent = id.startsWith('member') ? PARENT : null;
    await createCustomer(desk.at(), id, { limit: 500_00, ...(parent && { parentCustomerId: parent }) });
    model.customers.set(id, { id, limit: 500_00n, unlimited: false, parent, held: false, covers: [] });
  }
  await publishTestRates(desk.at());
  model.ratesOf = today(model);
  return { model, real: { database, desk, calls: [], disputes: [] } };
};

/** The books are right in themselves, and they are those of the model. */
export const expectAgreement = async (ledger: Ledger, real: Real): Promise<void> => {
  const books = await readBooks(real.database);
  expect(defectsIn(books)).toEqual([]);
  const all = [...books.values()];
  expect({
    orders: sorted(
      all.flatMap(({ reservations }) =>
        reservations.map(
          (one) =>
            `${one.customerId} ${one.orderId} ${one.status} ${one.amount.minorUnits} ${one.amount.currency} ` +
            `${one.carryingAmount} ${one.invoiced} ${one.expiresAt}`,
        ),
      ),
    ),
    invoices: sorted(
      all.flatMap(({ receivables }) =>
        receivables.map(
          (one) =>
            `${one.invoiceId} ${one.carryingAmount} ${one.paid} ${one.credited} ${one.writtenOff} ${one.disputed}`,
        ),
      ),
    ),
    money: sorted(
      all.flatMap(({ settlements }) =>
        settlements.map((one) =>
          line(
            one.settlementId,
            one.status === 'REVERSED',
            one.allocations.map((part) => [part.invoiceId, part.minorUnits]),
          ),
        ),
      ),
    ),
    releases: sorted(
      all.flatMap(({ account }) =>
        account.releases
          .filter((one) => one.expiresAt > instant(ledger))
          .map((one) => `${account.customerId} ${one.orderId} ${one.requestId} ${one.amount.minorUnits}`),
      ),
    ),
    limits: sorted(
      all.map(({ account }) =>
        [account.customerId, account.creditLimit, account.unlimited, account.groupId, account.holdReasons.length].join(
          ' ',
        ),
      ),
    ),
  }).toEqual(asExpected(ledger));
};

const sorted = (lines: string[]): string[] => lines.sort();

const line = (id: string, reversed: boolean, parts: (readonly [string, bigint])[]): string =>
  `${id} ${reversed} ${parts.map((part) => part.join('=')).join(' ')}`;

const asExpected = (ledger: Ledger) => ({
  orders: sorted(
    [...ledger.orders.values()].map(
      (one) =>
        `${one.customer} ${one.id} ${statusOf(one)} ${one.amount} ${one.currency} ` +
        `${one.worth} ${one.invoiced} ${new Date(one.expiresAt).toISOString()}`,
    ),
  ),
  invoices: sorted(
    [...ledger.invoices.values()].map(
      (one) => `${one.id} ${one.worth} ${one.paid} ${one.credited} ${one.writtenOff} ${one.disputed}`,
    ),
  ),
  money: sorted([...ledger.settlements.values()].map((one) => line(one.id, one.reversed, [...one.applied]))),
  releases: sorted(
    ledger.releases
      .filter((one) => one.expiresAt > ledger.now)
      .map((one) => `${one.customer} ${one.orderId} ${one.id} ${one.amount}`),
  ),
  limits: sorted(
    [...ledger.customers.values()].map((one) =>
      [one.id, one.limit, one.unlimited, one.parent, one.held ? 1 : 0].join(' '),
    ),
  ),
});

/** How much of a run was real work: a check of the check. */
export const activity = (ledger: Ledger) => ({
  orders: ledger.orders.size,
  released: ledger.released,
  paid: [...ledger.invoices.values()].filter((one) => remaining(one) === 0n).length,
  waiting: [...ledger.settlements.values()].filter((one) => unapplied(one) > 0n).length,
});
