import type { LimitRequest } from '../../domain/limit-request/limit-request.ts';
import { text } from '../attributes.ts';
import { keys } from '../keys.ts';
import type { Table, Write } from '../table.ts';

/** Names a request among those of its customer that are under way. */
export const underWayWrite = (
  table: Table,
  { customerId, kind, requestId }: Pick<LimitRequest, 'customerId' | 'kind' | 'requestId'>,
): Write => ({
  name: 'request under way',
  write: {
    Put: {
      TableName: table.name,
      Item: { ...keys.requestUnderWay(customerId, requestId), entityType: 'REQUESTUNDERWAY', requestId, kind },
    },
  },
});

export const noLongerUnderWay = (
  table: Table,
  { customerId, requestId }: Pick<LimitRequest, 'customerId' | 'requestId'>,
): Write => ({
  name: 'request under way',
  write: { Delete: { TableName: table.name, Key: { ...keys.requestUnderWay(customerId, requestId) } } },
});

/** More than anybody asks for at a time for one customer. */
const MOST_REQUESTS = 100;

/** The requests of a customer that have not ended, the oldest first: for a limit, or the release of an order. */
export const requestsUnderWay = async (
  table: Table,
  customerId: string,
): Promise<readonly Pick<LimitRequest, 'requestId' | 'kind'>[]> => {
  const { pk } = keys.requestUnderWay(customerId, '');
  const range = { partition: pk, from: 'LIMITREQUEST#', to: 'LIMITREQUEST#~', limit: MOST_REQUESTS };
  const { items } = await table.page(range);
  return items.map((item) => ({
    requestId: text(item, 'requestId'),
    kind: text(item, 'kind') as LimitRequest['kind'],
  }));
};

/** Whether somebody has asked for another limit of the customer and waits for the answer. */
export const isLimitAskedFor = async (table: Table, customerId: string): Promise<boolean> =>
  (await requestsUnderWay(table, customerId)).some(({ kind }) => kind !== 'ORDER_RELEASE');
