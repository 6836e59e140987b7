/**
 * Refusals: the ways in which the platform says no. They are thrown by name anywhere and turned into
 * `application/problem+json` in one place (`shared/http/problems.ts`).
 */
export type ProblemCode =
  | 'validation'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'gone'
  | 'unprocessable'
  | 'too-large'
  | 'rate-limited'
  | 'unavailable';

/** One thing that is wrong: where (`amount.currency`, `allocations[0].invoiceId`) and what to do about it. */
export interface FieldError {
  readonly path: string;
  readonly message: string;
}

export class Refusal extends Error {
  readonly code: ProblemCode;
  readonly errors: readonly FieldError[];

  constructor(code: ProblemCode, detail: string, errors: readonly FieldError[] = [], options?: ErrorOptions) {
    super(detail, options);
    this.name = 'Refusal';
    this.code = code;
    this.errors = errors;
  }
}

/** The thing asked for does not exist (404). */
export const notFound = (what: string, id: string): Refusal => new Refusal('not-found', `There is no ${what} '${id}'.`);

/** The id or key is taken by something else, or the state does not allow the action (409). */
export const conflict = (detail: string, path?: string): Refusal =>
  new Refusal('conflict', detail, path ? [{ path, message: detail }] : []);

/** The request is well formed, but a field cannot be honoured as things stand (422). */
export const unprocessable = (path: string, message: string): Refusal =>
  new Refusal('unprocessable', message, [{ path, message }]);

/** A field is malformed (400). */
export const invalid = (path: string, message: string): Refusal =>
  new Refusal('validation', message, [{ path, message }]);

/** The platform cannot answer now; the caller may try again shortly (503 with `Retry-After`). */
export const unavailable = (detail: string, cause?: unknown): Refusal =>
  new Refusal('unavailable', detail, [], cause === undefined ? {} : { cause });
