import { addDaysToInstant } from '../dates.ts';
import type { Account } from '../domain/account/account.ts';
import { noMovement } from '../domain/account/account.ts';
import { withOrder } from '../domain/account/habit.ts';
import { cancelledOn, end, hasExpired, heldAmount, type Reservation } from '../domain/reservation/reservation.ts';
import { notFound, Refusal } from '../errors.ts';
import { formatMinorUnits } from '../money.ts';
import { advanceAccount, loadAccount, moveGroup } from './accounts.ts';
import { count, moneyOf, present, text, units } from './attributes.ts';
import { type Context, withoutRequest } from './context.ts';
import { indexKeys, keys } from './keys.ts';
import { moveAccount, moveAccountNow, type Standing } from './movement.ts';
import type { Item, Table, Write } from './table.ts';

export const loadReservation = async (table: Table, orderId: string): Promise<Reservation | null> => {
  const item = await table.get(keys.reservation(orderId));
  return item ? toReservation(item) : null;
};

export const toReservation = (item: Item): Reservation => ({
  orderId: text(item, 'orderId'),
  customerId: text(item, 'customerId'),
  status: text(item, 'status') as Reservation['status'],
  amount: moneyOf(item),
  carryingAmount: units(item, 'carrying'),
  invoiced: units(item, 'invoiced'),
  expiresAt: text(item, 'expiresAt'),
  decisionId: text(item, 'decisionId'),
  ...(item['category'] === undefined ? {} : { productCategory: text(item, 'category') }),
  ...(item['termsDays'] === undefined ? {} : { termsDays: count(item, 'termsDays') }),
  ...(item['orderedOn'] === undefined
    ? {}
    : { ordered: { on: text(item, 'orderedOn'), value: units(item, 'ordered') } }),
  ...(item['unusual'] === true ? { isUnusual: true as const } : {}),
  version: count(item, 'version'),
});

/**
 * The reservation of an order that holds something now.
 * @throws not-found when the order never held anything, or holds nothing any more.
 */
export const loadActiveReservation = async (
  table: Table,
  orderId: string,
  now: string,
): Promise<{ reservation: Reservation; currency: string }> => {
  const reservation = await loadReservation(table, orderId);
  if (!reservation) throw notFound('reservation of order', orderId);
  const account = await loadAccount(table, reservation.customerId);
  if (!account) throw new Error(`order ${orderId} is reserved for a customer without an account`);
  if (reservation.status === 'ACTIVE' && !hasExpired(reservation, now)) {
    return { reservation, currency: account.currency };
  }
  const ended = hasExpired(reservation, now) ? 'EXPIRED' : reservation.status;
  throw new Refusal('not-found', `Order '${orderId}' holds no reservation any more: it was ${endings[ended]}.`);
};

const endings = {
  ACTIVE: 'ended',
  INVOICED: 'invoiced in full',
  RELEASED: 'released',
  EXPIRED: 'left to expire',
} as const;

/** Writes the next state of an order's reservation, if it is still as it was (`null`: if there was none). */
export const reservationWrite = (table: Table, before: Reservation | null, after: Reservation): Write => ({
  name: 'reservation',
  write: {
    Put: {
      TableName: table.name,
      Item: {
        ...keys.reservation(after.orderId),
        entityType: 'RESERVATION',
        orderId: after.orderId,
        customerId: after.customerId,
        status: after.status,
        amount: after.amount.minorUnits,
        currency: after.amount.currency,
        carrying: after.carryingAmount,
        invoiced: after.invoiced,
        expiresAt: after.expiresAt,
        decisionId: after.decisionId,
        ...present({
          category: after.productCategory,
          termsDays: after.termsDays,
          orderedOn: after.ordered?.on,
          ordered: after.ordered?.value,
          unusual: after.isUnusual,
        }),
        version: after.version,
        ...(after.status === 'ACTIVE'
          ? indexKeys.reservationExpiry(after.customerId, after.expiresAt, after.orderId)
          : {}),
      },
      ...(before
        ? { ConditionExpression: 'version = :version', ExpressionAttributeValues: { ':version': before.version } }
        : { ConditionExpression: 'attribute_not_exists(pk)' }),
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  },
});

/** Holds that the order has no reservation, or still the one that was seen. */
export const reservationUnchanged = (table: Table, orderId: string, seen: Reservation | null): Write => ({
  name: 'reservation',
  write: {
    ConditionCheck: {
      TableName: table.name,
      Key: { ...keys.reservation(orderId) },
      ...(seen
        ? { ConditionExpression: 'version = :version', ExpressionAttributeValues: { ':version': seen.version } }
        : { ConditionExpression: 'attribute_not_exists(pk)' }),
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  },
});

/**
 * Releases what an order holds. Repeating it, or releasing what has expired, changes nothing.
 * @throws not-found when the order never held anything.
 */
export const releaseReservation = async (context: Context, orderId: string): Promise<void> => {
  const first = await loadReservation(context.table, orderId);
  if (!first) throw notFound('reservation of order', orderId);
  await moveAccount<null>(context, first.customerId, async ({ account }) => {
    const reservation = await loadReservation(context.table, orderId);
    if (reservation?.status !== 'ACTIVE') return { answer: null };
    const held = heldAmount(reservation);
    const { today } = context.moment;
    const cancelled = cancelledOn(reservation, today);
    return {
      ...(cancelled > 0n ? { account: { habit: withOrder(account.habit, -cancelled, today) } } : {}),
      entry: {
        kind: 'ReservationReleased',
        deltas: { ...noMovement, reservations: -held },
        data: { orderId, released: formatMinorUnits(held, account.currency), decisionId: reservation.decisionId },
      },
      writes: [reservationWrite(context.table, reservation, end(reservation, 'RELEASED'))],
      result: () => null,
    };
  });
};

/** Reservations ended in one transaction; with the account, the group and the entry far below DynamoDB's 100 items. */
const EXPIRED_PER_MOVEMENT = 80;
const EXPIRY_ROUNDS = 100;

/**
 * The index may lag behind a reservation that has just been made. Such a one holds for a day at least, so an expiry
 * read from the index is trusted for somewhat less than that and then looked up again.
 */
const TRUSTED_DAYS = 23 / 24;

export const isExpiryDue = ({ account, group }: Standing, now: string): boolean =>
  [account.nextExpiryAt, group?.nextExpiryAt, group?.groupNextExpiryAt].some((at) => at != null && at <= now);

/** Frees everything that has expired under the limits that bound this customer: its own, and its group's. */
export const expireDue = async (context: Context, { account, group }: Standing): Promise<void> => {
  const { now } = context.moment;
  if (account.nextExpiryAt !== null && account.nextExpiryAt <= now) await expireReservations(context, account);
  if (!group) return;
  const isOther = group.customerId !== account.customerId;
  if (isOther && group.nextExpiryAt !== null && group.nextExpiryAt <= now) await expireReservations(context, group);
  if (group.groupNextExpiryAt !== null && group.groupNextExpiryAt <= now) await expireInGroup(context, group);
};

const expireInGroup = async (context: Context, group: Account): Promise<void> => {
  const { table, moment } = context;
  const { gsi2pk } = indexKeys.groupExpiry(group.customerId, '', '');
  const due = await table.page({ index: 'gsi2', partition: gsi2pk, to: `${moment.now}#~` });
  for (const member of due.items) {
    const standing = await table.get({ pk: text(member, 'pk'), sk: text(member, 'sk') });
    if (standing) await expireReservations(context, { customerId: text(standing, 'id') });
  }
  const next = await table.page({ index: 'gsi2', partition: gsi2pk, from: `${moment.now}#~`, limit: 1 });
  const to = soonest(next.items[0] && text(next.items[0], 'gsi2sk'), moment.now);
  await table.transact([
    moveGroup(table, group.customerId, {
      exposure: 0n,
      nextExpiryAt: { from: group.groupNextExpiryAt, to },
    }),
  ]);
};

const soonest = (indexSortKey: string | undefined, now: string): string => {
  const trusted = addDaysToInstant(now, TRUSTED_DAYS);
  const inIndex = indexSortKey?.split('#')[0];
  return inIndex !== undefined && inIndex < trusted ? inIndex : trusted;
};

const expireReservations = async (context: Context, { customerId }: Pick<Account, 'customerId'>): Promise<void> => {
  for (let round = 0; round < EXPIRY_ROUNDS; round += 1) {
    if ((await expireSome(context, customerId)) < EXPIRED_PER_MOVEMENT) return;
  }
};

const expireSome = async (context: Context, customerId: string): Promise<number> => {
  const { table, moment } = context;
  const { gsi1pk } = indexKeys.reservationExpiry(customerId, '', '');
  const due = await table.page({
    index: 'gsi1',
    partition: gsi1pk,
    to: `${moment.now}#~`,
    limit: EXPIRED_PER_MOVEMENT,
  });
  const next = await table.page({ index: 'gsi1', partition: gsi1pk, from: `${moment.now}#~`, limit: 1 });
  return moveAccountNow(withoutRequest(context), customerId, async ({ account }) => {
    const wanted = due.items.map((item) => ({ pk: text(item, 'pk'), sk: text(item, 'sk') }));
    const expired = (await table.getMany(wanted))
      .map(toReservation)
      .filter((reservation) => reservation.customerId === customerId && hasExpired(reservation, moment.now));
    const freed = expired.reduce((sum, reservation) => sum + heldAmount(reservation), 0n);
    const more = due.items.length === EXPIRED_PER_MOVEMENT;
    const later =
      account.reservations === freed ? null : soonest(next.items[0] && text(next.items[0], 'gsi1sk'), moment.now);
    const nextExpiryAt = more ? account.nextExpiryAt : later;
    if (expired.length === 0) {
      const unmoved = { exposure: 0n };
      await table.transact([advanceAccount(table, account, { ...account, nextExpiryAt }, unmoved)]);
      return { answer: due.items.length };
    }
    return {
      entry: {
        kind: 'ReservationsExpired',
        deltas: { ...noMovement, reservations: -freed },
        data: {
          orders: expired.map((reservation) => ({
            orderId: reservation.orderId,
            released: formatMinorUnits(heldAmount(reservation), account.currency),
            expiresAt: reservation.expiresAt,
          })),
        },
      },
      account: { nextExpiryAt },
      writes: expired.map((reservation) => {
        const write = reservationWrite(table, reservation, end(reservation, 'EXPIRED'));
        return { ...write, name: `reservation ${reservation.orderId}` };
      }),
      result: () => due.items.length,
    };
  });
};
