import type { Json, JsonObject } from '../../../json.ts';
import type { TaskState } from '../definition.ts';
import type { Branch } from '../execution.ts';
import { queryFailure } from '../failure.ts';
import type { Scope } from '../jsonata/evaluate.ts';
import { checkSize, LONGEST_SECONDS } from '../limits.ts';
import { parseResource } from '../resource.ts';
import { scopeOf } from '../scope.ts';
import type { Enter } from '../step.ts';
import { evaluateInteger, evaluateTemplate } from '../template.ts';
import type { Turn } from '../turn.ts';

/** Hands a task over. Every attempt evaluates the fields anew. */
export const enterTask: Enter<TaskState> = async (turn, branch, state) => {
  const id = `${branch.id}:${turn.cells.nextSerial()}`;
  const resource = parseResource(state.Resource);
  const token = resource?.waitsForToken ? turn.tokenFor(id) : undefined;
  const scope = scopeOf(turn, branch, token === undefined ? {} : { token });
  const input =
    state.Arguments === undefined ? branch.input : await evaluateTemplate(state.Arguments, 'Arguments', scope);
  const credentials =
    state.Credentials === undefined ? undefined : await evaluateTemplate(state.Credentials, 'Credentials', scope);
  const seconds = await secondsOf(state, scope);
  checkSize(input, state.Resource);
  record(turn, branch, state, input, seconds, credentials);
  const { now } = turn.host;
  return {
    kind: 'stay',
    phase: {
      kind: 'task',
      task: {
        id,
        arguments: input,
        submitted: false,
        ...(token !== undefined && { token }),
        ...(credentials !== undefined && { credentials }),
        ...(seconds.timeout !== undefined && { timeoutAt: now + 1000 * seconds.timeout }),
        // Only who has a token can send heartbeats; an answered call needs none.
        ...(seconds.heartbeat !== undefined &&
          token !== undefined && { heartbeatSeconds: seconds.heartbeat, heartbeatAt: now + 1000 * seconds.heartbeat }),
      },
    },
  };
};

interface Seconds {
  readonly timeout?: number;
  readonly heartbeat?: number;
}

const secondsOf = async ({ TimeoutSeconds, HeartbeatSeconds }: TaskState, scope: Scope): Promise<Seconds> => {
  const read = (value: Json, field: string) => evaluateInteger(value, field, scope, [1, LONGEST_SECONDS]);
  const seconds: Seconds = {
    ...(TimeoutSeconds !== undefined && { timeout: await read(TimeoutSeconds, 'TimeoutSeconds') }),
    ...(HeartbeatSeconds !== undefined && { heartbeat: await read(HeartbeatSeconds, 'HeartbeatSeconds') }),
  };
  if (seconds.heartbeat !== undefined && seconds.heartbeat >= (seconds.timeout ?? Number.POSITIVE_INFINITY)) {
    throw queryFailure('HeartbeatSeconds must be less than TimeoutSeconds');
  }
  return seconds;
};

const record = (
  { history, machine }: Turn,
  branch: Branch,
  state: TaskState,
  input: Json,
  { timeout, heartbeat }: Seconds,
  credentials: Json | undefined,
): void => {
  const resource = parseResource(state.Resource);
  const parameters = JSON.stringify(input);
  const times: JsonObject = {
    ...(timeout !== undefined && { timeoutInSeconds: timeout }),
    ...(heartbeat !== undefined && { heartbeatInSeconds: heartbeat }),
  };
  if (resource?.kind === 'function') {
    history.addTo(branch.id, 'LambdaFunctionScheduled', {
      lambdaFunctionScheduledEventDetails: { resource: state.Resource, input: parameters, ...times },
    });
    history.addTo(branch.id, 'LambdaFunctionStarted');
    return;
  }
  const names = taskNames(state);
  history.addTo(branch.id, 'TaskScheduled', {
    taskScheduledEventDetails: {
      ...names,
      region: machine.region,
      parameters,
      ...times,
      ...(credentials !== undefined && { taskCredentials: credentials }),
    },
  });
  history.addTo(branch.id, 'TaskStarted', { taskStartedEventDetails: names });
};

/** How events name a task's resource. */
export const taskNames = ({ Resource }: TaskState): JsonObject => {
  const resource = parseResource(Resource);
  if (!resource) return { resourceType: 'unknown', resource: Resource };
  const { type, action, waitsForToken } = resource;
  return { resourceType: type, resource: waitsForToken ? `${action}.waitForTaskToken` : action };
};
