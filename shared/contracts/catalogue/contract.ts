import type * as z from 'zod/mini';

/** Chapters of the reference, in their order. */
export const topics = [
  'Customers',
  'Credit checks',
  'Reservations',
  'Receivables',
  'Payments',
  'Disputes',
  'Limit requests',
  'Absences',
  'Collections',
  'Legal handoffs',
  'Jobs',
  'Exchange rates',
  'Policy',
  'Reports',
  'Approval by link',
  'Payment page',
  'Service',
] as const;
export type Topic = (typeof topics)[number];

/** An answer that is no problem: its JSON view, and the other media types it may come in. */
export interface Answer {
  readonly status: 200 | 201 | 202 | 204;
  readonly description: string;
  readonly view?: z.ZodMiniType;
  readonly otherTypes?: readonly string[];
}

/** All schemas of an operation: what callers send and what they are answered. */
export interface Contract {
  /** What the operation does, in a line. */
  readonly summary: string;
  readonly topic: Topic;
  readonly params?: z.ZodMiniType;
  readonly query?: z.ZodMiniType;
  readonly body?: z.ZodMiniType;
  /** Instead of a body: the fields of an HTML form. */
  readonly form?: z.ZodMiniType;
  /** Sending no body is sending an empty object. */
  readonly optionalBody?: true;
  readonly fileTypes?: readonly string[];
  /** Answers are pages for people, refusals included. */
  readonly page?: true;
  /** The header `Idempotency-Key` makes a repetition safe; where the caller names the id, the id does. */
  readonly idempotencyKey?: true;
  /** The body names a customer, who has to exist. */
  readonly namesCustomer?: true;
  /** There may be none of what it shows. */
  readonly mayBeMissing?: true;
  /** It is asked for a day, or a span of days, that may be still to come. */
  readonly upToToday?: true;
  readonly answers: readonly Answer[];
}

/** 200 with a view. */
export const shown = (view: z.ZodMiniType, description = 'The answer'): Answer => ({ status: 200, description, view });

/** What a PUT under an id of the caller's answers. */
export const stored = (view: z.ZodMiniType, again = 'The same was stored before'): readonly Answer[] => [
  { status: 201, description: 'Created', view },
  { status: 200, description: again, view },
];

/** The same, of what a later body replaces. */
export const replaced = (view: z.ZodMiniType): readonly Answer[] => stored(view, 'Replaced, or the same as before');

/** 204 for what is deleted. */
export const removed: Answer = { status: 204, description: 'Gone, also when it was gone before' };
