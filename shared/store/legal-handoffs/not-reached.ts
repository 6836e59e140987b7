import type { LegalHandoff } from '../../domain/legal-handoff/handoff.ts';
import { unavailable } from '../../errors.ts';
import type { Context } from '../context.ts';
import { loadProfile } from '../profiles.ts';
import { CONTENTION_TRIES } from '../retry.ts';
import { settleWrites, type Write } from '../table.ts';
import { handoffWriteAfter, loadHandoff } from './items.ts';

/**
 * Changes a handoff beside its case: what is no news of the case itself. Decided anew, within a bound, when somebody
 * else has changed it meanwhile.
 * @param change `null` where nothing is to be done.
 * @returns whether something was changed.
 */
export const saveHandoff = async (
  context: Context,
  handoffId: string,
  change: (
    handoff: LegalHandoff,
  ) => Promise<{ readonly after: LegalHandoff; readonly writes: readonly Write[] } | null>,
): Promise<boolean> => {
  for (let turn = 0; turn < CONTENTION_TRIES; turn += 1) {
    const before = await loadHandoff(context.table, handoffId);
    const changed = await change(before);
    if (!changed) return false;
    const outcome = await settleWrites(context.table, [
      handoffWriteAfter(context.table, before, changed.after),
      ...changed.writes,
    ]);
    if (outcome.done) return true;
  }
  throw unavailable('Too many changes of the legal handoff at the same time. Try again.');
};

/** The customer's name for mails and documents. */
export const nameOfCustomer = async ({ table }: Pick<Context, 'table'>, customerId: string): Promise<string> =>
  (await loadProfile(table, customerId))?.masterData.legalName ?? customerId;

/**
 * Notes that no mail reaches an approver of a handoff. The next daily run tells those who run the platform, and asks the
 * next role when nobody is left who could decide. Told again, or too late, it changes nothing.
 */
export const handoffApproverNotReached = async (
  context: Context,
  { approver, handoffId, reason }: { readonly handoffId: string; readonly approver: string; readonly reason: string },
): Promise<void> => {
  await saveHandoff(context, handoffId, async (handoff) => {
    const { approval, status } = handoff;
    const isKnown = approval?.notReached.some(({ email }) => email === approver);
    if (status !== 'AWAITING_APPROVAL' || !approval || isKnown) return null;
    const lost = { email: approver, reason, at: context.moment.now, told: false };
    return {
      after: { ...handoff, approval: { ...approval, notReached: [...approval.notReached, lost] } },
      writes: [],
    };
  });
};
