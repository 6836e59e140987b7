import { type Account, noMovement } from '../../domain/account/account.ts';
import type { EntryKind, JsonObject } from '../../domain/history/entry.ts';
import { hasEnded, type LimitRequest, type RequestLevel } from '../../domain/limit-request/limit-request.ts';
import type { Context } from '../context.ts';
import { moveAccount, type Standing } from '../movement.ts';
import { settleWrites, type Table, type Write } from '../table.ts';
import { loadRequest, requestWriteAfter } from './items.ts';
import { noLongerUnderWay } from './under-way.ts';

/** What happens to a request: its next state, what the history tells of it, and whatever else changes with it. */
export interface RequestChange<T> {
  readonly request: LimitRequest;
  readonly entry: { readonly kind: EntryKind; readonly data: JsonObject };
  /** Changes of the account beyond its history. */
  readonly account?: Partial<Account>;
  readonly writes?: readonly Write[];
  readonly result: T;
}

export type ChangeDecided<T> = RequestChange<T> | { readonly answer: T } | { readonly first: () => Promise<void> };

/**
 * Changes a request and what depends on it in one transaction, with an entry in the customer's history. When the request
 * or the account was changed meanwhile it is decided anew on what there is then, within a bound.
 * @throws not-found for an unknown request, and whatever `decide` refuses.
 */
export const changeRequest = async <T>(
  context: Context,
  requestId: string,
  decide: (request: LimitRequest, standing: Standing) => Promise<ChangeDecided<T>> | ChangeDecided<T>,
): Promise<T> => {
  const { customerId } = await loadRequest(context.table, requestId);
  return moveAccount<T>(context, customerId, async (standing) => {
    const before = await loadRequest(context.table, requestId);
    const decided = await decide(before, standing);
    if (!('request' in decided)) return decided;
    const { request, entry, account, writes = [], result } = decided;
    return {
      entry: { kind: entry.kind, deltas: noMovement, data: { ...aboutRequest(request), ...entry.data } },
      ...(account ? { account } : {}),
      writes: [
        requestWriteAfter(context.table, before, request),
        ...(hasEnded(request) ? [noLongerUnderWay(context.table, request)] : []),
        ...writes,
      ],
      result: () => result,
    };
  });
};

/** What every entry about a request says of it. */
export const aboutRequest = ({ requestId, kind, status }: LimitRequest): JsonObject => ({ requestId, kind, status });

/** What an entry about one of its levels says. */
export const aboutLevel = ({ approvalId, level, role, round }: RequestLevel): JsonObject => ({
  approvalId: approvalId ?? '',
  level,
  role,
  round,
});

/**
 * Saves a change that is no news to the customer's history.
 * @returns whether nobody else had changed the request since it was read.
 */
export const saveRequest = async (
  table: Table,
  before: LimitRequest,
  after: LimitRequest,
  writes: readonly Write[] = [],
): Promise<boolean> => {
  const outcome = await settleWrites(table, [requestWriteAfter(table, before, after), ...writes]);
  return outcome.done;
};
