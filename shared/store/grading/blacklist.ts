import { noMovement, statusOf } from '../../domain/account/account.ts';
import { blacklistReason, blacklistStep } from '../../domain/grading/blacklist.ts';
import { type Context, withoutRequest } from '../context.ts';
import { type Decided, moveAccountNow } from '../movement.ts';
import { profileWrite } from '../profiles.ts';
import { type ScoringGround, scoringGround } from './facts.ts';
import { scoreWrite } from './items.ts';

/** What repeated default does now: an entry that proposes the blacklist, or the blacklist itself; `null`: nothing. */
const movementFor = (
  { policy, table }: Context,
  { account, input, profile, stored }: ScoringGround,
): Decided<null> | null => {
  const { customerId } = account;
  const defaults = input.conduct.defaults24m;
  const { action, known: defaultsKnown } = blacklistStep(
    policy.grading,
    defaults,
    stored.defaultsKnown,
    account.blacklisted,
  );
  if (action === null) return null;
  const reason = blacklistReason(defaults);
  const remembered = scoreWrite(table, customerId, { defaultsKnown });
  if (action === 'PROPOSE') {
    return {
      entry: { kind: 'BlacklistProposed', deltas: noMovement, data: { reason, defaults } },
      writes: [remembered],
      result: () => null,
    };
  }
  const listed = { ...account, blacklisted: true };
  return {
    entry: { kind: 'CustomerBlacklisted', deltas: noMovement, data: { reason, defaults, status: statusOf(listed) } },
    account: { blacklisted: true },
    writes: [profileWrite(table, profile, listed), remembered],
    result: () => null,
  };
};

/** Whether repeated default has anything to do, by what has been read. */
export const isBlacklistDue = (context: Context, ground: ScoringGround): boolean =>
  movementFor(context, ground) !== null;

/**
 * Proposes the blacklist or puts the customer on it, as the policy says, once for each number of defaults. It is done
 * within the turn of the grading that has noticed it, and before it: should the process end in between, that is still due.
 */
export const blacklistFirst = async (context: Context, customerId: string): Promise<void> => {
  await moveAccountNow<null>(
    withoutRequest(context),
    customerId,
    async ({ account }) => movementFor(context, await scoringGround(context, account)) ?? { answer: null },
  );
};
