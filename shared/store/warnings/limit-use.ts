import { type Account, addCounters, exposureOf } from '../../domain/account/account.ts';
import type { JsonObject } from '../../domain/history/entry.ts';
import { type LimitCrossing, limitCrossing } from '../../domain/warning/limit-crossing.ts';
import type { Context } from '../context.ts';
import type { GroupLimitUse } from '../group-effects.ts';
import type { Movement, Standing } from '../movement.ts';

/** What a movement does to the warnings of used limits, its own and that of the group. */
export interface LimitUseAfter {
  /** For the data of the entry: what was crossed, if anything was. */
  readonly data: JsonObject;
  readonly account: Pick<Account, 'limitUsed'>;
  /** For the owner of a shared limit: what its item must be like for this to hold, and what it becomes. */
  readonly group: GroupLimitUse | null;
}

const groupUse = (owner: Account, exposure: bigint, { limitUsed, range }: LimitCrossing): GroupLimitUse | null => {
  if (range === null && owner.limitUsed === limitUsed) return null;
  // Members add to the exposure without a look at each other: what it is before this movement is only nearly known.
  const before = (after: bigint | null) => (after === null ? null : after - exposure);
  return {
    seen: owner.limitUsed,
    to: limitUsed,
    limitVersion: owner.limitVersion,
    from: before(range?.from ?? null),
    below: before(range?.below ?? null),
  };
};

/** What is told of a shared limit when its exposure moves, and how the warning of it stands then. */
export interface SharedLimitUse {
  readonly told: JsonObject | null;
  readonly limitUse: GroupLimitUse | null;
}

/** The same for a shared limit alone, when a member, or what it owes as it comes or goes, moves its exposure. */
export const sharedLimitUse = (
  { moment, policy }: Pick<Context, 'moment' | 'policy'>,
  owner: Account,
  moved: bigint,
): SharedLimitUse => {
  if (moved === 0n) return { told: null, limitUse: null };
  const shared = limitCrossing(owner, owner.groupExposure + moved, policy.warnings, moment.today);
  return { told: shared.told, limitUse: groupUse(owner, moved, shared) };
};

/**
 * How the warnings of used limits stand after a movement. A shared limit is used by all of its members, and the warning of
 * it kept on the account that owns it: a member's movement may be the one that crosses it.
 */
export const limitUseAfter = (
  context: Pick<Context, 'moment' | 'policy'>,
  { account, group }: Standing,
  movement: Pick<Movement<unknown>, 'account' | 'entry'>,
): LimitUseAfter => {
  const { moment, policy } = context;
  const after: Account = { ...account, ...movement.account, ...addCounters(account, movement.entry.deltas) };
  const moved = exposureOf(movement.entry.deltas);
  const isOwner = group !== null && group.customerId === account.customerId;
  const exposure = isOwner ? group.groupExposure + moved : exposureOf(after);
  const own = limitCrossing(after, exposure, policy.warnings, moment.today);
  const ownUse = {
    data: own.told ? { limitUsed: own.told } : {},
    account: { limitUsed: own.limitUsed },
  };
  if (isOwner) return { ...ownUse, group: groupUse(account, moved, own) };
  if (group === null) return { ...ownUse, group: null };
  const { limitUse, told } = sharedLimitUse(context, group, moved);
  return {
    data: { ...ownUse.data, ...(told ? { groupLimitUsed: told } : {}) },
    account: ownUse.account,
    group: limitUse,
  };
};
