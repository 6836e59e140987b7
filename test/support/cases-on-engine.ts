import type { CreditPolicy } from '../../shared/domain/policy/policy.ts';
import type { Role } from '../../shared/domain/policy/roles.ts';
import { advanceCase } from '../../shared/store/collection/advance.ts';
import { attendCase } from '../../shared/store/collection/attend.ts';
import { findStoredCase, listCaseEvents } from '../../shared/store/collection/items.ts';
import { reviewOnNews } from '../../shared/store/collection/news.ts';
import type { Directory } from '../../shared/store/limit-requests/directory.ts';
import { openDesk } from './context.ts';
import type { Database } from './dynamodb.ts';

const holders: Partial<Record<Role, readonly string[]>> = {
  collectors: ['carl.collector@example.com', 'cora.collector@example.com'],
  'collection-leads': ['lea.lead@example.com'],
  'credit-managers': ['mia.manager@example.com'],
  legal: ['lex.legal@example.com'],
  'platform-admins': ['pia.platform@example.com'],
};

/** Who holds which role where cases are tried. */
export const directory: Directory = { inRole: async (role) => holders[role] ?? [] };

/** Where a day without any change of a case ends the search for its next step. */
const MOST_TURNS = 60;

/** The store of cases on the engine, moved along as the daily run and the workflow do. */
export const casesOn = (
  database: Database,
  {
    directory: who = directory,
    policy = {},
    start,
  }: { readonly start: string; readonly directory?: Directory; readonly policy?: Partial<CreditPolicy> },
) => {
  const desk = openDesk(database.table, { start, timeZone: 'Europe/Berlin', policy });
  const { table } = database;
  const attend = (customerId: string) => attendCase(desk.at({ actor: 'credence' }), who, customerId);
  const stored = async (customerId: string) => {
    const found = await findStoredCase(table, customerId);
    if (!found) throw new Error(`${customerId} has no case`);
    return found;
  };
  const advance = async (customerId: string) =>
    advanceCase(desk.at({ actor: 'credence' }), who, (await stored(customerId)).state.caseId);
  return {
    desk,
    attend,
    stored,
    advance,
    /** What the bus tells of a customer. */
    news: (customerId: string, detailType: string) =>
      reviewOnNews(desk.at({ actor: 'credence' }), who, { customerId, detailType }),
    /** Lets the case take its steps as they fall due, until nothing happens any more before an instant. */
    until: async (customerId: string, end: string): Promise<void> => {
      for (let turn = 0; turn < MOST_TURNS; turn += 1) {
        const { wakeAt } = await advance(customerId);
        if (wakeAt === null || wakeAt >= end) return desk.setTo(end);
        desk.setTo(wakeAt > desk.now() ? wakeAt : end);
      }
      throw new Error('the case does not come to rest');
    },
    /** What happened in the customer's newest case: day and kind. */
    story: async (customerId: string): Promise<readonly string[]> => {
      const events = await listCaseEvents(table, (await stored(customerId)).state.caseId);
      return events.map((event) => `${event.at.slice(0, 10)} ${event.type === 'StepTaken' ? event.kind : event.type}`);
    },
  };
};
