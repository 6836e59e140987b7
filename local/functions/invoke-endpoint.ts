import { randomUUID } from 'node:crypto';
import type { FunctionDefinition } from '../assembly/application.ts';
import { jsonReply, type Reply } from '../http/reply.ts';
import { headerOf, type Request } from '../http/request.ts';
import type { FunctionRuntime, Outcome } from './runtime.ts';

export interface InvokeEndpointOptions {
  readonly functions: readonly Pick<FunctionDefinition, 'name' | 'arn' | 'timeoutSeconds'>[];
  readonly invoke: FunctionRuntime['invoke'];
}

const INVOCATION = /\/2015-03-31\/functions\/([^/]+)\/invocations$/;

/** The Lambda endpoint of the SDK. Knows `Invoke` that waits for the answer; refuses every other call. */
export const createInvokeEndpoint =
  ({ functions, invoke }: InvokeEndpointOptions): ((request: Request) => Promise<Reply>) =>
  async (request) => {
    const reference = decodeURIComponent(INVOCATION.exec(request.rawPath)?.[1] ?? '');
    const waits = (headerOf(request, 'x-amz-invocation-type') ?? 'RequestResponse') === 'RequestResponse';
    if (request.method !== 'POST' || !reference || !waits) {
      return refuse(
        400,
        'InvalidRequestContentException',
        'Lambda on a laptop knows Invoke with RequestResponse only.',
      );
    }
    // A function is named by its name, its ARN, or the end of its ARN.
    const found = functions.find(
      ({ name, arn }) => reference === name || arn === reference || arn.endsWith(`:${reference}`),
    );
    if (!found) return refuse(404, 'ResourceNotFoundException', `Function not found: ${reference}`);
    const event = parse(request.body.toString('utf8'));
    if (event === undefined) return refuse(400, 'InvalidRequestContentException', 'The payload is not JSON.');
    const requestId = randomUUID();
    const outcome = await invoke(found.name, event, requestId);
    return jsonReply(200, payloadOf(outcome, found.timeoutSeconds), {
      'x-amzn-requestid': requestId,
      'x-amz-executed-version': '$LATEST',
      ...(outcome.kind !== 'result' && { 'x-amz-function-error': 'Unhandled' }),
    });
  };

const payloadOf = (outcome: Outcome, timeoutSeconds: number): unknown => {
  switch (outcome.kind) {
    case 'result':
      return outcome.payload ?? null;
    case 'failure': {
      const { errorMessage, errorType, stack } = outcome.error;
      return { errorType, errorMessage, trace: stack.split('\n') };
    }
    case 'timeout':
      return { errorType: 'Sandbox.Timedout', errorMessage: `Task timed out after ${timeoutSeconds}.00 seconds` };
    default:
      return outcome satisfies never;
  }
};

const refuse = (status: number, type: string, message: string): Reply =>
  jsonReply(status, { Type: 'User', Message: message }, { 'x-amzn-errortype': type });

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text || '{}');
  } catch {
    return undefined;
  }
};
