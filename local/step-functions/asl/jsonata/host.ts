/** What an expression takes from outside of its data. */
export interface Host {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** At least 0 and below 1. */
  readonly random: () => number;
  readonly uuid: () => string;
}

/** One evaluation of an expression. */
export interface Evaluation {
  readonly host: Host;
  /** Expressions that are being evaluated inside of one another. */
  depth: number;
  /** Expressions evaluated so far. */
  steps: number;
}

/** Name of the binding that carries the evaluation; no variable of an expression can be called so. */
export const EVALUATION = ' evaluation';

interface Frame {
  readonly lookup: (name: string | symbol) => unknown;
}

export const evaluationOf = (environment: Frame): Evaluation => environment.lookup(EVALUATION) as Evaluation;
