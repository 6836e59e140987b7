import { type EventBridgeClient, PutEventsCommand, type PutEventsResultEntry } from '@aws-sdk/client-eventbridge';
import type { Outgoing } from './requests.ts';

/** The first record that was not published, and whether trying again may help. */
export interface Failure {
  readonly recordIndex: number;
  readonly isTransient: boolean;
  readonly error: unknown;
}

/** Codes of single entries that pass by themselves. */
const TRANSIENT_CODES = new Set(['ThrottlingException', 'InternalFailure', 'InternalException', 'ServiceUnavailable']);

const refused = (request: readonly Outgoing[], results: readonly PutEventsResultEntry[]): Failure | null => {
  const position = request.findIndex((_, index) => results[index]?.EventId === undefined);
  const event = request[position];
  if (!event) return null;
  const { ErrorCode = 'NoAnswer', ErrorMessage = 'the bus did not answer for the event' } = results[position] ?? {};
  const isTransient = ErrorCode === 'NoAnswer' || TRANSIENT_CODES.has(ErrorCode);
  return { recordIndex: event.recordIndex, isTransient, error: new Error(`${ErrorCode}: ${ErrorMessage}`) };
};

/**
 * Puts requests on the bus one after the other and stops at the first event that is not accepted.
 * @param hasTime asked before each request; when there is none left, the rest is answered as failed and comes again.
 * @returns what failed first, or `null` when all is published.
 */
export const publish = async (
  client: EventBridgeClient,
  requests: readonly (readonly Outgoing[])[],
  hasTime: () => boolean,
): Promise<Failure | null> => {
  for (const request of requests) {
    const recordIndex = request[0]?.recordIndex ?? 0;
    if (!hasTime()) return { recordIndex, isTransient: true, error: new Error('the time was up before all was sent') };
    try {
      const answer = await client.send(new PutEventsCommand({ Entries: request.map(({ entry }) => entry) }));
      const failure = refused(request, answer.Entries ?? []);
      if (failure) return failure;
    } catch (error) {
      return { recordIndex, isTransient: true, error };
    }
  }
  return null;
};
