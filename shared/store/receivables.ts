import { type Account, addCounters, noMovement } from '../domain/account/account.ts';
import { withInvoice } from '../domain/account/habit.ts';
import { convertBy } from '../domain/fx/rates.ts';
import type { JsonObject } from '../domain/history/entry.ts';
import type { Prediction } from '../domain/prediction/outlook.ts';
import {
  carryingRemaining,
  type Receivable,
  receivableStatus,
  remainingOf,
  settle,
  toOpenItem,
} from '../domain/receivable/receivable.ts';
import { consume, heldAmount, type Reservation } from '../domain/reservation/reservation.ts';
import { openReceivablesDelta, type ReceivableChange } from '../domain/settlement/settlement.ts';
import { conflict, notFound, unprocessable } from '../errors.ts';
import { formatMinorUnits, type Money, toMoneyJson } from '../money.ts';
import { count, countOr, json, moneyOf, text, textOrNull, units } from './attributes.ts';
import { handedOverOn } from './collection/handed-over.ts';
import type { Context } from './context.ts';
import { quoteFor } from './fx-rates.ts';
import { indexKeys, keys } from './keys.ts';
import { salesWrite } from './monthly-sales.ts';
import { moveAccount, type Standing } from './movement.ts';
import { listOpenItems, openItemWrite } from './open-items.ts';
import { predictPayment, recordToPredictBy } from './predictions.ts';
import { loadReservation, reservationWrite } from './reservations.ts';
import type { Item, Table, Write } from './table.ts';

export const toReceivable = (item: Item): Receivable => ({
  invoiceId: text(item, 'invoiceId'),
  customerId: text(item, 'customerId'),
  orderId: textOrNull(item, 'orderId'),
  amount: moneyOf(item),
  carryingAmount: units(item, 'carrying'),
  paid: units(item, 'paid'),
  ...(item['paidInTime'] === undefined ? {} : { paidInTime: units(item, 'paidInTime') }),
  credited: units(item, 'credited'),
  writtenOff: units(item, 'writtenOff'),
  issuedOn: text(item, 'issuedOn'),
  dueOn: text(item, 'dueOn'),
  settledOn: textOrNull(item, 'settledOn'),
  openDisputes: countOr(item, 'disputes', 0),
  disputed: countOr(item, 'disputes', 0) > 0,
  everDisputed: item['everDisputed'] === true || countOr(item, 'disputes', 0) > 0,
  productCategory: textOrNull(item, 'productCategory'),
  document: item['document'] === undefined ? null : json<JsonObject>(item, 'document'),
  prediction: item['prediction'] === undefined ? null : json<Prediction>(item, 'prediction'),
  bodyHash: text(item, 'bodyHash'),
  version: count(item, 'version'),
});

const receivableWrite = (table: Table, before: Receivable | null, after: Receivable): Write => ({
  name: `receivable ${after.invoiceId}`,
  write: {
    Put: {
      TableName: table.name,
      Item: {
        ...keys.receivable(after.invoiceId),
        ...indexKeys.receivablesOf(after.customerId, after.issuedOn, after.invoiceId),
        entityType: 'RECEIVABLE',
        invoiceId: after.invoiceId,
        customerId: after.customerId,
        ...(after.orderId === null ? {} : { orderId: after.orderId }),
        amount: after.amount.minorUnits,
        currency: after.amount.currency,
        carrying: after.carryingAmount,
        paid: after.paid,
        ...(after.paidInTime ? { paidInTime: after.paidInTime } : {}),
        credited: after.credited,
        writtenOff: after.writtenOff,
        issuedOn: after.issuedOn,
        dueOn: after.dueOn,
        ...(after.settledOn === null ? {} : { settledOn: after.settledOn }),
        ...(after.disputed ? { disputes: after.openDisputes } : {}),
        ...(after.everDisputed ? { everDisputed: true } : {}),
        ...(after.productCategory === null ? {} : { productCategory: after.productCategory }),
        ...(after.document === null ? {} : { document: JSON.stringify(after.document) }),
        ...(after.prediction === null ? {} : { prediction: JSON.stringify(after.prediction) }),
        bodyHash: after.bodyHash,
        version: after.version,
      },
      ...(before
        ? { ConditionExpression: 'version = :version', ExpressionAttributeValues: { ':version': before.version } }
        : { ConditionExpression: 'attribute_not_exists(pk)', ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }),
    },
  },
});

/** @throws not-found when there is no such receivable. */
export const loadReceivable = async (table: Table, invoiceId: string): Promise<Receivable> => {
  const item = await table.get(keys.receivable(invoiceId));
  if (!item) throw notFound('receivable', invoiceId);
  return toReceivable(item);
};

/** Those of the receivables that exist, in the order asked. */
export const loadReceivables = async (table: Table, invoiceIds: readonly string[]): Promise<Receivable[]> => {
  const items = await table.getMany([...new Set(invoiceIds)].map(keys.receivable));
  const found = new Map(items.map(toReceivable).map((receivable) => [receivable.invoiceId, receivable]));
  return invoiceIds.flatMap((id) => found.get(id) ?? []);
};

/** What changes with a receivable: itself and the open item. */
export const receivableWrites = (table: Table, customerId: string, changes: readonly ReceivableChange[]): Write[] => [
  ...changes.map(({ before, after }) => receivableWrite(table, before, after)),
  ...changes.map(({ after }) => openItemWrite(table, customerId, toOpenItem(after))),
];

/** The oldest due date among what is open once the changes are made. */
export const oldestOpenDueOn = async (
  table: Table,
  { account }: Standing,
  changes: readonly ReceivableChange[],
): Promise<string | null> => {
  const closed = new Set(changes.filter(({ after }) => remainingOf(after) === 0n).map(({ after }) => after.invoiceId));
  const opened = changes.filter(({ after }) => remainingOf(after) > 0n).map(({ after }) => after.dueOn);
  const closesOldest = changes.some(
    ({ before }) => closed.has(before.invoiceId) && before.dueOn === account.oldestOpenDueOn,
  );
  const standing = closesOldest ? await oldestBesides(table, account.customerId, closed) : account.oldestOpenDueOn;
  return [...opened, ...(standing === null ? [] : [standing])].sort()[0] ?? null;
};

const oldestBesides = async (table: Table, customerId: string, closed: ReadonlySet<string>): Promise<string | null> => {
  const { items } = await listOpenItems(table, customerId, { limit: closed.size + 1 });
  return items.find((item) => !closed.has(item.invoiceId))?.dueOn ?? null;
};

/** The value of an amount in the account's currency, at the newest known rate however old: what exists is recorded. */
export const carryingAmountOf = async (context: Context, amount: Money, currency: string): Promise<bigint> => {
  const fx = await quoteFor(context, amount.currency, currency);
  if (!fx && amount.currency !== currency) {
    const remedy = `Publish one with PUT /v1/fx-rates/${context.moment.today}.`;
    throw unprocessable(
      'amount.currency',
      `No exchange rate from ${amount.currency} to ${currency} is known. ${remedy}`,
    );
  }
  return convertBy(amount, fx, currency).minorUnits;
};

export interface PostReceivable {
  readonly invoiceId: string;
  readonly customerId: string;
  readonly orderId?: string | undefined;
  readonly amount: Money;
  readonly issuedOn: string;
  readonly dueOn: string;
  readonly productCategory?: string | undefined;
  readonly document?: JsonObject | undefined;
  readonly bodyHash: string;
}

interface Posted {
  readonly created: boolean;
  /** The customer has unapplied cash, some of which may be meant for this invoice. */
  readonly cashWaits: boolean;
}

/**
 * Posts an invoice and takes its amount from what its order holds. Never refused for want of limit.
 * @returns whether it is new. @throws not-found for an unknown customer, conflict for another body under the same id.
 */
export const postReceivable = (context: Context, command: PostReceivable): Promise<Posted> =>
  moveAccount<Posted>(context, command.customerId, async (standing) => {
    const { table } = context;
    const { account } = standing;
    const [reservation, record] = await Promise.all([
      command.orderId === undefined ? null : loadReservation(table, command.orderId),
      recordToPredictBy(context, account, command.issuedOn),
    ]);
    if (reservation && reservation.customerId !== command.customerId) {
      throw unprocessable('orderId', `Order '${command.orderId}' belongs to another customer.`);
    }
    const cashWaits = account.unappliedCash !== 0n;
    const carryingAmount = await carryingAmountOf(context, command.amount, account.currency);
    const receivable: Receivable = {
      ...command,
      orderId: command.orderId ?? null,
      productCategory: command.productCategory ?? null,
      document: command.document ?? null,
      prediction: predictPayment(context, account, record, { ...command, carryingAmount }),
      carryingAmount,
      paid: 0n,
      credited: 0n,
      writtenOff: 0n,
      settledOn: null,
      openDisputes: 0,
      disputed: false,
      everDisputed: false,
      version: 1,
    };
    const consumed = reservation && consume(reservation, command.amount, carryingAmount);
    const freed = reservation && consumed ? heldAmount(reservation) - heldAmount(consumed) : 0n;
    const oldest = account.oldestOpenDueOn;
    return {
      entry: {
        kind: 'ReceivablePosted',
        deltas: addCounters(noMovement, { ...noMovement, openReceivables: carryingAmount, reservations: -freed }),
        data: postedFacts(receivable, account, reservation, freed, context.moment.today),
      },
      account: {
        oldestOpenDueOn: oldest === null || command.dueOn < oldest ? command.dueOn : oldest,
        habit: withInvoice(
          account.habit,
          carryingAmount,
          command.issuedOn,
          reservation && { worth: reservation.carryingAmount, isFirst: reservation.invoiced === 0n },
        ),
      },
      writes: [
        receivableWrite(table, null, receivable),
        openItemWrite(table, command.customerId, toOpenItem(receivable)),
        ...(reservation && consumed ? [reservationWrite(table, reservation, consumed)] : []),
        salesWrite(table, account, command.issuedOn, carryingAmount),
      ],
      result: () => ({ created: true, cashWaits }),
      onFailed: {
        [`receivable ${command.invoiceId}`]: (stored) => {
          if (stored && text(stored, 'bodyHash') === command.bodyHash) return { answer: { created: false, cashWaits } };
          throw conflict(`Receivable '${command.invoiceId}' exists with another body.`, 'invoiceId');
        },
      },
    };
  });

const isPassedBy = (through: string | null, { dueOn, invoiceId }: Receivable): boolean =>
  through !== null && `${dueOn}#${invoiceId}` < through;

const postedFacts = (
  receivable: Receivable,
  { currency, fallingDueThrough, overdueThrough }: Account,
  reservation: Reservation | null,
  freed: bigint,
  today: string,
): JsonObject => ({
  invoiceId: receivable.invoiceId,
  amount: { ...toMoneyJson(receivable.amount) },
  issuedOn: receivable.issuedOn,
  dueOn: receivable.dueOn,
  ...(receivable.orderId === null ? {} : { orderId: receivable.orderId }),
  ...(reservation ? { takenFromReservation: formatMinorUnits(freed, currency) } : {}),
  ...(receivable.amount.currency === currency
    ? {}
    : { carryingAmount: formatMinorUnits(receivable.carryingAmount, currency) }),
  // The daily run has passed it already and will not tell of it: this entry does.
  ...(isPassedBy(overdueThrough, receivable) ? { pastDue: true } : {}),
  // Nor of this one, which is not overdue yet, that it falls due.
  ...(isPassedBy(fallingDueThrough, receivable) && receivable.dueOn >= today ? { fallingDue: true } : {}),
});

/**
 * Writes off what remains of a receivable. Repeating it changes nothing.
 * @throws not-found, or conflict when nothing remains to be written off.
 */
export const writeOff = async (context: Context, invoiceId: string, reason: string): Promise<void> => {
  const { table, moment } = context;
  const { customerId } = await loadReceivable(table, invoiceId);
  await moveAccount<null>(context, customerId, async (standing) => {
    const before = await loadReceivable(table, invoiceId);
    const { currency } = before.amount;
    const remaining = remainingOf(before);
    if (remaining === 0n) {
      if (receivableStatus(before) === 'WRITTEN_OFF') return { answer: null };
      throw conflict(`Nothing remains of receivable '${invoiceId}'; there is nothing to write off.`);
    }
    const changes = [{ before, after: settle(before, 'WRITE_OFF', remaining, moment.today) }];
    const legalSince = await handedOverOn(context, before);
    return {
      entry: {
        kind: 'ReceivableWrittenOff',
        deltas: { ...noMovement, openReceivables: openReceivablesDelta(changes) },
        data: {
          invoiceId,
          writtenOff: { ...toMoneyJson({ minorUnits: remaining, currency }) },
          invoiceAmount: { ...toMoneyJson(before.amount) },
          dueOn: before.dueOn,
          // Of an invoice that a payment which bounced has opened again.
          ...(before.writtenOff === 0n
            ? {}
            : { writtenOffBefore: { ...toMoneyJson({ minorUnits: before.writtenOff, currency }) } }),
          // The loss is of that trouble, which has been counted as a default.
          ...(legalSince === null ? {} : { handedOverOn: legalSince }),
          worth: formatMinorUnits(carryingRemaining(before), standing.account.currency),
          reason,
        },
      },
      account: { oldestOpenDueOn: await oldestOpenDueOn(table, standing, changes) },
      writes: receivableWrites(table, customerId, changes),
      result: () => null,
    };
  });
};
