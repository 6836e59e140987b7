import { setTimeout as sleep } from 'node:timers/promises';
import { unavailable } from '../errors.ts';

/** The one place that says what is tried again: throttling, conflicts and lost answers, with jitter and a bound. */
const BASE_DELAY_MS = 10;
const LONGEST_DELAY_MS = 250;
const TRANSIENT_TRIES = 5;
/** No try begins after this: the caller is to hear that the store is away before its function's ten seconds are over. */
const LAST_TRY_AFTER_MS = 5_000;

const transientNames = new Set([
  'ProvisionedThroughputExceededException',
  'ProvisionedThroughputExceeded',
  'ThrottlingException',
  'ThrottlingError',
  'RequestLimitExceeded',
  'InternalServerError',
  'InternalServerErrorException',
  'ServiceUnavailable',
  'ServiceUnavailableException',
  'TransactionInProgressException',
  'TransactionConflictException',
  'TimeoutError',
  'RequestTimeout',
]);

const transientCodes = new Set(['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN']);

export const isTransient = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  const { name, code, $metadata } = error as Error & { code?: string; $metadata?: { httpStatusCode?: number } };
  if (transientNames.has(name) || (code !== undefined && transientCodes.has(code))) return true;
  return ($metadata?.httpStatusCode ?? 0) >= 500;
};

/** Full jitter: anywhere between nothing and an exponentially growing, bounded delay. */
export const backoff = (attempt: number): Promise<void> =>
  sleep(Math.random() * Math.min(LONGEST_DELAY_MS, BASE_DELAY_MS * 2 ** attempt));

/** Runs a request again while its failure is a passing one. @throws `unavailable` when the bound is reached. */
export const retryTransient = async <T>(request: () => Promise<T>): Promise<T> => {
  const started = performance.now();
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await request();
    } catch (error) {
      if (!isTransient(error)) throw error;
      const isLate = performance.now() - started > LAST_TRY_AFTER_MS;
      if (attempt >= TRANSIENT_TRIES || isLate)
        throw unavailable('The data store does not answer in time. Try again.', error);
      await backoff(attempt);
    }
  }
};

/** How often a movement is decided anew when another one on the same account came first. */
export const CONTENTION_TRIES = 60;
