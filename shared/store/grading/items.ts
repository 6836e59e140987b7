import type { BusinessDate } from '../../dates.ts';
import type { Grade } from '../../domain/account/account.ts';
import type { ScoreRecord } from '../../domain/grading/assess.ts';
import type { GradeFall } from '../../domain/grading/fall.ts';
import type { LimitBefore } from '../../domain/grading/limit.ts';
import { countOr, json } from '../attributes.ts';
import { keys } from '../keys.ts';
import type { Table, Write } from '../table.ts';

/** A grade that has risen or was taken back, and for which no limit has been asked yet. */
export interface Risen {
  readonly from: Grade;
  /** `null`: it was taken back. */
  readonly to: Grade | null;
  readonly on: BusinessDate;
  /** What to ask for, in minor units, where nothing is recommended: the limit from before it fell. */
  readonly limit?: string;
}

/** What is kept beside the account about its grade. */
export interface StoredScore {
  /** The newest scoring; `null` before the first. */
  readonly record: ScoreRecord | null;
  /** Months with a default for which the blacklist was proposed, or set. */
  readonly defaultsKnown: number;
  readonly risen: Risen | null;
  readonly limitBefore: LimitBefore | null;
  /** The last fall by a fact that may prove to be none. */
  readonly fall: GradeFall | null;
}

/** How a customer was scored last, and what is still to be done about it. */
export const loadScore = async (table: Table, customerId: string): Promise<StoredScore> => {
  const item = await table.get(keys.score(customerId));
  if (!item) return { record: null, defaultsKnown: 0, risen: null, limitBefore: null, fall: null };
  return {
    record: item['record'] === undefined ? null : json<ScoreRecord>(item, 'record'),
    defaultsKnown: countOr(item, 'defaults', 0),
    risen: item['risen'] === undefined ? null : json<Risen>(item, 'risen'),
    limitBefore: item['limitBefore'] === undefined ? null : json<LimitBefore>(item, 'limitBefore'),
    fall: item['fall'] === undefined ? null : json<GradeFall>(item, 'fall'),
  };
};

/** Changes what is kept of the score: what is not named stays. The account beside it guards it. */
export const scoreWrite = (table: Table, customerId: string, change: Partial<StoredScore>): Write => {
  const { defaultsKnown, fall, limitBefore, record, risen } = change;
  const values = {
    entityType: 'SCORE',
    ...(record ? { record: JSON.stringify(record) } : {}),
    ...(defaultsKnown === undefined ? {} : { defaults: defaultsKnown }),
    ...(risen ? { risen: JSON.stringify(risen) } : {}),
    ...(limitBefore ? { limitBefore: JSON.stringify(limitBefore) } : {}),
    ...(fall ? { fall: JSON.stringify(fall) } : {}),
  };
  const names = Object.keys(values);
  const removed = [...(risen === null ? ['risen'] : []), ...(fall === null ? ['fall'] : [])];
  return {
    name: 'score',
    write: {
      Update: {
        TableName: table.name,
        Key: { ...keys.score(customerId) },
        UpdateExpression: [
          `SET ${names.map((name) => `#${name} = :${name}`).join(', ')}`,
          ...(removed.length === 0 ? [] : [`REMOVE ${removed.map((name) => `#${name}`).join(', ')}`]),
        ].join(' '),
        ExpressionAttributeNames: {
          ...Object.fromEntries([...names, ...removed].map((name) => [`#${name}`, name])),
        },
        ExpressionAttributeValues: Object.fromEntries(
          Object.entries(values).map(([name, value]) => [`:${name}`, value]),
        ),
      },
    },
  };
};
