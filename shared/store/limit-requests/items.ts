import type { LimitRequest, RequestStatus } from '../../domain/limit-request/limit-request.ts';
import { notFound } from '../../errors.ts';
import { count, text } from '../attributes.ts';
import { indexKeys, keys } from '../keys.ts';
import { fromMoneyText, toMoneyText } from '../money-text.ts';
import type { Item, Page, Table, Write } from '../table.ts';

const toRequest = (item: Item): LimitRequest => ({
  ...fromMoneyText<LimitRequest>(text(item, 'request')),
  version: count(item, 'version'),
});

const attributes = (request: LimitRequest): Item => ({
  ...keys.limitRequest(request.requestId),
  ...indexKeys.limitRequestsIn(request.status, request.createdAt, request.requestId),
  ...indexKeys.limitRequests(request.createdAt, request.requestId),
  entityType: 'LIMITREQUEST',
  requestId: request.requestId,
  customerId: request.customerId,
  status: request.status,
  version: request.version,
  request: toMoneyText(request),
});

/** The first write of a request. */
export const newRequestWrite = (table: Table, request: LimitRequest): Write => ({
  name: 'limit request',
  write: {
    Put: {
      TableName: table.name,
      Item: { ...attributes(request) },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  },
});

/** Puts a changed request in the place of the one that was read, if nobody else has changed it since. */
export const requestWriteAfter = (table: Table, before: LimitRequest, after: LimitRequest): Write => ({
  name: 'limit request',
  write: {
    Put: {
      TableName: table.name,
      Item: { ...attributes({ ...after, version: before.version + 1 }) },
      ConditionExpression: 'version = :seen',
      ExpressionAttributeValues: { ':seen': before.version },
    },
  },
});

/** @throws not-found when there is no such request. */
export const loadRequest = async (table: Table, requestId: string): Promise<LimitRequest> => {
  const item = await table.get(keys.limitRequest(requestId));
  if (!item) throw notFound('limit request', requestId);
  return toRequest(item);
};

/** Those of the requests that exist, in no order. */
export const loadRequests = async (table: Table, requestIds: readonly string[]): Promise<readonly LimitRequest[]> =>
  (await table.getMany([...new Set(requestIds)].map(keys.limitRequest))).map(toRequest);

/** A page of the requests of a status, or of all, newest first. */
export const listRequests = async (
  table: Table,
  { status, ...page }: { readonly status?: RequestStatus; readonly limit: number; readonly startAfter: Page['next'] },
): Promise<{ requests: readonly LimitRequest[]; next: Page['next'] }> => {
  const range = status
    ? ({ index: 'gsi1', partition: indexKeys.limitRequestsIn(status, '', '').gsi1pk } as const)
    : ({ index: 'gsi2', partition: indexKeys.limitRequests('', '').gsi2pk } as const);
  const { items, next } = await table.page({ ...range, ...page, newestFirst: true });
  const found = await table.getMany(items.map((item) => ({ pk: text(item, 'pk'), sk: text(item, 'sk') })));
  // The index follows the table: a request may have moved on since.
  const requests = found.map(toRequest).filter((request) => status === undefined || request.status === status);
  return { requests: requests.toSorted((a, b) => (a.requestId < b.requestId ? 1 : -1)), next };
};
