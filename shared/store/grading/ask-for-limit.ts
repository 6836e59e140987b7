import type { Account } from '../../domain/account/account.ts';
import { nextGradeDueOn } from '../../domain/grading/due.ts';
import { formatMinorUnits, type Money } from '../../money.ts';
import { advanceAccount, loadAccount } from '../accounts.ts';
import type { Context } from '../context.ts';
import { submitLimitRequest } from '../limit-requests/submit.ts';
import { isLimitAskedFor } from '../limit-requests/under-way.ts';
import { moveAccount } from '../movement.ts';
import { recommendedLimitFor } from '../recommendation/recommend.ts';
import { settleWrites } from '../table.ts';
import { loadScore, type Risen, scoreWrite } from './items.ts';

/** Whom the request is from: the platform itself, whose word is nobody's approval. */
const REQUESTER = 'credence';

/** The limit to ask for: what is recommended with the better grade, where that is more than the present one. */
const limitToAskFor = async (context: Context, account: Account): Promise<Money | null> => {
  const { blacklisted, creditLimit, customerId, insolventSince, unlimited } = account;
  // Whoever has no limit has asked for none, or is not bound by one.
  if (creditLimit === null || unlimited || blacklisted || insolventSince !== null) return null;
  if (await isLimitAskedFor(context.table, customerId)) return null;
  const { amount } = await recommendedLimitFor(context, customerId);
  return amount !== null && amount.minorUnits > creditLimit ? amount : null;
};

/** Remembers that the rise is done with, and when the customer is graded next. */
const settleRise = (context: Context, customerId: string): Promise<null> =>
  moveAccount<null>(context, customerId, async ({ account }) => {
    const { moment, policy, table } = context;
    const { record, risen } = await loadScore(table, customerId);
    if (!risen) return { answer: null };
    const next = { grade: account.grade, risesOn: record?.risesOn ?? null };
    const gradeDueOn = nextGradeDueOn(next, policy.grading, moment.today);
    const nothing = { exposure: 0n, childless: false };
    const outcome = await settleWrites(table, [
      advanceAccount(table, account, { ...account, gradeDueOn }, nothing),
      scoreWrite(table, customerId, { risen: null }),
    ]);
    return outcome.done ? { answer: null } : { first: async () => undefined };
  });

/**
 * Asks for the limit that a better grade recommends, in the name of the platform: it goes through approval like any other,
 * and waits behind one that somebody has asked for already. Done again for the same rise, there is one request.
 */
export const askForRisenLimit = async (context: Context, customerId: string, risen: Risen): Promise<void> => {
  const account = await loadAccount(context.table, customerId);
  const requestedLimit = account && (await limitToAskFor(context, account));
  if (account && requestedLimit) {
    const { from, on, to } = risen;
    const present = formatMinorUnits(account.creditLimit ?? 0n, account.currency);
    const request = {
      client: REQUESTER,
      operation: 'raiseLimit',
      key: `${customerId}#${on}`,
      bodyHash: `${from}${to}`,
    };
    const command = {
      customerId,
      kind: 'PERMANENT',
      requestedLimit,
      reason: `The grade has risen from ${from} to ${to}; the limit of ${present} ${account.currency} dates from before.`,
      requestedBy: REQUESTER,
    } as const;
    await submitLimitRequest({ ...context, request }, command, ({ requestId }) => requestId);
  }
  await settleRise(context, customerId);
};
