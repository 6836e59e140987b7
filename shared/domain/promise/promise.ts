import type { BusinessDate, Instant } from '../../dates.ts';
import { type Money, money } from '../../money.ts';
import type { CollectionCase, OpenPromise } from '../collection/case.ts';
import type { CaseEvent, PromiseOutcome } from '../collection/events.ts';

export const promiseStatuses = ['OPEN', 'KEPT', 'BROKEN', 'CANCELLED'] as const;
export type PromiseStatus = (typeof promiseStatuses)[number];

/** A promise to pay, as it is kept for good; while it is open the case knows it too and judges it. */
export interface PromiseRecord {
  readonly promiseId: string;
  readonly caseId: string;
  readonly customerId: string;
  readonly status: PromiseStatus;
  readonly invoiceIds: readonly string[];
  readonly amount: Money;
  readonly payBy: BusinessDate;
  readonly madeAt: Instant;
  /** Who took it down; `null` where the customer gave it by the link of a mail. */
  readonly madeBy: string | null;
  /** What had come in of it when it ended. */
  readonly paid: Money;
  /** Broken, but something had come in. */
  readonly partlyKept: boolean;
  /** A later promise for the same invoices took its place. */
  readonly replaced: boolean;
  readonly endedAt: Instant | null;
}

const endings: Readonly<Record<PromiseOutcome, Pick<PromiseRecord, 'status' | 'partlyKept' | 'replaced'>>> = {
  KEPT: { status: 'KEPT', partlyKept: false, replaced: false },
  PARTLY_KEPT: { status: 'BROKEN', partlyKept: true, replaced: false },
  BROKEN: { status: 'BROKEN', partlyKept: false, replaced: false },
  REPLACED: { status: 'CANCELLED', partlyKept: false, replaced: true },
  CANCELLED: { status: 'CANCELLED', partlyKept: false, replaced: false },
};

/** How a promise has ended; what does not change with that is not in it. */
export type PromiseEnd = Pick<PromiseRecord, 'promiseId' | 'status' | 'paid' | 'partlyKept' | 'replaced' | 'endedAt'>;

export interface PromiseChanges {
  readonly made: readonly PromiseRecord[];
  readonly ended: readonly PromiseEnd[];
}

const recordOf = (
  { caseId, customerId }: Pick<CollectionCase, 'caseId' | 'customerId'>,
  { amount, invoiceIds, madeAt, payBy, promiseId }: OpenPromise,
  by: string | null,
): PromiseRecord => ({
  promiseId,
  caseId,
  customerId,
  status: 'OPEN',
  invoiceIds,
  amount,
  payBy,
  madeAt,
  madeBy: by,
  paid: money(0n, amount.currency),
  partlyKept: false,
  replaced: false,
  endedAt: null,
});

/**
 * What a change of a case does to promises. A case that closes takes along those that still wait: of what they were for
 * nothing is chased any more. Of each promise one change is told, however much has happened to it at once.
 */
export const promiseChanges = (before: CollectionCase, events: readonly CaseEvent[]): PromiseChanges => {
  const open = new Map(before.promises.map(({ amount, promiseId }) => [promiseId, amount]));
  const made = new Map<string, PromiseRecord>();
  const ended = new Map<string, PromiseEnd>();
  const end = (change: PromiseEnd) => {
    const own = made.get(change.promiseId);
    if (own) made.set(change.promiseId, { ...own, ...change });
    else ended.set(change.promiseId, change);
    open.delete(change.promiseId);
  };
  for (const event of events) {
    if (event.type === 'PromiseMade') {
      made.set(event.promise.promiseId, recordOf(before, event.promise, event.by));
      open.set(event.promise.promiseId, event.promise.amount);
    }
    if (event.type === 'PromiseEnded') {
      const { at: endedAt, outcome, paid, promiseId } = event;
      end({ promiseId, paid, endedAt, ...endings[outcome] });
    }
    if (event.type === 'CaseClosed') {
      for (const [promiseId, { currency }] of open) {
        end({ promiseId, paid: money(0n, currency), endedAt: event.at, ...endings.CANCELLED });
      }
    }
  }
  return { made: [...made.values()], ended: [...ended.values()] };
};
