import type { Json, JsonObject } from '../../json.ts';
import type { Cells } from './cells.ts';
import type { Branch } from './execution.ts';
import { LONGEST_HISTORY } from './limits.ts';

/** An event in the shape of `GetExecutionHistory`; the time is in milliseconds since the epoch. */
export interface HistoryEvent {
  readonly id: number;
  readonly previousEventId: number;
  readonly timestamp: number;
  readonly type: string;
  /** The one member that goes with the type, such as `taskFailedEventDetails`. */
  readonly details: JsonObject;
}

/** An event, and whose history it belongs to. */
export interface Recorded {
  readonly runId: string;
  readonly event: HistoryEvent;
}

/** Thrown when a history is full but for the event that ends it. */
export class HistoryFull extends Error {
  readonly runId: string;

  constructor(runId: string) {
    super(`The execution reached the maximum number of history events (${LONGEST_HISTORY}).`);
    this.name = 'HistoryFull';
    this.runId = runId;
  }
}

export interface History {
  /** Adds an event to the history of a run; answers its id. */
  readonly add: (runId: string, previousEventId: number, type: string, details?: JsonObject) => number;
  /** Adds an event that a branch comes to. */
  readonly addTo: (branchId: string, type: string, details?: JsonObject) => number;
  readonly takeRecorded: () => readonly Recorded[];
}

const ENDING = /^Execution(Succeeded|Failed|Aborted|TimedOut)$/;

export const createHistory = (cells: Cells, now: number): History => {
  let recorded: Recorded[] = [];
  const add: History['add'] = (runId, previousEventId, type, details = {}) => {
    const run = cells.run(runId);
    const id = run.lastEventId + 1;
    if (id >= LONGEST_HISTORY && !ENDING.test(type)) throw new HistoryFull(runId);
    cells.putRun({ ...run, lastEventId: id });
    recorded.push({ runId, event: { id, previousEventId, timestamp: now, type, details } });
    return id;
  };
  return {
    add,
    addTo: (branchId, type, details) => {
      const branch = mustBe(cells.branch(branchId), branchId);
      const id = add(branch.run, branch.lastEventId, type, details);
      cells.putBranch({ ...branch, lastEventId: id });
      return id;
    },
    takeRecorded: () => {
      const taken = recorded;
      recorded = [];
      return taken;
    },
  };
};

export const mustBe = (branch: Branch | undefined, id: string): Branch => {
  if (!branch) throw new RangeError(`There is no branch ${id}`);
  return branch;
};

const WHOLE = { truncated: false };

/** The details of events, as AWS shapes them: payloads are JSON texts. */
export const details = {
  executionStarted: (input: Json, roleArn: string): JsonObject => ({
    executionStartedEventDetails: { input: JSON.stringify(input), inputDetails: WHOLE, roleArn },
  }),
  executionSucceeded: (output: Json): JsonObject => ({
    executionSucceededEventDetails: { output: JSON.stringify(output), outputDetails: WHOLE },
  }),
  stateEntered: (name: string, input: Json): JsonObject => ({
    stateEnteredEventDetails: { name, input: JSON.stringify(input), inputDetails: WHOLE },
  }),
  stateExited: (name: string, output: Json, assigned: JsonObject): JsonObject => ({
    stateExitedEventDetails: {
      name,
      output: JSON.stringify(output),
      outputDetails: WHOLE,
      ...(Object.keys(assigned).length > 0 && {
        assignedVariables: Object.fromEntries(
          Object.entries(assigned).map(([variable, value]) => [variable, JSON.stringify(value)]),
        ),
        assignedVariablesDetails: WHOLE,
      }),
    },
  }),
  /** Error and cause under a member such as `executionFailedEventDetails`, with what else belongs there. */
  failed: (
    member: string,
    { error, cause }: { error?: string | undefined; cause?: string | undefined },
    more: JsonObject = {},
  ): JsonObject => ({
    [member]: { ...more, ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) },
  }),
} as const;
