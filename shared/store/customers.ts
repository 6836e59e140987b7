import { type Account, exposureOf, newAccount, noMovement, statusOf } from '../domain/account/account.ts';
import { changeStanding, type StandingChange } from '../domain/account/standing.ts';
import { chainEntry, type JsonObject } from '../domain/history/entry.ts';
import { notFound, unavailable, unprocessable } from '../errors.ts';
import { type Money, toMoneyJson } from '../money.ts';
import { createAccount, type GroupEffect, loadAccount, moveGroup } from './accounts.ts';
import { type Context, withoutRequest } from './context.ts';
import { historyWrite } from './history.ts';
import { type Decided, moveAccount, moveAccountNow, type Standing } from './movement.ts';
import { partyNumberWrites } from './party-numbers.ts';
import { loadProfile, type MasterData, type Profile, profileWrite } from './profiles.ts';
import { backoff, CONTENTION_TRIES } from './retry.ts';
import type { Write } from './table.ts';
import { sharedLimitUse } from './warnings/limit-use.ts';

/**
 * Creates a customer, or replaces its master data; limit, exposure and grade are never touched.
 * @returns whether the customer is new.
 * @throws unprocessable for a parent that cannot share its limit, or another currency than the account's.
 */
export const putCustomer = async (
  context: Context,
  customerId: string,
  masterData: JsonObject & MasterData,
  bodyHash: string,
): Promise<{ created: boolean }> => {
  const profile = { customerId, masterData, bodyHash };
  const create = async () => ((await createCustomer(context, { ...profile, limitHash: null })) ? 'created' : 'again');
  for (let attempt = 0; attempt < CONTENTION_TRIES; attempt += 1) {
    const outcome = await replaceMasterData(context, profile, create);
    if (outcome !== 'again') return { created: outcome === 'created' };
    await backoff(attempt);
  }
  throw unavailable(`Too many changes around customer '${customerId}' at the same time. Try again.`);
};

/** What of the master data a credit check looks at. */
const standsFor = ({ industry, paymentTermsDays, region, segment }: MasterData) => ({
  segment,
  region,
  industry: industry ?? null,
  paymentTermsDays: paymentTermsDays ?? null,
});

/** @returns whether it was done; not so when the customer came to be meanwhile, or another change was in the way. */
const createCustomer = async (context: Context, profile: Profile): Promise<boolean> => {
  const { table, moment, actor, correlationId } = context;
  const { customerId, masterData } = profile;
  const parent = await parentOf(context, customerId, masterData);
  const blank = newAccount({
    customerId,
    currency: masterData.currency,
    ...standsFor(masterData),
  });
  const created = {
    kind: 'CustomerCreated',
    deltas: noMovement,
    data: { currency: masterData.currency, ...(parent ? { sharesLimitOf: parent.customerId } : {}) },
  } as const;
  const entry = chainEntry(blank, created, { now: moment.now, by: actor, correlationId });
  const account: Account = {
    ...blank,
    version: entry.seq,
    lastHash: entry.hash,
    lastEntryAt: entry.at,
    groupId: parent?.customerId ?? null,
  };
  const outcome = await table.transact([
    createAccount(table, account),
    profileWrite(table, profile, account),
    ...partyNumberWrites(table, customerId, null, masterData),
    ...(parent ? [{ ...moveGroup(table, parent.customerId, comesIn(blank, parent)), name: 'parent' }] : []),
    historyWrite(table, entry, { exposure: 0n, effectiveLimit: null }),
  ]);
  return outcome.done;
};

const comesIn = (member: Account, parent: Account): GroupEffect => {
  const first = member.nextExpiryAt;
  const known = parent.groupNextExpiryAt;
  return {
    exposure: exposureOf(member),
    members: 1,
    ...(first !== null && (known === null || first < known) ? { nextExpiryAt: { from: known, to: first } } : {}),
  };
};

const goesOut = (member: Account): GroupEffect => ({
  exposure: -exposureOf(member),
  members: -1,
});

/** The account whose limit the customer shares, if it shares one. */
const parentOf = async (context: Context, customerId: string, masterData: MasterData): Promise<Account | null> => {
  const parentId = masterData.parentCustomerId;
  if (parentId === undefined) return null;
  const refuse = (message: string) => unprocessable('parentCustomerId', message);
  if (parentId === customerId) throw refuse('A customer cannot be its own parent.');
  const parent = await loadAccount(context.table, parentId);
  if (!parent) throw refuse(`There is no customer '${parentId}'. Create the parent first.`);
  if (!masterData.groupLimitShared) return null;
  const apart = 'set groupLimitShared to false to keep the limits apart';
  if (parent.groupId !== null) throw refuse(`'${parentId}' shares the limit of '${parent.groupId}' itself; ${apart}.`);
  if (parent.currency !== masterData.currency) {
    throw refuse(`'${parentId}' is kept in ${parent.currency}; a shared limit needs one currency; ${apart}.`);
  }
  return parent;
};

type Put = 'created' | 'replaced' | 'again';

/** @param create makes the customer, if there is none yet. */
const replaceMasterData = (
  context: Context,
  next: Omit<Profile, 'limitHash'>,
  create: () => Promise<Put>,
): Promise<Put> => {
  const replace = async ({ account, group }: Standing): Promise<Decided<Put>> => {
    const { table } = context;
    const before = await loadProfile(table, next.customerId);
    if (!before) throw new Error(`customer ${next.customerId} has an account and no profile`);
    if (before.bodyHash === next.bodyHash) return { answer: 'replaced' };
    if (next.masterData.currency !== account.currency) {
      throw unprocessable('currency', `The account is kept in ${account.currency}, which cannot be changed.`);
    }
    const parent = await parentOf(context, next.customerId, next.masterData);
    if (parent && account.memberCount > 0) {
      throw unprocessable(
        'parentCustomerId',
        'Other customers share the limit of this one; groups are one level deep.',
      );
    }
    const groupId = parent?.customerId ?? null;
    const moved = groupChange(context, { account, group }, parent);
    return {
      entry: {
        kind: 'CustomerChanged',
        deltas: noMovement,
        data: { ...changedFields(before.masterData, next.masterData), ...moved.data },
      },
      account: {
        ...standsFor(next.masterData),
        ...(groupId === account.groupId ? {} : { groupId, limitVersion: account.limitVersion + 1 }),
      },
      joinsGroup: groupId !== null && groupId !== account.groupId,
      writes: [
        profileWrite(table, { ...next, limitHash: before.limitHash }, account),
        ...partyNumberWrites(table, next.customerId, before.masterData, next.masterData),
        ...moved.writes,
      ],
      result: () => 'replaced',
    };
  };
  return moveAccount(context, next.customerId, replace, create);
};

/**
 * What a change of the group does to the groups that the customer leaves and joins: their exposure, and the warning of
 * their limits. One entry tells of one shared limit; should both be crossed, the former one is told of by its next movement.
 */
const groupChange = (
  context: Context,
  { account, group }: Standing,
  parent: Account | null,
): { readonly data: JsonObject; readonly writes: readonly Write[] } => {
  if ((parent?.customerId ?? null) === account.groupId) return { data: {}, writes: [] };
  const { table } = context;
  const former = account.groupId === null ? null : group;
  const joined = parent && sharedLimitUse(context, parent, exposureOf(account));
  const left = former && sharedLimitUse(context, former, -exposureOf(account));
  const waits = left?.told && joined?.told;
  const told = joined?.told ?? left?.told;
  const leaving = { ...goesOut(account), ...(left?.limitUse && !waits ? { limitUse: left.limitUse } : {}) };
  const joining = parent && {
    ...comesIn(account, parent),
    ...(joined?.limitUse ? { limitUse: joined.limitUse } : {}),
  };
  return {
    data: told ? { groupLimitUsed: told } : {},
    writes: [
      ...(account.groupId === null ? [] : [{ ...moveGroup(table, account.groupId, leaving), name: 'former parent' }]),
      ...(parent && joining ? [{ ...moveGroup(table, parent.customerId, joining), name: 'parent' }] : []),
    ],
  };
};

/** Names of what changed, and the values of what matters to credit; personal data stays out of the history. */
const changedFields = (before: Profile['masterData'], after: Profile['masterData']): JsonObject => {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  const changed = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  const telling = ['segment', 'region', 'parentCustomerId', 'groupLimitShared', 'paymentTermsDays'];
  const values = telling.filter((name) => changed.includes(name)).map((name) => [name, after[name] ?? null]);
  return { changed, ...(values.length > 0 ? { values: Object.fromEntries(values) } : {}) };
};

const standingDecision =
  ({ table }: Context, change: StandingChange, reason: string) =>
  async ({ account }: Standing): Promise<Decided<null>> => {
    const changed = changeStanding(account, change, reason);
    if (!changed) return { answer: null };
    const profile = await loadProfile(table, account.customerId);
    if (!profile) throw notFound('customer', account.customerId);
    return {
      entry: { kind: changed.kind, deltas: noMovement, data: { reason, status: statusOf(changed.changes) } },
      account: changed.changes,
      writes: [profileWrite(table, profile, changed.changes)],
      result: () => null,
    };
  };

/** Holds, releases, blacklists or takes off the blacklist. What is so already changes nothing. */
export const setStanding = (
  context: Context,
  customerId: string,
  change: StandingChange,
  reason: string,
): Promise<null> => moveAccount<null>(context, customerId, standingDecision(context, change, reason));

/** Holds a customer within the turn of another movement, which rests on it. */
export const holdFirst = async (context: Context, customerId: string, reason: string): Promise<void> => {
  await moveAccountNow<null>(withoutRequest(context), customerId, standingDecision(context, 'HOLD', reason));
};

export interface TakeOverLimit {
  readonly creditLimit: Money | null;
  readonly unlimited: boolean;
  readonly reason: string;
  readonly bodyHash: string;
}

/**
 * Takes a limit over from another system, without approval. The same take-over repeated changes nothing.
 * @throws unprocessable when it is not in the account's currency.
 */
export const takeOverLimit = (context: Context, customerId: string, command: TakeOverLimit): Promise<null> =>
  moveAccount<null>(context, customerId, async ({ account }) => {
    const { creditLimit, unlimited, reason, bodyHash } = command;
    if (creditLimit && creditLimit.currency !== account.currency) {
      throw unprocessable('creditLimit.currency', `The limit must be in ${account.currency}, the account's currency.`);
    }
    const profile = await loadProfile(context.table, customerId);
    if (!profile) throw notFound('customer', customerId);
    if (profile.limitHash === bodyHash) return { answer: null };
    const inForce = (amount: bigint | null) =>
      amount === null ? null : { ...toMoneyJson({ minorUnits: amount, currency: account.currency }) };
    const amount = creditLimit?.minorUnits ?? null;
    return {
      entry: {
        kind: 'CreditLimitChanged',
        deltas: noMovement,
        data: {
          from: { creditLimit: inForce(account.creditLimit), unlimited: account.unlimited },
          to: { creditLimit: inForce(amount), unlimited },
          reason,
        },
      },
      account: {
        creditLimit: amount,
        unlimited,
        limitSetAt: context.moment.now,
        limitVersion: account.limitVersion + 1,
      },
      writes: [profileWrite(context.table, { ...profile, limitHash: bodyHash }, account)],
      result: () => null,
    };
  });
