import { asArray, asObject, type Json, type JsonObject } from '../../json.ts';
import { type AwsJsonService, callAwsJson } from './aws-json.ts';
import { failed, type TaskCall, type TaskHandler } from './task.ts';

/**
 * `events:putEvents`: a detail may be an object, and every event carries the ARNs of execution and state machine. One
 * entry that is refused fails the task.
 */
export const createPutEventsTask =
  (service: AwsJsonService): TaskHandler =>
  async (call) => {
    const entries = asArray(asObject(call.arguments)['Entries']).map((entry) => entryOf(asObject(entry), call));
    const outcome = await callAwsJson(service, 'PutEvents', { Entries: entries });
    if ('failure' in outcome) return outcome;
    const refused = Number(asObject(outcome.output)['FailedEntryCount'] ?? 0) > 0;
    return refused ? failed('EventBridge.FailedEntry', JSON.stringify(outcome.output)) : outcome;
  };

const entryOf = (entry: Record<string, unknown>, { executionArn, stateMachineArn }: TaskCall): JsonObject => {
  const { Detail } = entry;
  return {
    ...(entry as JsonObject),
    ...(Detail !== undefined && { Detail: typeof Detail === 'string' ? Detail : JSON.stringify(Detail) }),
    Resources: [...(asArray(entry['Resources']) as readonly Json[]), executionArn, stateMachineArn],
  };
};
