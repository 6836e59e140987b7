import type { Json } from '../../json.ts';
import type { Outcome, State } from './definition.ts';
import type { Branch, Phase } from './execution.ts';
import type { Failure } from './failure.ts';
import type { Extras } from './scope.ts';
import type { Turn } from './turn.ts';

/** What comes of a state for now. */
export type Step =
  /** It is to wait for something. */
  { readonly kind: 'stay'; readonly phase: Phase } | Leave | { readonly kind: 'fail'; readonly failure: Failure };

/** The state is done. */
export interface Leave {
  readonly kind: 'leave';
  /** Holds the Assign and Output that apply. */
  readonly outcome: Outcome;
  /** Where these stand in the state: empty, `Choices[1]/` or `Catch[0]/`. */
  readonly field: string;
  /** Output where none is given. */
  readonly output: Json;
  readonly extras: Extras;
  /** `undefined` ends the branch. */
  readonly next: string | undefined;
}

/** Begins a state of one type. Failures of the state itself are thrown. */
export type Enter<S extends State> = (turn: Turn, branch: Branch, state: S) => Step | Promise<Step>;

/** A state is left with nothing but its input. */
export const leaveWithInput = (branch: Branch, state: Outcome & { readonly Next?: string | undefined }): Leave => ({
  kind: 'leave',
  outcome: state,
  field: '',
  output: branch.input,
  extras: {},
  next: state.Next,
});

/** A state is left with a result. */
export const leaveWithResult = (state: Outcome & { readonly Next?: string | undefined }, result: Json): Leave => ({
  kind: 'leave',
  outcome: state,
  field: '',
  output: result,
  extras: { result },
  next: state.Next,
});
