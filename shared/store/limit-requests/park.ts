import { type Failure, hasEnded, type LimitRequest } from '../../domain/limit-request/limit-request.ts';
import { outcomeMail, parkedMails } from '../../domain/limit-request/mails.ts';
import { conflict } from '../../errors.ts';
import type { Context } from '../context.ts';
import { mailWrite } from '../mails.ts';
import { loadProfile } from '../profiles.ts';
import { changeRequest } from './change.ts';
import type { Directory } from './directory.ts';

/**
 * Says of a request that its workflow stands still after a failure, and tells who made it and who runs the platform. One
 * that has ended, or is parked already, stays as it is.
 */
export const parkRequest = (
  context: Context,
  directory: Directory,
  requestId: string,
  { error, state }: Pick<Failure, 'state' | 'error'>,
): Promise<LimitRequest> =>
  changeRequest<LimitRequest>(context, requestId, async (request) => {
    if (hasEnded(request) || request.status === 'FAILED') return { answer: request };
    const { correlationId, moment } = context;
    const failure: Failure = { at: moment.now, state, error, correlationId };
    const parked: LimitRequest = { ...request, status: 'FAILED', failure };
    // What broke may be one of these: nothing may be in the way of saying that the request stands still.
    const [profile, admins] = await Promise.all([
      loadProfile(context.table, request.customerId).catch(() => null),
      directory.inRole('platform-admins').catch(() => []),
    ]);
    const legalName = profile?.masterData.legalName ?? request.customerId;
    const tidings = { outcome: 'FAILED', name: `failed-${request.stage}`, correlationId } as const;
    const mails = [...outcomeMail(parked, legalName, tidings), ...parkedMails(admins, parked, legalName, failure)];
    return {
      request: parked,
      entry: { kind: 'LimitRequestFailed', data: { state, error } },
      writes: mails.map((mail) => mailWrite(context, mail)),
      result: parked,
    };
  });

/**
 * Lets a parked request go on, from where it stood still, after whatever stopped it was repaired.
 * @throws conflict when it is not parked.
 */
export const resumeRequest = <T>(
  context: Context,
  requestId: string,
  reason: string | undefined,
  answer: (request: LimitRequest) => T,
): Promise<T> =>
  changeRequest<T>(context, requestId, (request) => {
    if (request.status !== 'FAILED') throw conflict(`The request is not stopped by a fault; it is ${request.status}.`);
    const resumed: LimitRequest = {
      ...request,
      status: request.assessment ? 'PENDING' : 'ASSESSING',
      failure: null,
      stage: request.stage + 1,
    };
    return {
      request: resumed,
      entry: {
        kind: 'LimitRequestResumed',
        data: { stage: resumed.stage, ...(reason === undefined ? {} : { reason }) },
      },
      result: answer({ ...resumed, version: request.version + 1 }),
    };
  });
