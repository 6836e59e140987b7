import { addDays, type BusinessDate, type Instant, startOfBusinessDate } from '../../dates.ts';
import { nextBusinessDay } from '../calendar/business-days.ts';
import type { ClosedDay } from '../policy/parts.ts';

/** Where the people work who do the tasks. */
interface Office {
  readonly timeZone: string;
  /** ISO 3166; whose holidays count. */
  readonly country: string;
  /** Days on which nobody works there, by the policy; none where left out. */
  readonly closedDays?: readonly ClosedDay[];
}

/**
 * When a task is due: at the end of the given number of business days of the environment after the day on which it was
 * made. With two, a task made on a Thursday is due when Monday is over.
 */
export const dueAfter = (
  today: BusinessDate,
  businessDays: number,
  { closedDays, country, timeZone }: Office,
): { readonly dueOn: BusinessDate; readonly dueAt: Instant } => {
  let dueOn = today;
  for (let days = 0; days < businessDays; days += 1) dueOn = nextBusinessDay(dueOn, country, closedDays);
  return { dueOn, dueAt: startOfBusinessDate(addDays(dueOn, 1), timeZone) };
};
