import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';

export type Writes = NonNullable<TransactWriteCommandInput['TransactItems']>;

/** What tells one credit check's writes from those of another. */
export interface CheckNames {
  readonly tableName: string;
  readonly customerId: string;
  readonly orderId: string;
  readonly decisionId: string;
  /** Version of the account before the check. */
  readonly version: number;
}

const SEQUENCE_DIGITS = 10;
const sequence = (version: number): string => `#${String(version + 1).padStart(SEQUENCE_DIGITS, '0')}`;

/**
 * The writes of a recorded credit check under other names: the same items with the same attributes, sizes and
 * conditions, for another order of another customer. Ids must be as long as those recorded.
 */
export const renameWrites = (writes: Writes, recorded: CheckNames, wanted: CheckNames): Writes => {
  const ids: readonly (readonly [string, string])[] = [
    [recorded.customerId, wanted.customerId],
    [recorded.orderId, wanted.orderId],
    [recorded.decisionId, wanted.decisionId],
  ];
  if (ids.some(([from, to]) => from.length !== to.length)) throw new RangeError('ids must keep their length');

  const rename = (name: string, value: unknown): unknown => {
    if (name === 'TableName') return wanted.tableName;
    if (typeof value === 'string') {
      const renamed = ids.reduce((text, [from, to]) => text.replaceAll(from, to), value);
      return name === 'sk' ? renamed.replace(sequence(recorded.version), sequence(wanted.version)) : renamed;
    }
    if (name === ':seen') return wanted.version;
    if (name === ':v' || name === 'seq') return wanted.version + 1;
    if (Array.isArray(value)) return value.map((part) => rename(name, part));
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, rename(key, part)]));
  };
  return writes.map((write) => rename('', write) as Writes[number]);
};
