import { addDaysToInstant, type BusinessDate, type Instant } from '../../dates.ts';
import { noFigures } from '../../domain/daily-run/figures.ts';
import type { DailyRun } from '../../domain/daily-run/run.ts';
import { unavailable, unprocessable } from '../../errors.ts';
import type { Context } from '../context.ts';
import { backoff, CONTENTION_TRIES } from '../retry.ts';
import { settleWrites } from '../table.ts';
import { findRun, runWrite } from './items.ts';
import { FIRST_DATE, runIdOf } from './run-id.ts';

export interface RunRequest {
  readonly date: BusinessDate;
  /** Whether a run that failed, wholly or in part, is to be tried again; a schedule that fires twice does not ask for it. */
  readonly again: boolean;
  /** The ARN of an execution by its name. */
  readonly executionArnOf: (name: string) => string;
}

/** An execution is named by its date, and by the attempt where it is not the first: AWS itself starts none of them twice. */
export const executionNameOf = ({ attempt, date }: Pick<DailyRun, 'attempt' | 'date'>): string =>
  attempt === 1 ? date : `${date}-${attempt}`;

const newRun = ({ actor, correlationId, moment }: Context, { date, executionArnOf }: RunRequest): DailyRun => ({
  runId: runIdOf(date),
  date,
  status: 'RUNNING',
  startedAt: moment.now,
  startedBy: actor,
  correlationId,
  attempt: 1,
  executionArn: executionArnOf(executionNameOf({ attempt: 1, date })),
  endedAt: null,
  figures: noFigures,
  failures: [],
  version: 0,
});

const triedAgain = ({ moment }: Context, run: DailyRun, { executionArnOf }: RunRequest): DailyRun => {
  const attempt = run.attempt + 1;
  const executionArn = executionArnOf(executionNameOf({ ...run, attempt }));
  return { ...run, status: 'RUNNING', startedAt: moment.now, attempt, executionArn, endedAt: null, failures: [] };
};

/** The state machine ends an execution after twelve hours: a run that is under way for longer has lost its own. */
const LONGEST_RUN_DAYS = 0.5;

/** Whether it did not succeed and will not by itself. */
const hasFailed = ({ startedAt, status }: DailyRun, now: Instant): boolean =>
  status === 'FAILED' ||
  status === 'PARTLY_FAILED' ||
  (status === 'RUNNING' && addDaysToInstant(startedAt, LONGEST_RUN_DAYS) < now);

/**
 * Notes that the run of a business date is under way, once: a date has one run, whoever asks for it and however often.
 * One that failed, wholly or in part, or whose execution is gone, is put under way again if that is asked.
 * @returns the run as it stands. @throws unprocessable for a date that is still to come.
 */
export const openRun = async (context: Context, request: RunRequest): Promise<DailyRun> => {
  const { moment, table } = context;
  const { again, date } = request;
  if (date > moment.today) throw unprocessable('date', `must not be after today, ${moment.today}`);
  if (date < FIRST_DATE) throw unprocessable('date', `must not be before ${FIRST_DATE}`);
  for (let attempt = 0; attempt < CONTENTION_TRIES; attempt += 1) {
    const stored = await findRun(table, date);
    if (stored && !(again && hasFailed(stored, moment.now))) return stored;
    const wanted = stored ? triedAgain(context, stored, request) : newRun(context, request);
    const outcome = await settleWrites(table, [runWrite(table, stored, wanted)]);
    if (outcome.done) return wanted;
    await backoff(attempt);
  }
  throw unavailable(`The daily run of ${date} is being started by others. Try again.`);
};
