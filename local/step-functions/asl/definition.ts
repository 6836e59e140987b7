import type { Json, JsonObject } from '../../json.ts';

/** A program: the whole of a state machine, a branch of a Parallel, or the item processor of a Map. */
export interface Program {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

export interface Definition extends Program {
  readonly TimeoutSeconds?: number | undefined;
}

export type State =
  | PassState
  | TaskState
  | ChoiceState
  | WaitState
  | SucceedState
  | FailState
  | ParallelState
  | MapState;

/** Where a state leads: to `Next`, or to the end. */
interface Continuing {
  readonly Next?: string | undefined;
}

/** What a state, a rule or a Catcher leaves behind. */
export interface Outcome {
  readonly Assign?: JsonObject | undefined;
  readonly Output?: Json | undefined;
}

export interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds?: number | undefined;
  readonly MaxAttempts?: number | undefined;
  readonly BackoffRate?: number | undefined;
  readonly MaxDelaySeconds?: number | undefined;
  readonly JitterStrategy?: 'FULL' | 'NONE' | undefined;
}

export interface Catcher extends Outcome {
  readonly ErrorEquals: readonly string[];
  readonly Next: string;
}

interface Recovering {
  readonly Retry?: readonly Retrier[] | undefined;
  readonly Catch?: readonly Catcher[] | undefined;
}

export interface PassState extends Outcome, Continuing {
  readonly Type: 'Pass';
}

export interface TaskState extends Outcome, Continuing, Recovering {
  readonly Type: 'Task';
  readonly Resource: string;
  readonly Arguments?: Json | undefined;
  readonly Credentials?: Json | undefined;
  readonly TimeoutSeconds?: number | string | undefined;
  readonly HeartbeatSeconds?: number | string | undefined;
}

export interface ChoiceRule extends Outcome {
  readonly Condition: boolean | string;
  readonly Next: string;
}

export interface ChoiceState extends Outcome {
  readonly Type: 'Choice';
  readonly Choices: readonly ChoiceRule[];
  readonly Default?: string | undefined;
}

export interface WaitState extends Outcome, Continuing {
  readonly Type: 'Wait';
  readonly Seconds?: number | string | undefined;
  readonly Timestamp?: string | undefined;
}

export interface SucceedState extends Pick<Outcome, 'Output'> {
  readonly Type: 'Succeed';
}

export interface FailState {
  readonly Type: 'Fail';
  readonly Error?: string | undefined;
  readonly Cause?: string | undefined;
}

export interface ParallelState extends Outcome, Continuing, Recovering {
  readonly Type: 'Parallel';
  readonly Arguments?: Json | undefined;
  readonly Branches: readonly Program[];
}

export interface ItemBatcher {
  readonly MaxItemsPerBatch?: number | string | undefined;
  readonly MaxInputBytesPerBatch?: number | string | undefined;
  readonly BatchInput?: Json | undefined;
}

export interface MapState extends Outcome, Continuing, Recovering {
  readonly Type: 'Map';
  readonly Items?: Json | undefined;
  readonly ItemSelector?: Json | undefined;
  readonly ItemBatcher?: ItemBatcher | undefined;
  readonly ItemProcessor: Program & {
    readonly ProcessorConfig?: { readonly Mode?: 'INLINE' | 'DISTRIBUTED' | undefined } | undefined;
  };
  readonly MaxConcurrency?: number | string | undefined;
  readonly ToleratedFailureCount?: number | string | undefined;
  readonly ToleratedFailurePercentage?: number | string | undefined;
  readonly Label?: string | undefined;
}

/** The programs inside of a state, each with the key that leads to it. */
export const programsIn = (state: State): readonly Program[] => {
  if (state.Type === 'Parallel') return state.Branches;
  return state.Type === 'Map' ? [state.ItemProcessor] : [];
};

/** Where a program is: pairs of a state's name and the index of the program inside of it. */
export type ProgramPath = readonly (readonly [stateName: string, index: number])[];

/** Finds a program by its path; throws when the definition has none there. */
export const programAt = (definition: Definition, path: ProgramPath): Program =>
  path.reduce<Program>((program, [stateName, index]) => {
    const state = program.States[stateName];
    const inner = state && programsIn(state)[index];
    if (!inner) throw new RangeError(`There is no program ${index} in ${stateName}`);
    return inner;
  }, definition);
