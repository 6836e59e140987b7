import type { Account, AccountCover, Grade, OrderHabit, TemporaryLimit } from '../domain/account/account.ts';
import { attentionOn } from '../domain/account/attention.ts';
import { hasOrdersBesides } from '../domain/account/habit.ts';
import type { OrderRelease } from '../domain/order-release/release.ts';
import { count, countOr, list, map, moneyOf, present, text, textOrNull, units, unitsOr } from './attributes.ts';
import { type GroupEffect, groupExpressions, withLimitUse } from './group-effects.ts';
import { dueShardOf, indexKeys, keys } from './keys.ts';
import type { Item, Table, Write } from './table.ts';

export type { GroupBound, GroupEffect } from './group-effects.ts';

/** The credit account of a customer, as of now: one consistent read. */
export const loadAccount = async (table: Table, customerId: string): Promise<Account | null> => {
  const item = await table.get(keys.account(customerId));
  return item ? toAccount(item) : null;
};

/**
 * Attribute names of the account are short: the item is written with every movement and should stay within one
 * kilobyte, DynamoDB's unit of charge.
 */
export const toAccount = (item: Item): Account => ({
  customerId: text(item, 'id'),
  currency: text(item, 'cur'),
  segment: text(item, 'seg'),
  region: textOrNull(item, 'reg'),
  industry: textOrNull(item, 'ind'),
  version: count(item, 'v'),
  lastHash: text(item, 'hash'),
  lastEntryAt: text(item, 'at'),
  limitVersion: countOr(item, 'lv', 0),
  creditLimit: item['lim'] === undefined ? null : units(item, 'lim'),
  unlimited: item['unl'] === true,
  limitSetAt: textOrNull(item, 'limAt'),
  temporaryLimit: item['tmp'] === undefined ? null : toTemporaryLimit(map(item, 'tmp')),
  covers: list(item, 'cov').map(toCover),
  releases: list(item, 'rel').map(toRelease),
  paymentTermsDays: item['terms'] === undefined ? null : count(item, 'terms'),
  holdReasons: (item['holds'] as string[] | undefined) ?? [],
  blacklisted: item['black'] === true,
  grade: textOrNull(item, 'grade') as Grade | null,
  score: item['score'] === undefined ? null : count(item, 'score'),
  gradedOn: textOrNull(item, 'gradedOn'),
  gradeDueOn: textOrNull(item, 'gradeDue'),
  risingSince: textOrNull(item, 'rising'),
  insolventSince: textOrNull(item, 'insol'),
  limitUsed: textOrNull(item, 'used') as Account['limitUsed'],
  habit: item['habit'] === undefined ? null : toHabit(map(item, 'habit')),
  fallingDueThrough: textOrNull(item, 'fall'),
  openReceivables: unitsOr(item, 'open', 0n),
  reservations: unitsOr(item, 'rsv', 0n),
  unappliedCash: unitsOr(item, 'cash', 0n),
  oldestOpenDueOn: textOrNull(item, 'due'),
  overdueThrough: textOrNull(item, 'ovd'),
  inCollection: item['coll'] === true,
  nextExpiryAt: textOrNull(item, 'exp'),
  groupId: textOrNull(item, 'grp'),
  groupExposure: unitsOr(item, 'gexpo', 0n),
  memberCount: countOr(item, 'members', 0),
  groupNextExpiryAt: textOrNull(item, 'gexp'),
});

const toTemporaryLimit = (item: Item): TemporaryLimit => ({
  requestId: text(item, 'req'),
  amount: units(item, 'amount'),
  validFrom: text(item, 'from'),
  validTo: text(item, 'to'),
});

const toHabit = (item: Item): OrderHabit => ({
  invoices: count(item, 'n'),
  invoiced: units(item, 'sum'),
  since: text(item, 'since'),
  // Kept only where they differ, as when orders are shipped in parts; older accounts have kept neither.
  orders: countOr(item, 'orders', count(item, 'n')),
  ordersWorth: unitsOr(item, 'worth', units(item, 'sum')),
  orderedOn: textOrNull(item, 'on'),
  ordered: unitsOr(item, 'day', 0n),
  ...(item['told'] === undefined ? {} : { paceToldOn: text(item, 'told') }),
});

const toCover = (item: Item): AccountCover => ({
  coverId: text(item, 'id'),
  amount: units(item, 'amount'),
  coveredPercent: text(item, 'pct'),
  validFrom: text(item, 'from'),
  validTo: text(item, 'to'),
  ...(item['warn'] === true ? { warned: true as const } : {}),
  ...(item['lap'] === true ? { lapsed: true as const } : {}),
});

const toRelease = (item: Item): OrderRelease => ({
  requestId: text(item, 'req'),
  orderId: text(item, 'ord'),
  amount: moneyOf(item, 'amount', 'cur'),
  approvedBy: (item['by'] as string[] | undefined) ?? [],
  expiresAt: text(item, 'exp'),
});

/** Attributes that a movement sets outright. Those that other accounts' movements add to (`gexpo`) are not among them. */
const toAttributes = (account: Account): Record<string, unknown> =>
  present({
    entityType: 'ACCOUNT',
    id: account.customerId,
    cur: account.currency,
    seg: account.segment,
    reg: account.region,
    ind: account.industry,
    v: account.version,
    hash: account.lastHash,
    at: account.lastEntryAt,
    lv: account.limitVersion,
    lim: account.creditLimit,
    unl: account.unlimited || null,
    limAt: account.limitSetAt,
    tmp: account.temporaryLimit && {
      req: account.temporaryLimit.requestId,
      amount: account.temporaryLimit.amount,
      from: account.temporaryLimit.validFrom,
      to: account.temporaryLimit.validTo,
    },
    cov: account.covers.map((cover) => ({
      id: cover.coverId,
      amount: cover.amount,
      pct: cover.coveredPercent,
      from: cover.validFrom,
      to: cover.validTo,
      ...(cover.warned ? { warn: true } : {}),
      ...(cover.lapsed ? { lap: true } : {}),
    })),
    rel: account.releases.map((release) => ({
      req: release.requestId,
      ord: release.orderId,
      amount: release.amount.minorUnits,
      cur: release.amount.currency,
      by: [...release.approvedBy],
      exp: release.expiresAt,
    })),
    terms: account.paymentTermsDays,
    holds: account.holdReasons,
    black: account.blacklisted || null,
    grade: account.grade,
    score: account.score,
    gradedOn: account.gradedOn,
    gradeDue: account.gradeDueOn,
    rising: account.risingSince,
    insol: account.insolventSince,
    used: account.limitUsed,
    habit:
      account.habit &&
      present({
        n: account.habit.invoices,
        sum: account.habit.invoiced,
        since: account.habit.since,
        ...(hasOrdersBesides(account.habit) ? { orders: account.habit.orders, worth: account.habit.ordersWorth } : {}),
        on: account.habit.orderedOn,
        day: account.habit.orderedOn === null ? null : account.habit.ordered,
        told: account.habit.paceToldOn ?? null,
      }),
    fall: account.fallingDueThrough,
    open: account.openReceivables,
    rsv: account.reservations,
    cash: account.unappliedCash,
    due: account.oldestOpenDueOn,
    ovd: account.overdueThrough,
    coll: account.inCollection || null,
    exp: account.nextExpiryAt,
    grp: account.groupId,
    ...(account.groupId && account.nextExpiryAt
      ? indexKeys.groupExpiry(account.groupId, account.nextExpiryAt, account.customerId)
      : {}),
    ...attentionKeys(account),
  });

/**
 * Whether nothing but the review of its grade, on a day to come, brings the account before the daily run. What is due at
 * once, as with a new customer, is not told apart: the next run moves it, and no movement has to until then.
 */
const isForReviewAlone = (account: Account): boolean =>
  account.gradeDueOn !== null &&
  account.gradeDueOn > account.lastEntryAt.slice(0, 'YYYY-MM-DD'.length) &&
  attentionOn({ ...account, gradeDueOn: null }) === null;

/** When the daily run must look at the account, if ever: kept with every movement, and so never behind it. */
const attentionKeys = (account: Account) => {
  const on = attentionOn(account);
  if (on === null) return {};
  const keysOf = isForReviewAlone(account) ? indexKeys.review : indexKeys.attention;
  return keysOf(dueShardOf(account.customerId), on, account.customerId);
};

/** The first write of an account; refused when the customer exists. */
export const createAccount = (table: Table, account: Account): Write => ({
  name: 'account',
  write: {
    Put: {
      TableName: table.name,
      Item: { ...keys.account(account.customerId), ...toAttributes(account), gexpo: account.groupExposure, members: 0 },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  },
});

/** When the customer is graded next moves without a history entry, and is what a movement saw all the same. */
const gradeDueSeen = ({ gradeDueOn }: Account) =>
  gradeDueOn === null
    ? { condition: 'attribute_not_exists(#gradeDueSeen)', values: {} }
    : { condition: '#gradeDueSeen = :gradeDueSeen', values: { ':gradeDueSeen': gradeDueOn } };

/**
 * Moves an account from one state to the next, if nothing else has moved it since. `own` is what the movement adds to
 * the exposure of the account's own group, which members add to as well.
 */
export const advanceAccount = (table: Table, before: Account, after: Account, own: GroupEffect): Write => {
  const then = toAttributes(before);
  const now = toAttributes(after);
  const changed = Object.keys(now).filter((name) => name === 'v' || !isSame(then[name], now[name]));
  const removed = Object.keys(then).filter((name) => !(name in now));
  const effect = groupExpressions(own);
  const seen = gradeDueSeen(before);
  const names = Object.fromEntries([...changed, ...removed].map((name) => [`#${name}`, name]));
  const values = Object.fromEntries(changed.map((name) => [`:${name}`, now[name]]));
  const sets = [...changed.map((name) => `#${name} = :${name}`), ...effect.sets];
  const removes = [...removed.map((name) => `#${name}`), ...effect.removes];
  return {
    name: 'account',
    write: {
      Update: {
        TableName: table.name,
        Key: { ...keys.account(before.customerId) },
        UpdateExpression: [
          `SET ${sets.join(', ')}`,
          removes.length > 0 ? `REMOVE ${removes.join(', ')}` : '',
          effect.adds.length > 0 ? `ADD ${effect.adds.join(', ')}` : '',
        ].join(' '),
        ConditionExpression: ['#version = :seen', seen.condition, ...effect.conditions].join(' AND '),
        ExpressionAttributeNames: { ...names, ...effect.names, '#version': 'v', '#gradeDueSeen': 'gradeDue' },
        ExpressionAttributeValues: { ...values, ...effect.values, ...seen.values, ':seen': before.version },
      },
    },
  };
};

/** Adds a member's movement to the account that owns the shared limit. */
export const moveGroup = (table: Table, ownerId: string, effect: GroupEffect): Write => {
  const parts = withLimitUse(groupExpressions(effect), effect.limitUse);
  return {
    name: 'group',
    write: {
      Update: {
        TableName: table.name,
        Key: { ...keys.account(ownerId) },
        UpdateExpression: [
          parts.sets.length > 0 ? `SET ${parts.sets.join(', ')}` : '',
          parts.removes.length > 0 ? `REMOVE ${parts.removes.join(', ')}` : '',
          parts.adds.length > 0 ? `ADD ${parts.adds.join(', ')}` : '',
        ].join(' '),
        ConditionExpression: ['attribute_exists(pk)', ...parts.conditions].join(' AND '),
        ExpressionAttributeNames: parts.names,
        ExpressionAttributeValues: parts.values,
      },
    },
  };
};

const isSame = (a: unknown, b: unknown): boolean => a === b || fingerprint(a) === fingerprint(b);

const fingerprint = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) => (typeof part === 'bigint' ? `${part}n` : part)) ?? '';
