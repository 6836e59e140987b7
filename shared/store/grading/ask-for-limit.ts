import { addDays, businessDateOf } from '../../dates.ts';
import type { Account } from '../../domain/account/account.ts';
import { formatMinorUnits, type Money, money } from '../../money.ts';
import { advanceAccount, loadAccount } from '../accounts.ts';
import type { Context } from '../context.ts';
import { loadRequests } from '../limit-requests/items.ts';
import { submitLimitRequest } from '../limit-requests/submit.ts';
import { requestsUnderWay } from '../limit-requests/under-way.ts';
import { moveAccount } from '../movement.ts';
import { recommendedLimitFor } from '../recommendation/recommend.ts';
import { settleWrites } from '../table.ts';
import { loadScore, type Risen, scoreWrite } from './items.ts';

/** Whom the request is from: the platform itself, whose word is nobody's approval. */
const REQUESTER = 'credence';

/** For so many days it is tried again to tell what to ask for. */
const PATIENCE_DAYS = 30;

const limitsAskedFor = async ({ table }: Context, customerId: string) => {
  const underWay = await requestsUnderWay(table, customerId);
  const limits = underWay.filter(({ kind }) => kind !== 'ORDER_RELEASE');
  return loadRequests(
    table,
    limits.map(({ requestId }) => requestId),
  );
};

/**
 * The limit to ask for: what is recommended with the better grade, or what it was before it fell with one that is taken
 * back, where that is more than the present one. `LATER` while another request is under way, whose limit may change, or
 * nothing can be recommended.
 */
const limitToAskFor = async (context: Context, account: Account, risen: Risen): Promise<Money | 'LATER' | null> => {
  const { blacklisted, creditLimit, currency, customerId, grade, insolventSince, unlimited } = account;
  // Whoever has no limit has asked for none, or is not bound by one.
  if (creditLimit === null || unlimited || blacklisted || insolventSince !== null) return null;
  // It has changed again since.
  if (grade !== risen.to) return null;
  const { timeZone } = context.environment;
  const asked = await limitsAskedFor(context, customerId);
  const isOwn = ({ createdAt, requestedBy }: (typeof asked)[number]) =>
    requestedBy === REQUESTER && businessDateOf(createdAt, timeZone) >= risen.on;
  if (asked.some(isOwn)) return null;
  if (asked.length > 0) return 'LATER';
  const { amount } = risen.limit
    ? { amount: money(BigInt(risen.limit), currency) }
    : await recommendedLimitFor(context, customerId);
  // For the owner of a shared limit none will be recommended on another day either.
  if (amount === null) return account.memberCount > 0 ? null : 'LATER';
  return amount.minorUnits > creditLimit ? amount : null;
};

/**
 * Has the customer graded again on the next day, which tells what is due then: the review, or another try while `isDone` is
 * not so. Whatever has come in since the grade was given is looked at with it.
 */
const followRise = (context: Context, customerId: string, isDone: boolean): Promise<null> =>
  moveAccount<null>(context, customerId, async ({ account }) => {
    const { moment, table } = context;
    const { risen } = await loadScore(table, customerId);
    const gradeDueOn = addDays(moment.today, 1);
    if (!risen || (!isDone && gradeDueOn === account.gradeDueOn)) return { answer: null };
    const nothing = { exposure: 0n, childless: false };
    const outcome = await settleWrites(table, [
      advanceAccount(table, account, { ...account, gradeDueOn }, nothing),
      ...(isDone ? [scoreWrite(table, customerId, { risen: null })] : []),
    ]);
    return outcome.done ? { answer: null } : { first: async () => undefined };
  });

const reasonFor = ({ from, to }: Risen, { creditLimit, currency }: Account): string => {
  const present = `${formatMinorUnits(creditLimit ?? 0n, currency)} ${currency}`;
  return to === null
    ? `The grade ${from} was taken back, with which the limit fell to ${present}; this is the limit from before.`
    : `The grade has risen from ${from} to ${to}; the limit of ${present} dates from before.`;
};

/**
 * Asks for the limit that a better grade recommends, or for the one from before a grade that is taken back, in the name of
 * the platform: it goes through approval like any other, and waits behind one that somebody has asked for already, and
 * while nothing can be recommended, for thirty days at most. Done again for the same rise, there is one request.
 */
export const askForRisenLimit = async (context: Context, customerId: string, risen: Risen): Promise<void> => {
  const account = await loadAccount(context.table, customerId);
  const requestedLimit = account && (await limitToAskFor(context, account, risen));
  if (requestedLimit === 'LATER' && context.moment.today < addDays(risen.on, PATIENCE_DAYS)) {
    await followRise(context, customerId, false);
    return;
  }
  if (account && requestedLimit && requestedLimit !== 'LATER') {
    const request = {
      client: REQUESTER,
      operation: 'raiseLimit',
      key: `${customerId}#${risen.on}`,
      bodyHash: `${risen.from}${risen.to}`,
    };
    const command = {
      customerId,
      kind: 'PERMANENT',
      requestedLimit,
      reason: reasonFor(risen, account),
      requestedBy: REQUESTER,
    } as const;
    await submitLimitRequest({ ...context, request }, command, ({ requestId }) => requestId);
  }
  await followRise(context, customerId, true);
};
