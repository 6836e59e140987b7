import { momentAt } from '../../shared/dates.ts';
import { type CreditPolicy, defaultPolicy } from '../../shared/domain/policy/policy.ts';
import type { Context, IdempotentRequest } from '../../shared/store/context.ts';
import type { Table } from '../../shared/store/table.ts';

const HOUR_MS = 3_600_000;

/** Monday morning; far enough from summer time and month ends to be an ordinary day. */
const START = '2026-03-02T09:00:00Z';

/** A settable clock, and the contexts of calls made at its time. */
export interface Desk {
  readonly now: () => string;
  readonly today: () => string;
  readonly advance: (by: { hours?: number; days?: number }) => void;
  readonly setTo: (instant: string) => void;
  /** The context of a call made now. */
  readonly at: (changes?: Partial<Context>) => Context;
}

export const openDesk = (
  table: Table,
  { start = START, timeZone = 'UTC', country = 'DE', policy = {} as Partial<CreditPolicy> } = {},
): Desk => {
  let epoch = Date.parse(start);
  const moment = () => momentAt(epoch, timeZone);
  return {
    now: () => moment().now,
    today: () => moment().today,
    advance: ({ hours = 0, days = 0 }) => {
      epoch += (hours + days * 24) * HOUR_MS;
    },
    setTo: (instant) => {
      epoch = Date.parse(instant);
    },
    at: (changes = {}) => ({
      table,
      moment: moment(),
      policy: { ...defaultPolicy, ...policy },
      environment: { timeZone, country },
      actor: 'tester@example.com',
      correlationId: 'test',
      ...changes,
    }),
  };
};

/** A request that carried an Idempotency-Key. */
export const keyed = (key: string, body: unknown = {}, operation = 'checkCredit'): { request: IdempotentRequest } => ({
  request: { client: 'shop', operation, key, bodyHash: fingerprint(body) },
});

/** Stands for the SHA-256 of a body: equal for equal bodies, else different. */
export const fingerprint = (body: unknown): string =>
  JSON.stringify(body, (_key, value: unknown) => (typeof value === 'bigint' ? `${value}` : value)) ?? '';
