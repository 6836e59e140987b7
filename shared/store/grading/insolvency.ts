import { noMovement, statusOf } from '../../domain/account/account.ts';
import { changeInsolvency, type InsolvencyChange } from '../../domain/grading/insolvency.ts';
import { notFound } from '../../errors.ts';
import type { Context } from '../context.ts';
import { moveAccount } from '../movement.ts';
import { loadProfile, profileWrite } from '../profiles.ts';
import { gradeCustomer } from './grade.ts';

/**
 * Records that a customer has been reported insolvent, which holds it, or that this is over, and grades it at once. What is
 * so already changes nothing. @throws not-found for an unknown customer.
 */
export const recordInsolvency = async (
  context: Context,
  customerId: string,
  change: InsolvencyChange,
  reason: string,
): Promise<void> => {
  await moveAccount<null>(context, customerId, async ({ account }) => {
    const changed = changeInsolvency(account, change, reason, context.moment.today);
    if (!changed) return { answer: null };
    const profile = await loadProfile(context.table, customerId);
    if (!profile) throw notFound('customer', customerId);
    const after = { ...account, ...changed.changes };
    return {
      entry: { kind: changed.kind, deltas: noMovement, data: { reason, status: statusOf(after) } },
      account: changed.changes,
      writes: [profileWrite(context.table, profile, after)],
      result: () => null,
    };
  });
  await gradeCustomer(context, customerId);
};
