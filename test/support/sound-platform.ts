import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { clientSettings } from '../../local/dynamodb/client-settings.ts';
import type { Item } from '../../shared/store/table.ts';
import type { startApprovals } from './approvals.ts';
import { findDefects } from './audit.ts';

type Platform = Awaited<ReturnType<typeof startApprovals>>;

const scanOf = async ({ application, endpoints }: Platform): Promise<Item[]> => {
  const client = new DynamoDBClient(clientSettings(endpoints.dynamodb, 'eu-central-1'));
  const items: Item[] = [];
  const pages = paginateScan({ client }, { TableName: application.tables[0]?.name, ConsistentRead: true });
  for await (const { Items = [] } of pages) {
    items.push(...Items.map((item) => unmarshall(item, { wrapNumbers: (value) => BigInt(value) })));
  }
  client.destroy();
  return items;
};

const failedExecutions = async ({ endpoints }: Platform): Promise<readonly string[]> => {
  const answers = ['FAILED', 'TIMED_OUT', 'ABORTED'].map(async (status) => {
    const response = await fetch(`${endpoints.control}/executions?status=${status}`);
    return ((await response.json()) as { items: readonly { executionArn: string }[] }).items;
  });
  return (await Promise.all(answers)).flat().map(({ executionArn }) => `execution ${executionArn} has failed`);
};

/**
 * What is wrong on a platform when its tests are over, as sentences: books that do not add up, a broken chain, news that
 * nobody could act on, executions that did not come to their end.
 */
export const defectsOf = async (platform: Platform): Promise<readonly string[]> => {
  const lost = (await platform.queues()).items.filter(({ messageCount }) => messageCount > 0);
  return [
    ...(await findDefects({ scan: () => scanOf(platform) })),
    ...lost.map(({ messageCount, name }) => `${messageCount} messages in ${name}`),
    ...(await failedExecutions(platform)),
  ];
};
