import type { OpenDispute } from '../domain/collection/standing.ts';
import { json } from './attributes.ts';
import { keys } from './keys.ts';
import type { Table, Write } from './table.ts';

/** Names a dispute among those of its customer that wait to be resolved. */
export const openDisputeWrite = (table: Table, customerId: string, dispute: OpenDispute): Write => ({
  name: 'open dispute',
  write: {
    Put: {
      TableName: table.name,
      Item: {
        ...keys.openDispute(customerId, dispute.disputeId),
        entityType: 'OPENDISPUTE',
        dispute: JSON.stringify(dispute),
      },
    },
  },
});

export const endDisputeWrite = (table: Table, customerId: string, disputeId: string): Write => ({
  name: 'open dispute',
  write: { Delete: { TableName: table.name, Key: { ...keys.openDispute(customerId, disputeId) } } },
});

/** Whoever disputes more at a time has the rest looked at when some of these are resolved. */
const MOST_DISPUTES = 50;

/** The disputes of a customer that wait to be resolved, by id. */
export const openDisputesOf = async (table: Table, customerId: string): Promise<readonly OpenDispute[]> => {
  const { pk } = keys.openDispute(customerId, '');
  const { items } = await table.page({ partition: pk, from: 'DISPUTE#', to: 'DISPUTE#~', limit: MOST_DISPUTES });
  return items.map((item) => json<OpenDispute>(item, 'dispute'));
};
