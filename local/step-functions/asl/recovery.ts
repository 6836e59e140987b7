import type { Catcher, Retrier, State } from './definition.ts';
import type { Branch } from './execution.ts';
import { type Failure, names } from './failure.ts';

/** What a state does about a failure. */
export type Recovery =
  | { readonly kind: 'retry'; readonly delaySeconds: number; readonly retries: readonly number[] }
  | { readonly kind: 'catch'; readonly catcher: Catcher; readonly index: number }
  | { readonly kind: 'none' };

/**
 * The first Retrier that names the failure decides whether it is tried again; when its attempts are used up, or there
 * is none, the first Catcher that names it.
 */
export const recoveryOf = (state: State, branch: Branch, failure: Failure, random: () => number): Recovery => {
  const retriers = 'Retry' in state ? (state.Retry ?? []) : [];
  const place = retriers.findIndex(({ ErrorEquals }) => names(ErrorEquals, failure));
  const retrier = retriers[place];
  const made = branch.retries[place] ?? 0;
  if (retrier && made < (retrier.MaxAttempts ?? DEFAULT_ATTEMPTS)) {
    const retries = retriers.map((_, index) => (branch.retries[index] ?? 0) + (index === place ? 1 : 0));
    return { kind: 'retry', delaySeconds: delayOf(retrier, made, random), retries };
  }
  const catchers = 'Catch' in state ? (state.Catch ?? []) : [];
  const index = catchers.findIndex(({ ErrorEquals }) => names(ErrorEquals, failure));
  const catcher = catchers[index];
  return catcher ? { kind: 'catch', catcher, index } : { kind: 'none' };
};

const DEFAULT_ATTEMPTS = 3;

/** Seconds before the next attempt, when some were made already. */
const delayOf = (retrier: Retrier, made: number, random: () => number): number => {
  const { IntervalSeconds = 1, BackoffRate = 2, MaxDelaySeconds = Number.POSITIVE_INFINITY, JitterStrategy } = retrier;
  const delay = Math.min(IntervalSeconds * BackoffRate ** made, MaxDelaySeconds, LONGEST_DELAY_SECONDS);
  return JitterStrategy === 'FULL' ? random() * delay : delay;
};

/** A year: a backoff grows beyond what a date can show. */
const LONGEST_DELAY_SECONDS = 31_622_400;
