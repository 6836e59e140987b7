import { addDays, type BusinessDate } from '../../dates.ts';
import type { CaseFacts } from '../collection/standing.ts';
import { stepsFor } from '../collection/strategy.ts';

/**
 * The first day on which what is overdue may go to the lawyers after a final notice; `null` where the customer's
 * strategy does not hand over.
 * @param rules what the case goes by.
 * @param oldestDueOn of what the notice tells of: from it the days of the steps count.
 */
export const handoverDay = (
  rules: Pick<CaseFacts, 'strategy' | 'grade' | 'minimumGapDays'>,
  oldestDueOn: BusinessDate,
  today: BusinessDate,
): BusinessDate | null => {
  const handover = stepsFor(rules.strategy, rules.grade).find(({ kind }) => kind === 'LEGAL_HANDOFF');
  if (!handover) return null;
  const onItsDay = addDays(oldestDueOn, handover.daysFromDue);
  // Never on the day of the notice itself: whoever reads it has that day to pay.
  const afterTheGap = addDays(today, Math.max(1, rules.minimumGapDays));
  return onItsDay > afterTheGap ? onItsDay : afterTheGap;
};
