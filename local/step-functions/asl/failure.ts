/** Error names that the Amazon States Language itself reports. */
export const ErrorName = {
  all: 'States.ALL',
  taskFailed: 'States.TaskFailed',
  timeout: 'States.Timeout',
  heartbeatTimeout: 'States.HeartbeatTimeout',
  queryEvaluation: 'States.QueryEvaluationError',
  dataLimitExceeded: 'States.DataLimitExceeded',
  noChoiceMatched: 'States.NoChoiceMatched',
  exceedToleratedFailureThreshold: 'States.ExceedToleratedFailureThreshold',
  runtime: 'States.Runtime',
} as const;

/** Error and Cause as a Catch sees them; a failure may have neither. */
export interface Failure {
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
  /** A second name under which Retry and Catch find it: a missed heartbeat is reported as a time-out. */
  readonly alias?: string;
}

/** A failure that a state raised by itself, while it was evaluated; its cause is yet to say which state that was. */
export class StateFailure extends Error {
  readonly failure: Failure;

  constructor(error: string, text: string) {
    super(text);
    this.name = 'StateFailure';
    this.failure = { error, cause: text };
  }
}

export const queryFailure = (text: string): StateFailure => new StateFailure(ErrorName.queryEvaluation, text);

/** The cause of a failure raised by a state itself, as AWS words it. */
export const causeInState = (stateName: string, enteredEventId: number, text: string): string =>
  `An error occurred while executing the state '${stateName}' (entered at the event id #${enteredEventId}). ${text}`;

/**
 * Whether a list of a Retrier or Catcher names a failure. `States.ALL` stands for all but `States.Runtime`,
 * `States.TaskFailed` for all of these but a time-out.
 */
export const names = (errorEquals: readonly string[], { error, alias }: Failure): boolean =>
  errorEquals.some((name) => {
    if (name === error || name === alias) return true;
    if (error === ErrorName.runtime) return false;
    return name === ErrorName.all || (name === ErrorName.taskFailed && error !== ErrorName.timeout);
  });

/**
 * What `$states.errorOutput` is. A task that fails with nothing to say is told as nulls, a time-out, which never has a
 * cause, with an empty one.
 */
export const errorOutputOf = ({ error, cause }: Failure) => ({
  Error: error ?? null,
  Cause: cause ?? (error === ErrorName.timeout ? '' : null),
});
