import { conflict } from '../errors.ts';
import { json, text } from './attributes.ts';
import type { Context } from './context.ts';
import { keys } from './keys.ts';
import { settleWrites, type Write } from './table.ts';

/**
 * Remembers an Idempotency-Key with the answer it got, in the transaction of its effect. It has no expiry: the key
 * holds for as long as the thing exists. Answers are plain JSON.
 */
export const requestWrite = (context: Context, answer: unknown): Write => {
  const { request, table, moment } = context;
  if (!request) throw new Error('there is no Idempotency-Key to remember');
  return {
    name: 'request',
    write: {
      Put: {
        TableName: table.name,
        Item: {
          ...keys.request(request.client, request.operation, request.key),
          entityType: 'REQUEST',
          bodyHash: request.bodyHash,
          answer: JSON.stringify(answer ?? null),
          at: moment.now,
        },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
  };
};

/**
 * The answer that this Idempotency-Key got before, if it was used.
 * @throws conflict when it was used with another body.
 */
export const answeredBefore = async <T>(context: Context): Promise<{ answer: T } | null> => {
  const { request, table } = context;
  if (!request) return null;
  const stored = await table.get(keys.request(request.client, request.operation, request.key));
  if (!stored) return null;
  if (text(stored, 'bodyHash') !== request.bodyHash) {
    throw conflict(
      'This Idempotency-Key was used with another body. Use a new key for a new request.',
      'Idempotency-Key',
    );
  }
  return { answer: json<T>(stored, 'answer') };
};

/**
 * Keeps the answer to a request that had nothing to move, so that its key stands for this answer even when things have
 * moved on. @returns the answer that the key got before, if there is one.
 */
export const rememberAnswer = async <T>(context: Context, answer: T): Promise<{ answer: T }> => {
  if (!context.request) return { answer };
  const outcome = await settleWrites(context.table, [requestWrite(context, answer)]);
  if (outcome.done) return { answer };
  const before = await answeredBefore<T>(context);
  if (!before) throw new Error('an Idempotency-Key is taken and not there');
  return before;
};
