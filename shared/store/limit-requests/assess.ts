import { assessRequest } from '../../domain/limit-request/assess.ts';
import { hasEnded, type LimitRequest } from '../../domain/limit-request/limit-request.ts';
import { unavailable } from '../../errors.ts';
import type { Context } from '../context.ts';
import { CONTENTION_TRIES } from '../retry.ts';
import { saveRequest } from './change.ts';
import { gatherFacts } from './facts.ts';
import { loadRequest } from './items.ts';

/** Judges a request: its facts, and who has to agree. One that was judged already, or has ended, stays as it is. */
export const assessLimitRequest = async (context: Context, requestId: string): Promise<LimitRequest> => {
  for (let attempt = 0; attempt < CONTENTION_TRIES; attempt += 1) {
    const before = await loadRequest(context.table, requestId);
    if (before.assessment || hasEnded(before)) return before;
    const { facts } = await gatherFacts(context, before);
    const assessed = assessRequest(before, facts);
    if (await saveRequest(context.table, before, assessed)) return { ...assessed, version: before.version + 1 };
  }
  throw unavailable(`Too many changes of limit request '${requestId}' at the same time. Try again.`);
};
