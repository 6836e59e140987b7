import type { CaseStatus, CollectionCase } from '../../domain/collection/case.ts';
import type { CaseEvent } from '../../domain/collection/events.ts';
import { notFound } from '../../errors.ts';
import { count, text, textOrNull } from '../attributes.ts';
import { indexKeys, keys } from '../keys.ts';
import { fromMoneyText, toMoneyText } from '../money-text.ts';
import { type Item, type Page, settleWrites, type Table, type Write } from '../table.ts';

/** A case with what the table knows beside its state. */
export interface StoredCase {
  readonly state: CollectionCase;
  /** How often it was opened: its executions are named by it. */
  readonly run: number;
  /** Who looks after the customer, as of the last change. */
  readonly collector: string | null;
  readonly executionArn: string | null;
}

const toStored = (item: Item): StoredCase => ({
  state: fromMoneyText<CollectionCase>(text(item, 'case')),
  run: count(item, 'run'),
  collector: textOrNull(item, 'collector'),
  executionArn: textOrNull(item, 'executionArn'),
});

const attributes = ({ collector, executionArn, run, state }: StoredCase): Record<string, unknown> => ({
  ...keys.collectionCase(state.caseId),
  ...indexKeys.casesIn(state.status, state.openedAt, state.caseId),
  ...indexKeys.cases(state.openedAt, state.caseId),
  entityType: 'CASE',
  caseId: state.caseId,
  customerId: state.customerId,
  status: state.status,
  version: state.version,
  run,
  ...(collector === null ? {} : { collector }),
  ...(executionArn === null ? {} : { executionArn }),
  case: toMoneyText(state),
});

/** The first write of a case, which becomes the customer's newest. */
export const newCaseWrites = (table: Table, stored: StoredCase): readonly Write[] => {
  const { caseId, customerId } = stored.state;
  return [
    {
      name: 'case',
      write: {
        Put: { TableName: table.name, Item: attributes(stored), ConditionExpression: 'attribute_not_exists(pk)' },
      },
    },
    {
      name: 'newest case',
      write: {
        Put: { TableName: table.name, Item: { ...keys.newestCase(customerId), entityType: 'NEWESTCASE', caseId } },
      },
    },
  ];
};

/** Puts a changed case in the place of the one that was read, if nobody else has changed it since. */
export const caseWriteAfter = (table: Table, before: StoredCase, after: StoredCase): Write => ({
  name: 'case',
  write: {
    Put: {
      TableName: table.name,
      Item: attributes(after),
      ConditionExpression: 'version = :seen',
      ExpressionAttributeValues: { ':seen': before.state.version },
    },
  },
});

/** The events of a change, each under the version that the case came to by it. */
export const eventWrites = (
  table: Table,
  { caseId, version }: Pick<CollectionCase, 'caseId' | 'version'>,
  events: readonly CaseEvent[],
): readonly Write[] =>
  events.map((event, index) => ({
    name: `case event ${version + index + 1}`,
    write: {
      Put: {
        TableName: table.name,
        Item: { ...keys.caseEvent(caseId, version + index + 1), entityType: 'CASEEVENT', event: toMoneyText(event) },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
  }));

/** @throws not-found when there is no such case. */
export const loadStoredCase = async (table: Table, caseId: string): Promise<StoredCase> => {
  const item = await table.get(keys.collectionCase(caseId));
  if (!item) throw notFound('collection case', caseId);
  return toStored(item);
};

/** @throws not-found when there is no such case. */
export const loadCase = async (table: Table, caseId: string): Promise<CollectionCase> =>
  (await loadStoredCase(table, caseId)).state;

/** The newest case of a customer, closed or not; `null` where there never was one. */
export const findStoredCase = async (table: Table, customerId: string): Promise<StoredCase | null> => {
  const newest = await table.get(keys.newestCase(customerId));
  return newest ? loadStoredCase(table, text(newest, 'caseId')) : null;
};

/** A page of the cases of a status, or of all, the newest first. */
export const listCases = async (
  table: Table,
  { status, ...page }: { readonly status?: CaseStatus; readonly limit: number; readonly startAfter: Page['next'] },
): Promise<{ readonly cases: readonly StoredCase[]; readonly next: Page['next'] }> => {
  const range = status
    ? ({ index: 'gsi1', partition: indexKeys.casesIn(status, '', '').gsi1pk } as const)
    : ({ index: 'gsi2', partition: indexKeys.cases('', '').gsi2pk } as const);
  const { items, next } = await table.page({ ...range, ...page, newestFirst: true });
  const found = await table.getMany(items.map((item) => ({ pk: text(item, 'pk'), sk: text(item, 'sk') })));
  // The index follows the table: a case may have moved on since.
  const cases = found.map(toStored).filter(({ state }) => status === undefined || state.status === status);
  const newestFirst = (a: StoredCase, b: StoredCase): number => (a.state.caseId < b.state.caseId ? 1 : -1);
  return { cases: cases.toSorted(newestFirst), next };
};

/** More events than a case has in years; older ones are in the customer's history. */
const MOST_EVENTS = 1_000;

/** What happened in a case, the oldest first. */
export const listCaseEvents = async (table: Table, caseId: string): Promise<readonly CaseEvent[]> => {
  const { pk } = keys.caseEvent(caseId, 0);
  const events: CaseEvent[] = [];
  let startAfter: Page['next'] = null;
  do {
    const page: Page = await table.page({
      partition: pk,
      from: 'EVENT#',
      to: 'EVENT#~',
      newestFirst: true,
      limit: MOST_EVENTS - events.length,
      startAfter,
    });
    events.push(...page.items.map((item) => fromMoneyText<CaseEvent>(text(item, 'event'))));
    startAfter = page.next;
  } while (startAfter && events.length < MOST_EVENTS);
  return events.reverse();
};

/** Notes which execution runs a case. It is no change of the case. */
export const recordCaseExecution = async (table: Table, caseId: string, executionArn: string): Promise<void> => {
  await settleWrites(table, [
    {
      name: 'execution',
      write: {
        Update: {
          TableName: table.name,
          Key: { ...keys.collectionCase(caseId) },
          UpdateExpression: 'SET executionArn = :arn',
          ConditionExpression: 'attribute_exists(pk)',
          ExpressionAttributeValues: { ':arn': executionArn },
        },
      },
    },
  ]);
};
