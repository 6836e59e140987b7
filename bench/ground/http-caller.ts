import { Agent, request } from 'node:http';
import { type OperationId, operations } from '../../shared/contracts/operations.ts';
import { type Call, pathOf } from './api-event.ts';
import { type Answer, type Caller, succeeded } from './handlers.ts';
import type { RunningPlatform } from './platform.ts';

export interface HttpClient {
  readonly call: Caller;
  /** As `call`, but gives back whatever is answered. */
  readonly send: Caller;
  readonly close: () => void;
}

/** Calls operations over HTTP, on connections that are kept, as upstream systems do. */
export const openHttpClient = ({ api, token }: Pick<RunningPlatform, 'api' | 'token'>): HttpClient => {
  const agent = new Agent({ keepAlive: true });
  const send: Caller = (operationId, call = {}) => exchange(agent, api, token, operationId, call);
  return {
    send,
    call: async (operationId, call) => succeeded(operationId, await send(operationId, call)),
    close: () => agent.destroy(),
  };
};

const exchange = (agent: Agent, api: string, token: string, operationId: OperationId, call: Call): Promise<Answer> => {
  const { method } = operations[operationId];
  const body = call.body === undefined ? undefined : Buffer.from(JSON.stringify(call.body));
  const headers = {
    authorization: `Bearer ${token}`,
    ...(body ? { 'content-type': 'application/json', 'content-length': String(body.length) } : {}),
    ...call.headers,
  };
  return new Promise((resolve, reject) => {
    const outgoing = request(`${api}${pathOf(operationId, call.params)}`, { agent, method, headers }, (incoming) => {
      let text = '';
      incoming.setEncoding('utf8');
      incoming.on('data', (chunk: string) => {
        text += chunk;
      });
      incoming.on('end', () => resolve({ statusCode: incoming.statusCode ?? 0, body: text }));
      incoming.on('error', reject);
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
};
