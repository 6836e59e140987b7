import type { Instant } from '../../dates.ts';
import { caseStatuses } from '../../domain/collection/case.ts';
import { listCaseEvents, listCases } from '../collection/items.ts';
import { indexKeys } from '../keys.ts';
import type { Page, Range, Table } from '../table.ts';
import type { HasTime } from '../time-budget.ts';

const countKeys = async (table: Table, range: Omit<Range, 'startAfter'>): Promise<number> => {
  let count = 0;
  let startAfter: Page['next'] = null;
  do {
    const page: Page = await table.page({ ...range, startAfter });
    count += page.items.length;
    startAfter = page.next;
  } while (startAfter);
  return count;
};

/** How many cases were opened since an instant. */
export const casesOpenedSince = (table: Table, since: Instant): Promise<number> =>
  countKeys(table, { index: 'gsi2', partition: indexKeys.cases('', '').gsi2pk, from: since });

/** How many collection tasks wait to be done. */
export const tasksWaiting = (table: Table): Promise<number> =>
  countKeys(table, { index: 'gsi2', partition: indexKeys.tasksIn('OPEN', '', '').gsi2pk });

const CASES_AT_ONCE = 20;

/** How many promises were broken since an instant, in whole or in part; `null` when the time was too short to count them. */
export const promisesBrokenSince = async (table: Table, since: Instant, hasTime: HasTime): Promise<number | null> => {
  let broken = 0;
  for (const status of caseStatuses.filter((one) => one !== 'CLOSED')) {
    let startAfter: Page['next'] = null;
    do {
      if (!hasTime()) return null;
      const page = await listCases(table, { status, limit: CASES_AT_ONCE, startAfter });
      const events = await Promise.all(page.cases.map(({ state }) => listCaseEvents(table, state.caseId)));
      broken += events
        .flat()
        .filter((event) => event.at >= since && event.type === 'PromiseEnded')
        .filter((event) => 'outcome' in event && ['BROKEN', 'PARTLY_KEPT'].includes(event.outcome)).length;
      startAfter = page.next;
    } while (startAfter);
  }
  return broken;
};
