import { addDays, startOfBusinessDate } from '../../dates.ts';
import { type ApprovalFigures, addRequest, noApprovalFigures } from '../../domain/portfolio/approval-figures.ts';
import type { Span } from '../../domain/portfolio/collection-figures.ts';
import type { Context } from '../context.ts';
import { listRequests } from '../limit-requests/items.ts';
import type { Page } from '../table.ts';
import type { HasTime } from '../time-budget.ts';

const REQUESTS_AT_ONCE = 100;

/** What became of the requests that were made in a span of days, from the newest on; it stops when the time is over. */
export const approvalReport = async (
  { environment, table }: Pick<Context, 'table' | 'environment'>,
  { from, to }: Span,
  { hasTime, startAfter }: { readonly hasTime: HasTime; readonly startAfter: Page['next'] },
): Promise<{ readonly figures: ApprovalFigures; readonly next: Page['next'] }> => {
  const begin = startOfBusinessDate(from, environment.timeZone);
  const end = startOfBusinessDate(addDays(to, 1), environment.timeZone);
  let figures = noApprovalFigures;
  let next = startAfter;
  do {
    const page = await listRequests(table, { limit: REQUESTS_AT_ONCE, startAfter: next });
    const made = page.requests.filter(({ createdAt }) => begin <= createdAt && createdAt < end);
    figures = made.reduce(addRequest, figures);
    const isPast = page.requests.some(({ createdAt }) => createdAt < begin);
    next = isPast ? null : page.next;
  } while (next !== null && hasTime());
  return { figures, next };
};
