import type { Instant } from '../../dates.ts';
import type { JsonObject } from '../../domain/history/entry.ts';
import { json, text } from '../attributes.ts';
import type { Context } from '../context.ts';
import type { Item, Write } from '../table.ts';
import { standingWrite } from './standing.ts';

/** A warning that is about no customer, and so stands in no history: it goes on the bus as it arises. */
export interface Notice {
  readonly kind: 'OverrideRateHigh';
  /** Address of the approver. */
  readonly about: string;
  readonly at: Instant;
  readonly by: string;
  readonly correlationId: string;
  readonly data: JsonObject;
}

/** Tells of it, if it does not stand already; refused, under the name `standing warning`, when it does. */
export const noticeWrite = (
  { actor, correlationId, moment, table }: Context,
  { about, data, kind }: Pick<Notice, 'about' | 'data' | 'kind'>,
): Write =>
  standingWrite(table, kind, about, {
    entityType: 'WARNING',
    kind,
    at: moment.now,
    by: actor,
    corr: correlationId,
    data: JSON.stringify(data),
  });

/** @throws an error that says what is wrong with the item when it is no notice. */
export const toNotice = (item: Item): Notice => {
  const kind = text(item, 'kind');
  if (kind !== 'OverrideRateHigh') throw new TypeError(`'${kind}' is no kind of notice known here`);
  return {
    kind,
    about: text(item, 'sk'),
    at: text(item, 'at'),
    by: text(item, 'by'),
    correlationId: text(item, 'corr'),
    data: json<JsonObject>(item, 'data'),
  };
};
