import { randomUUID } from 'node:crypto';
import type { FunctionDefinition } from '../../assembly/application.ts';
import type { FunctionRuntime, Outcome } from '../../functions/runtime.ts';
import { asObject, asString, type Json } from '../../json.ts';
import { failed, type TaskHandler, type TaskOutcome } from './task.ts';

export interface LambdaTaskOptions {
  readonly functions: readonly FunctionDefinition[];
  readonly invoke: FunctionRuntime['invoke'];
}

/** Finds a function by its name or ARN, each with or without a version or alias, which make no difference here. */
export const findFunction = (
  functions: readonly FunctionDefinition[],
  reference: string,
): FunctionDefinition | undefined =>
  functions.find(({ name, arn }) =>
    [name, arn].some((known) => reference === known || reference.startsWith(`${known}:`)),
  );

/** A function by its own ARN: the input of the task is its event, and its answer the output. */
export const createFunctionTask =
  (options: LambdaTaskOptions): TaskHandler =>
  async ({ resource, arguments: event }) =>
    invoke(options, resource, event, (payload) => payload);

/** `lambda:invoke`: function and payload are arguments, and the answer stands in the description of the call. */
export const createInvokeTask =
  (options: LambdaTaskOptions): TaskHandler =>
  async ({ arguments: given }) => {
    const { FunctionName, Payload = {}, InvocationType = 'RequestResponse' } = asObject(given);
    if (InvocationType !== 'RequestResponse') {
      return failed(
        'Lambda.InvalidParameterValueException',
        `InvocationType ${InvocationType} is not supported on a laptop`,
      );
    }
    const event = readPayload(Payload as Json);
    if (!event) return failed('Lambda.InvalidRequestContentException', 'Could not parse request body into json');
    return invoke(options, asString(FunctionName) ?? '', event.value, describeCall);
  };

/** A payload that is a text is sent as it is, and has to be JSON. */
const readPayload = (payload: Json): { readonly value: Json } | undefined => {
  if (typeof payload !== 'string') return { value: payload };
  try {
    return { value: JSON.parse(payload) };
  } catch {
    return undefined;
  }
};

const invoke = async (
  { functions, invoke: run }: LambdaTaskOptions,
  reference: string,
  event: Json,
  toOutput: (payload: Json, requestId: string) => Json,
): Promise<TaskOutcome> => {
  const found = findFunction(functions, reference);
  if (!found) return failed('Lambda.ResourceNotFoundException', `Function not found: ${reference}`);
  const requestId = randomUUID();
  const outcome = await run(found.name, event, requestId);
  if (outcome.kind === 'result') return { output: toOutput((outcome.payload ?? null) as Json, requestId) };
  return failureOf(outcome, found, requestId);
};

/** Error and cause as Lambda reports them of a function in Node. */
const failureOf = (
  outcome: Exclude<Outcome, { readonly kind: 'result' }>,
  { timeoutSeconds }: FunctionDefinition,
  requestId: string,
): TaskOutcome => {
  if (outcome.kind === 'timeout') {
    const errorMessage = `RequestId: ${requestId} Error: Task timed out after ${timeoutSeconds.toFixed(2)} seconds`;
    return failed('Sandbox.Timedout', JSON.stringify({ errorType: 'Sandbox.Timedout', errorMessage }));
  }
  const { errorType, errorMessage, stack } = outcome.error;
  const trace = stack === '' ? [] : stack.split('\n').map((line) => line.trim());
  return failed(errorType, JSON.stringify({ errorType, errorMessage, trace }));
};

const describeCall = (Payload: Json, requestId: string): Json => {
  const length = String(Buffer.byteLength(JSON.stringify(Payload)));
  const headers = {
    'Content-Length': length,
    'Content-Type': 'application/json',
    'X-Amz-Executed-Version': '$LATEST',
    'x-amzn-RequestId': requestId,
  };
  return {
    ExecutedVersion: '$LATEST',
    Payload,
    SdkHttpMetadata: {
      AllHttpHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
      HttpHeaders: headers,
      HttpStatusCode: 200,
    },
    SdkResponseMetadata: { RequestId: requestId },
    StatusCode: 200,
  };
};
