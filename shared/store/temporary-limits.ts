import { hasRoomForHold } from '../domain/account/standing.ts';
import { excessOn, holdReasonAfter, isOver, takeOffTemporaryLimit } from '../domain/account/temporary-limit.ts';
import { type Concerned, temporaryLimitMails } from '../domain/account/temporary-limit-mails.ts';
import { conflict, notFound } from '../errors.ts';
import type { Context } from './context.ts';
import { loadCreditProfile } from './credit-profiles.ts';
import { holdFirst } from './customers.ts';
import { loadRequest } from './limit-requests/items.ts';
import { mailWrite } from './mails.ts';
import { type Decided, moveAccount, type Standing } from './movement.ts';
import { loadProfile } from './profiles.ts';
import { expireDue, isExpiryDue } from './reservations.ts';
import { settleWrites } from './table.ts';

const concernedBy = async ({ table }: Context, customerId: string, requestId: string): Promise<Concerned> => {
  const [request, profile] = await Promise.all([loadRequest(table, requestId), loadProfile(table, customerId)]);
  if (!profile) throw notFound('customer', customerId);
  return { requestedBy: request.requestedBy, masterData: profile.masterData };
};

/**
 * Gives notice that a temporary limit is about to end, by mail to who asked for it and who looks after the customer.
 * Again, it does nothing.
 * @returns whether the limit is there still and not over: one that another has replaced is not worth a notice.
 */
export const announceTemporaryLimitEnd = async (
  context: Context,
  customerId: string,
  requestId: string,
): Promise<{ announced: boolean }> => {
  const { account } = await loadCreditProfile(context, customerId);
  const limit = account.temporaryLimit;
  if (limit?.requestId !== requestId || isOver(limit, context.moment.today)) return { announced: false };
  const concerned = await concernedBy(context, customerId, requestId);
  const mails = temporaryLimitMails(account, limit, context.policy, concerned, { template: 'temporary-limit-ending' });
  // What fails here is that the mails have been written before.
  if (mails.length > 0)
    await settleWrites(
      context.table,
      mails.map((mail) => mailWrite(context, mail)),
    );
  return { announced: true };
};

/** `GONE`: it was ended before, or another has taken its place, which is left alone. */
export interface TemporaryLimitEnd {
  readonly outcome: 'ENDED' | 'GONE';
  /** Whether the customer is on hold because the exposure is above the limit that holds now. */
  readonly held: boolean;
}

/**
 * Takes a temporary limit off the account after its last day, and tells who is concerned. Reservations that have expired
 * are freed first; if the exposure is above the limit that holds then, the customer is put on hold before: should the
 * process end in between, the limit is still there to be ended. Done again, nothing changes.
 * @throws conflict while it is not over.
 */
export const endTemporaryLimit = (
  context: Context,
  customerId: string,
  requestId: string,
): Promise<TemporaryLimitEnd> =>
  moveAccount<TemporaryLimitEnd>(context, customerId, async (standing) => {
    const { account } = standing;
    const { moment, policy } = context;
    const limit = account.temporaryLimit;
    if (limit?.requestId !== requestId) return { answer: { outcome: 'GONE', held: false } };
    if (!isOver(limit, moment.today)) {
      throw conflict(
        `The temporary limit of request '${requestId}' holds up to ${limit.validTo}; today is ${moment.today}.`,
      );
    }
    if (isExpiryDue(standing, moment.now)) return { first: () => expireDue(context, standing) };
    const reason = holdReasonAfter(limit, account.currency);
    const isAbove = excessOn(account, policy, moment.today) > 0n;
    if (isAbove && !account.holdReasons.includes(reason) && hasRoomForHold(account)) {
      return { first: () => holdFirst(context, customerId, reason) };
    }
    return takeOff(context, standing, limit, isAbove);
  });

const takeOff = async (
  context: Context,
  { account }: Standing,
  limit: NonNullable<Standing['account']['temporaryLimit']>,
  held: boolean,
): Promise<Decided<TemporaryLimitEnd>> => {
  const concerned = await concernedBy(context, account.customerId, limit.requestId);
  const occasion = { template: 'temporary-limit-ended', held } as const;
  return {
    ...takeOffTemporaryLimit(account, limit),
    writes: temporaryLimitMails(account, limit, context.policy, concerned, occasion).map((mail) =>
      mailWrite(context, mail),
    ),
    result: () => ({ outcome: 'ENDED', held }),
  };
};
