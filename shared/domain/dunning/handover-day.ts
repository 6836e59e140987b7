import { addDays, type BusinessDate } from '../../dates.ts';
import type { Account } from '../account/account.ts';
import { type CollectionPolicy, stepsFor, strategyFor } from '../collection/strategy.ts';

/**
 * The first day on which what is overdue may go to the lawyers after a final notice; `null` where the customer's
 * strategy does not hand over.
 * @param oldestDueOn of what the notice tells of: from it the days of the steps count.
 */
export const handoverDay = (
  policy: CollectionPolicy,
  debtor: Pick<Account, 'grade' | 'segment'>,
  oldestDueOn: BusinessDate,
  today: BusinessDate,
): BusinessDate | null => {
  const steps = stepsFor(strategyFor(policy, debtor), debtor.grade);
  const handover = steps.find(({ kind }) => kind === 'LEGAL_HANDOFF');
  if (!handover) return null;
  const onItsDay = addDays(oldestDueOn, handover.daysFromDue);
  // Never on the day of the notice itself: whoever reads it has that day to pay.
  const afterTheGap = addDays(today, Math.max(1, policy.minimumGapDays));
  return onItsDay > afterTheGap ? onItsDay : afterTheGap;
};
