import { currentLevel, hasEnded, type LimitRequest } from '../../domain/limit-request/limit-request.ts';
import { nextStepOf } from '../../domain/limit-request/next-step.ts';
import { conflict } from '../../errors.ts';
import type { Context } from '../context.ts';
import { changeRequest } from './change.ts';

/**
 * Gives the information for which an approver returned the request; the level is then put to its approvers again.
 * @throws conflict when nothing was asked for.
 */
export const informRequest = <T>(
  context: Context,
  requestId: string,
  text: string,
  answer: (request: LimitRequest) => T,
): Promise<T> =>
  changeRequest<T>(context, requestId, (request) => {
    const level = currentLevel(request);
    if (hasEnded(request) || level?.status !== 'RETURNED' || nextStepOf(request, context.moment.now) === 'OPEN_LEVEL') {
      throw conflict('No information is asked for: no approver has returned the request, or it was given already.');
    }
    const { actor, moment } = context;
    const informed: LimitRequest = {
      ...request,
      information: [...request.information, { by: actor, at: moment.now, text }],
      stage: request.stage + 1,
    };
    return {
      request: informed,
      entry: { kind: 'LimitInformationGiven', data: { level: level.level, information: text } },
      result: answer({ ...informed, version: request.version + 1 }),
    };
  });
