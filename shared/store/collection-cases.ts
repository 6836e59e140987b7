import type { CaseStatus } from '../domain/collection/case.ts';
import type { CaseCommand } from '../domain/collection/decide.ts';
import type { CaseEvent } from '../domain/collection/events.ts';
import type { ShownCase } from '../domain/collection/shown-case.ts';
import type { CollectionTask } from '../domain/collection-task/task.ts';
import { changeCase } from './collection/change.ts';
import { type CaseGround, gatherGround } from './collection/ground.ts';
import { listCaseEvents, listCases, loadStoredCase, type StoredCase } from './collection/items.ts';
import { underPolicyOf } from './collection/policy-of-case.ts';
import { openTasksOf } from './collection-tasks/items.ts';
import type { Directory } from './collection-tasks/staff.ts';
import type { Context } from './context.ts';
import type { Page } from './table.ts';

const shownCase = (
  { collector, executionArn, state }: StoredCase,
  { account, facts, openItems }: CaseGround,
): ShownCase => ({
  state,
  collector,
  executionArn,
  currency: account.currency,
  openItems,
  facts,
});

const showCase = async (context: Context, stored: StoredCase): Promise<ShownCase> => {
  const own = await underPolicyOf(context, stored.state);
  return shownCase(stored, await gatherGround(own, stored.state.customerId, stored.state.caseId));
};

export interface CaseQuery {
  readonly status?: CaseStatus | undefined;
  /** Who looks after the customer. */
  readonly collector?: string | undefined;
  readonly limit: number;
  readonly startAfter: Page['next'];
}

/** What is owed by so many customers is read at the same time. */
const SHOWN_TOGETHER = 10;
/** Pages that hold no case of a collector are passed over, but not for ever within one request. */
const MOST_PAGES = 5;

/** A page of cases, the newest first; those of a collector may be fewer than asked for while there are more to come. */
export const listShownCases = async (
  context: Context,
  { collector, limit, startAfter, status }: CaseQuery,
): Promise<{ readonly cases: readonly ShownCase[]; readonly next: Page['next'] }> => {
  const found: StoredCase[] = [];
  let next = startAfter;
  for (let pages = 0; pages < MOST_PAGES && found.length === 0; pages += 1) {
    const page = await listCases(context.table, { limit, startAfter: next, ...(status ? { status } : {}) });
    found.push(...page.cases.filter((one) => collector === undefined || one.collector?.toLowerCase() === collector));
    next = page.next;
    if (!next) break;
  }
  const cases: ShownCase[] = [];
  for (let start = 0; start < found.length; start += SHOWN_TOGETHER) {
    const some = found.slice(start, start + SHOWN_TOGETHER);
    cases.push(...(await Promise.all(some.map((stored) => showCase(context, stored)))));
  }
  return { cases, next };
};

export interface CaseStory {
  readonly shown: ShownCase;
  /** The oldest first. */
  readonly events: readonly CaseEvent[];
  /** Those that wait to be done. */
  readonly tasks: readonly CollectionTask[];
}

/** @throws not-found when there is no such case. */
export const loadCaseStory = async (context: Context, caseId: string): Promise<CaseStory> => {
  const stored = await loadStoredCase(context.table, caseId);
  const [shown, events, tasks] = await Promise.all([
    showCase(context, stored),
    listCaseEvents(context.table, caseId),
    openTasksOf(context.table, caseId),
  ]);
  return { shown, events, tasks };
};

type Steered = Extract<CaseCommand, { type: 'PAUSE' | 'RESUME' | 'ESCALATE' }>;
/** What a person asks of a case, without who it is. */
export type Steering = Steered extends infer One ? (One extends Steered ? Omit<One, 'by'> : never) : never;

/**
 * Pauses a case, lets it go on, or hurries its next step, as the person of the context.
 * @param answer makes the answer that an Idempotency-Key stands for.
 * @throws not-found for an unknown case; conflict when it is not in a state for it; unprocessable for a pause up to today.
 */
export const steerCase = <T>(
  context: Context,
  directory: Directory,
  caseId: string,
  steering: Steering,
  answer: (shown: ShownCase) => T,
): Promise<T> =>
  changeCase<T>(context, directory, caseId, { ...steering, by: context.actor } as CaseCommand, {
    answer: ({ after, ground }) => answer(shownCase(after, ground)),
  });
