import type { BusinessDate } from '../../dates.ts';
import { isReported, reported, reportLine } from '../../domain/collection-task/outcome.ts';
import type { CollectionTask, TaskOutcome } from '../../domain/collection-task/task.ts';
import { conflict } from '../../errors.ts';
import type { Money } from '../../money.ts';
import { type CaseChange, changeCase } from '../collection/change.ts';
import { type Context, withoutRequest } from '../context.ts';
import { openDispute } from '../disputes.ts';
import { answeredBefore, rememberAnswer } from '../idempotency.ts';
import { newId } from '../new-id.ts';
import type { Write } from '../table.ts';
import { loadTask, taskWritesAfter } from './items.ts';
import type { Directory } from './staff.ts';

/** What came of a task. A promise belongs to `PROMISED` and a dispute to `DISPUTED`, which is for the contract to check. */
export interface TaskReport {
  readonly outcome: TaskOutcome;
  readonly note: string;
  readonly promise?: { readonly amount: Money; readonly payBy: BusinessDate } | undefined;
  readonly dispute?: { readonly invoiceIds: readonly string[]; readonly reason: string } | undefined;
}

const changeOf = (task: CollectionTask, report: TaskReport, by: string, promiseId: string) => {
  const text = reportLine(task, report);
  return report.promise
    ? ({ type: 'PROMISE', promiseId, invoiceIds: null, ...report.promise, note: text, by } as const)
    : ({ type: 'NOTE', kind: 'TASK_OUTCOME', text, by } as const);
};

/**
 * Records what came of a task: in the task and in the timeline of its case, together with a promise that was given. A
 * dispute is opened first, under the id of the task, so that there is one however often it is tried. Reported again in
 * the same words, nothing changes.
 * @param answer makes the answer that an Idempotency-Key stands for.
 * @throws not-found for an unknown task; conflict when it was done otherwise, or its case is closed; unprocessable for a
 *   promise or dispute that cannot be.
 */
export const completeTask = async <T>(
  context: Context,
  directory: Directory,
  taskId: string,
  report: TaskReport,
  answer: (task: CollectionTask) => T,
): Promise<T> => {
  const { actor, moment, table } = context;
  const before = await answeredBefore<T>(context);
  if (before) return before.answer;
  const found = await loadTask(table, taskId);
  if (isReported(found, report)) return (await rememberAnswer(context, answer(found))).answer;

  if (report.dispute) {
    const { customerId } = found;
    await openDispute(withoutRequest(context), { customerId, disputeId: taskId, ...report.dispute });
  }
  const promiseId = newId(moment.now);
  let done = found;
  const writes = async ({ after }: CaseChange): Promise<readonly Write[]> => {
    if (after.state.status === 'CLOSED') throw conflict('The case is closed: nothing of it is owed any more.');
    const task = await loadTask(table, taskId);
    // Somebody else may have been quicker, also with just this.
    done = isReported(task, report)
      ? task
      : reported(task, { ...report, ...resultOf(report, taskId, promiseId) }, actor, moment.now);
    if (done === task) throw new ReportedMeanwhile();
    return taskWritesAfter(table, task, done);
  };
  try {
    const command = changeOf(found, report, actor, promiseId);
    return await changeCase<T>(context, directory, found.caseId, command, { writes, answer: () => answer(done) });
  } catch (error) {
    if (!(error instanceof ReportedMeanwhile)) throw error;
    return (await rememberAnswer(context, answer(done))).answer;
  }
};

/** The same report came twice at the same time, and the other one was written. */
class ReportedMeanwhile extends Error {}

const resultOf = ({ dispute, promise }: TaskReport, taskId: string, promiseId: string) => ({
  promiseId: promise ? promiseId : null,
  disputeId: dispute ? taskId : null,
});
