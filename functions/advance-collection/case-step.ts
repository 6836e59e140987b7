import type { CaseStep } from '../../shared/contracts/workflows/collection.ts';
import { addDaysToInstant, type Instant } from '../../shared/dates.ts';
import { wakeDelaySeconds } from '../../shared/domain/collection/spread.ts';
import type { CaseStanding } from '../../shared/store/collection/advance.ts';

/** The daily run looks at every case; a wait that nobody ends looks by itself after this. */
const LONGEST_WAIT_DAYS = 7;

/** Step Functions ends an execution after a year; a case may be with the lawyers for longer. */
const LONGEST_EXECUTION_DAYS = 300;

interface Execution {
  /** How often the case had been opened when the execution was started. */
  readonly run: number;
  readonly startedAt: Instant;
  readonly now: Instant;
}

const nextOf = ({ handoff, stored }: CaseStanding, { now, run, startedAt }: Execution): CaseStep['next'] => {
  // Opened again, the case has another execution.
  if (stored.state.status === 'CLOSED' || stored.run !== run) return 'END';
  if (handoff === 'TO_BE_SEALED') return 'SEAL_HANDOFF';
  return addDaysToInstant(startedAt, LONGEST_EXECUTION_DAYS) <= now ? 'CONTINUE' : 'AWAIT_NEWS';
};

/**
 * What the workflow of a case does next.
 * @param spreadMinutes over how long cases that are due at one time are woken.
 */
export const caseStep = (standing: CaseStanding, execution: Execution, spreadMinutes: number): CaseStep => {
  const latest = addDaysToInstant(execution.now, LONGEST_WAIT_DAYS);
  const { calendar, stored } = standing;
  const wakeAt = standing.wakeAt !== null && standing.wakeAt < latest ? standing.wakeAt : latest;
  return {
    next: nextOf(standing, execution),
    version: stored.state.version,
    wakeAt,
    delaySeconds: wakeDelaySeconds(stored.state.caseId, wakeAt, spreadMinutes, calendar),
  };
};
