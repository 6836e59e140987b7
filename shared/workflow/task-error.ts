import { Refusal, unavailable } from '../errors.ts';
import { isTransient } from '../store/retry.ts';

/** An error by whose name a state machine tells what to do. */
export const taskError = (name: string, message: string, cause?: unknown): Error =>
  Object.assign(new Error(message, cause === undefined ? {} : { cause }), { name });

/** `NotFound` of `not-found`. */
const pascalCase = (code: string): string =>
  code.replaceAll(/(?:^|-)(\w)/g, (_dash, letter: string) => letter.toUpperCase());

/**
 * What a failed task throws: a refusal is named by its code, and what passes by itself is `Unavailable`; everything
 * else, which is our fault, keeps its name.
 */
export const asTaskError = (error: unknown): { readonly error: Error; readonly isRefusal: boolean } => {
  const refusal =
    !(error instanceof Refusal) && isTransient(error)
      ? unavailable('The platform cannot answer at the moment. Try again shortly.', error)
      : error;
  if (refusal instanceof Refusal) {
    return { error: taskError(pascalCase(refusal.code), refusal.message, refusal.cause), isRefusal: true };
  }
  return { error: error instanceof Error ? error : taskError('Error', String(error)), isRefusal: false };
};
