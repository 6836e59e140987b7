import { type BusinessDate, daysBetween } from '../dates.ts';
import type { CollectionCase, TakenStep } from '../domain/collection/case.ts';
import type { CaseEvent } from '../domain/collection/events.ts';
import { nextStep } from '../domain/collection/next-step.ts';
import type { ShownCase } from '../domain/collection/shown-case.ts';
import { type Owed, standingOf, totalsOf } from '../domain/collection/standing.ts';
import { timelineEntry } from '../domain/collection/timeline.ts';
import type { CollectionTask } from '../domain/collection-task/task.ts';
import { money, toMoneyJson } from '../money.ts';
import type { CollectionCaseSummaryView, CollectionCaseView } from './collection-cases.ts';

/** The step taken last, of the cycles that have something unpaid. */
const lastStepOf = ({ cycles }: CollectionCase): TakenStep | null =>
  cycles
    .flatMap(({ taken }) => taken)
    .reduce<TakenStep | null>((latest, step) => (latest && latest.at > step.at ? latest : step), null);

const overdueOf = ({ currency, openItems }: ShownCase, today: BusinessDate) =>
  money(
    openItems.reduce((sum, { carryingRemaining, dueOn }) => (dueOn < today ? sum + carryingRemaining : sum), 0n),
    currency,
  );

const invoiceView = (today: BusinessDate, promised: ReadonlySet<string>) => (item: Owed) => ({
  invoiceId: item.invoiceId,
  dueOn: item.dueOn,
  remaining: toMoneyJson(item.remaining),
  daysPastDue: Math.max(0, daysBetween(item.dueOn, today)),
  disputed: item.disputed,
  promised: promised.has(item.invoiceId),
});

/** A case as lists show it: where it stands, what comes next and when, and what it is about. */
export const collectionCaseSummary = (shown: ShownCase): CollectionCaseSummaryView => {
  const { collector, executionArn, facts, state } = shown;
  const today = facts.calendar.today(facts.now);
  const { chaseable, inReach } = standingOf(state, facts);
  const [last, { step, waitsFor }] = [lastStepOf(state), nextStep(state, facts)];
  const promised = new Set(state.promises.flatMap(({ invoiceIds }) => invoiceIds));
  const { legal } = state;
  return {
    caseId: state.caseId,
    customerId: state.customerId,
    status: state.status,
    openedAt: state.openedAt,
    policyVersion: state.policyVersion ?? null,
    closedAt: state.closedAt,
    step: last?.stepId ?? null,
    lastStep: last && { id: last.stepId, kind: last.kind, at: last.at },
    nextStepOn: step && facts.calendar.today(step.at),
    next: { waitsFor, step: step && { id: step.step.id, kind: step.step.kind, at: step.at } },
    overdue: toMoneyJson(overdueOf(shown, today)),
    totals: totalsOf(chaseable).map(toMoneyJson),
    invoices: inReach.map(invoiceView(today, promised)),
    collector,
    onHold: state.onHold,
    pause: state.pause && { ...state.pause },
    promises: state.promises.map(({ amount, invoiceIds, payBy, promiseId }) => ({
      promiseId,
      amount: toMoneyJson(amount),
      payBy,
      invoiceIds: [...invoiceIds],
    })),
    legal: legal && { status: legal.status, since: legal.since },
    matterNumber: legal?.status === 'WITH_LEGAL' ? legal.matterNumber : null,
    executionArn,
    version: state.version,
  };
};

/** A case with its whole story, and the tasks that wait in it. */
export const collectionCaseView = (
  shown: ShownCase,
  events: readonly CaseEvent[],
  tasks: readonly CollectionTask[],
): CollectionCaseView => ({
  ...collectionCaseSummary(shown),
  tasks: tasks.map(({ assignee, dueOn, kind, status, taskId, text }) => ({
    taskId,
    kind,
    status,
    assignee,
    dueOn,
    text,
  })),
  timeline: [
    { at: shown.state.openedAt, kind: 'CaseOpened', text: 'Opened.', by: null },
    ...events.map((event) => ({ ...timelineEntry(event) })),
  ],
});
