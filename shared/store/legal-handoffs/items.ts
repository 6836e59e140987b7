import type { HandoffStatus, LegalHandoff } from '../../domain/legal-handoff/handoff.ts';
import { notFound } from '../../errors.ts';
import { count, text } from '../attributes.ts';
import { indexKeys, keys } from '../keys.ts';
import { fromMoneyText, toMoneyText } from '../money-text.ts';
import type { Item, Page, Table, Write } from '../table.ts';

const toHandoff = (item: Item): LegalHandoff => ({
  ...fromMoneyText<LegalHandoff>(text(item, 'handoff')),
  version: count(item, 'version'),
});

const attributes = (handoff: LegalHandoff): Item => ({
  ...keys.handoff(handoff.handoffId),
  ...indexKeys.handoffsIn(handoff.status, handoff.createdAt, handoff.handoffId),
  ...indexKeys.handoffs(handoff.createdAt, handoff.handoffId),
  entityType: 'LEGALHANDOFF',
  handoffId: handoff.handoffId,
  customerId: handoff.customerId,
  status: handoff.status,
  version: handoff.version,
  handoff: toMoneyText(handoff),
});

/** The first write of a handoff, which becomes the newest of its case. */
export const newHandoffItemWrites = (table: Table, handoff: LegalHandoff): readonly Write[] => [
  {
    name: 'legal handoff',
    write: {
      Put: {
        TableName: table.name,
        Item: { ...attributes(handoff) },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
  },
  {
    name: 'newest handoff',
    write: {
      Put: {
        TableName: table.name,
        Item: {
          ...keys.newestHandoff(handoff.caseId),
          entityType: 'NEWESTHANDOFF',
          handoffId: handoff.handoffId,
        },
      },
    },
  },
];

/** Puts a changed handoff in the place of the one that was read, if nobody else has changed it since. */
export const handoffWriteAfter = (table: Table, before: LegalHandoff, after: LegalHandoff): Write => ({
  name: 'legal handoff',
  write: {
    Put: {
      TableName: table.name,
      Item: { ...attributes({ ...after, version: before.version + 1 }) },
      ConditionExpression: 'version = :seen',
      ExpressionAttributeValues: { ':seen': before.version },
    },
  },
});

/** @throws not-found when there is no such handoff. */
export const loadHandoff = async (table: Table, handoffId: string): Promise<LegalHandoff> => {
  const item = await table.get(keys.handoff(handoffId));
  if (!item) throw notFound('legal handoff', handoffId);
  return toHandoff(item);
};

/** Those of the handoffs that exist, in no order. */
export const loadHandoffs = async (table: Table, handoffIds: readonly string[]): Promise<readonly LegalHandoff[]> =>
  (await table.getMany([...new Set(handoffIds)].map(keys.handoff))).map(toHandoff);

/** The handoff that a case has had last; `null` where there never was one. */
export const findHandoffOfCase = async (table: Table, caseId: string): Promise<LegalHandoff | null> => {
  const newest = await table.get(keys.newestHandoff(caseId));
  return newest ? loadHandoff(table, text(newest, 'handoffId')) : null;
};

/** A page of the handoffs of a status, or of all, the newest first; of `oldestFirst` the other way round. */
export const listHandoffs = async (
  table: Table,
  {
    oldestFirst = false,
    status,
    ...page
  }: {
    readonly status?: HandoffStatus;
    readonly oldestFirst?: boolean;
    readonly limit: number;
    readonly startAfter: Page['next'];
  },
): Promise<{ readonly handoffs: readonly LegalHandoff[]; readonly next: Page['next'] }> => {
  const range = status
    ? ({ index: 'gsi1', partition: indexKeys.handoffsIn(status, '', '').gsi1pk } as const)
    : ({ index: 'gsi2', partition: indexKeys.handoffs('', '').gsi2pk } as const);
  const { items, next } = await table.page({ ...range, ...page, newestFirst: !oldestFirst });
  const found = await table.getMany(items.map((item) => ({ pk: text(item, 'pk'), sk: text(item, 'sk') })));
  // The index follows the table: a handoff may have moved on since.
  const handoffs = found.map(toHandoff).filter((handoff) => status === undefined || handoff.status === status);
  const newer = oldestFirst ? -1 : 1;
  return { handoffs: handoffs.toSorted((a, b) => (a.handoffId < b.handoffId ? newer : -newer)), next };
};
