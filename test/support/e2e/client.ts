import { setTimeout as sleep } from 'node:timers/promises';
import type { OperationId, Scope } from '../../../shared/contracts/operations.ts';
import { operations } from '../../../shared/contracts/operations.ts';
import type { ProblemView } from '../../../shared/contracts/problems.ts';
import { assertAnswer, assertDocumented, assertProblem } from './answers.ts';
import { type RawAnswer, type RawRequest, send } from './http.ts';
import type { Addresses } from './platform-process.ts';
import type { Views } from './views.ts';

export interface Parts {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number>>;
  /** Sent as JSON; text is sent as it is. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  /** A bearer token, or `null` for none; every scope by default. */
  readonly token?: string | null;
}

export interface Answered<View> {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: View;
}

export interface Client {
  readonly endpoints: Addresses;
  /** A machine's token with these scopes, kept for as long as the client. */
  readonly token: (scopes?: readonly Scope[]) => Promise<string>;
  /** Asks, and says nothing about the answer. */
  readonly ask: (operationId: OperationId, parts?: Parts) => Promise<RawAnswer>;
  /** Asks for what must be done. @throws unless the answer is one of the contract's, in its shape. */
  readonly call: <Id extends OperationId>(operationId: Id, parts?: Parts) => Promise<Answered<Views[Id]>>;
  /** Asks for what must be refused. @throws unless the answer is a problem in the contract's shape. */
  readonly refusal: (operationId: OperationId, parts?: Parts) => Promise<ProblemView>;
}

/** Talks to a platform as a foreign client does, and holds each answer against the contract. */
export const connect = (endpoints: Addresses): Client => {
  const tokens = new Map<string, Promise<string>>();
  const token = (scopes: readonly Scope[] = []): Promise<string> => {
    const scope = scopes.join(' ');
    const known = tokens.get(scope) ?? machineToken(endpoints, scope);
    tokens.set(scope, known);
    return known;
  };

  const ask: Client['ask'] = async (operationId, parts = {}) => {
    const { method } = operations[operationId];
    const bearer = parts.token === undefined ? await token() : parts.token;
    const body = typeof parts.body === 'string' || parts.body === undefined ? parts.body : JSON.stringify(parts.body);
    const request = {
      method,
      path: pathOf(operationId, parts),
      headers: {
        ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...parts.headers,
      },
      ...(body === undefined ? {} : { body }),
    };
    return sendPatiently(endpoints.api, request);
  };

  return {
    endpoints,
    token,
    ask,
    call: async <Id extends OperationId>(operationId: Id, parts?: Parts) => {
      const { status, headers, text, ...answer } = await ask(operationId, parts);
      assertAnswer(operationId, { ...answer, status, headers, text });
      const isJson = headers.get('content-type')?.startsWith('application/json') ?? false;
      return { status, headers, text, body: (isJson ? JSON.parse(text) : text) as Views[Id] };
    },
    refusal: async (operationId, parts) => {
      const answer = await ask(operationId, parts);
      assertDocumented(operationId, answer);
      return assertProblem(answer);
    },
  };
};

const TRIES = 4;

/** On a machine with too much to do an answer may come too late, which is a 503 that asks to try again. */
const sendPatiently = async (origin: string, request: RawRequest): Promise<RawAnswer> => {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await send(origin, request);
    if (answer.status !== 503 || attempt === TRIES) return answer;
    await sleep(Number(answer.headers.get('retry-after')) * 1000);
  }
};

/** The path of an operation with its parameters, encoded, and its query. */
export const pathOf = (operationId: OperationId, { params = {}, query }: Parts): string => {
  const path = operations[operationId].path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(params[name] ?? ''),
  );
  const asked = Object.entries(query ?? {}).map(([name, value]): [string, string] => [name, String(value)]);
  return asked.length === 0 ? path : `${path}?${new URLSearchParams(asked)}`;
};

const machineToken = (endpoints: Addresses, scope: string): Promise<string> =>
  tokenFor(endpoints, {
    grant_type: 'client_credentials',
    client_id: 'local',
    client_secret: 'local',
    ...(scope === '' ? {} : { scope }),
  });

/** What the token endpoint gives for a form. @throws when it refuses. */
export const tokenFor = async (endpoints: Addresses, form: Readonly<Record<string, string>>): Promise<string> => {
  const response = await fetch(endpoints.tokenUrl, { method: 'POST', body: new URLSearchParams(form) });
  if (!response.ok) throw new Error(`no token: ${response.status} ${await response.text()}`);
  return ((await response.json()) as { access_token: string }).access_token;
};
