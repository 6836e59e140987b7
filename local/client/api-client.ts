import { asObject, asString } from '../json.ts';
import type { Endpoints } from '../state/endpoints.ts';

/** What the platform answered to one call. */
export interface Answer {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** The JSON of the body; `undefined` where there is none. */
  readonly body: unknown;
  readonly milliseconds: number;
}

/** Calls the API or the control API of a running platform over HTTP, as any other client does. */
export type Call = (method: string, path: string, body?: unknown) => Promise<Answer>;

/** A call that was not answered as it has to be; the message is meant to be read by a person. */
export class CallProblem extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CallProblem';
  }
}

export interface ClientOptions {
  /** Origin of the API. */
  readonly api: string;
  readonly token: () => Promise<string>;
  /** Ends calls that are under way, and refuses further ones. */
  readonly signal?: AbortSignal;
}

/** Whatever the status is, it is an answer; only a platform that cannot be reached is a {@link CallProblem}. */
export const createClient = ({ api, token, signal }: ClientOptions): Call => {
  return async (method, path, body) => {
    const authorization = `Bearer ${await token()}`;
    const start = performance.now();
    const response = await send(`${api}${path}`, {
      method,
      headers: { authorization, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal && { signal }),
    });
    const text = await response.text();
    const milliseconds = performance.now() - start;
    return { method, path, status: response.status, body: parse(text), milliseconds };
  };
};

const send = async (url: string, request: RequestInit): Promise<Response> => {
  try {
    return await fetch(url, request);
  } catch (error) {
    if (request.signal?.aborted) throw new CallProblem('The call was ended.', { cause: error });
    throw new CallProblem(`The platform cannot be reached at ${url}.`, { cause: error });
  }
};

/** Tokens live for an hour; one is used for less, so that it does not run out on the way. */
const TOKEN_USE_MILLISECONDS = 45 * 60 * 1000;

/** Asks the token endpoint for every scope, and again before a token runs out. */
export const tokensFrom = (tokenUrl: string, signal?: AbortSignal): (() => Promise<string>) => {
  let token: Promise<string> | undefined;
  let tokenSince = 0;
  return () => {
    if (!token || performance.now() - tokenSince > TOKEN_USE_MILLISECONDS) {
      tokenSince = performance.now();
      token = fetchToken(tokenUrl, signal);
    }
    return token;
  };
};

/** A client of a running platform with every scope. */
export const clientOf = ({ api, tokenUrl }: Pick<Endpoints, 'api' | 'tokenUrl'>, signal?: AbortSignal): Call =>
  createClient({ api, token: tokensFrom(tokenUrl, signal), ...(signal && { signal }) });

const fetchToken = async (tokenUrl: string, signal?: AbortSignal): Promise<string> => {
  const form = { grant_type: 'client_credentials', client_id: 'local', client_secret: 'local' };
  const response = await send(tokenUrl, {
    method: 'POST',
    body: new URLSearchParams(form),
    ...(signal && { signal }),
  });
  const token = asString(asObject(await response.json())['access_token']);
  if (token === undefined) throw new CallProblem(`${tokenUrl} gave no token (${response.status}).`);
  return token;
};

const parse = (text: string): unknown => {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

export const isSuccess = ({ status }: Answer): boolean => status >= 200 && status < 300;

/** Tells in a sentence what was asked and what came back. */
export const describeAnswer = ({ method, path, status, body }: Answer): string => {
  const problem = asObject(body);
  const fields = Array.isArray(problem['errors'])
    ? problem['errors'].map((error) => `${asObject(error)['path']} ${asObject(error)['message']}`)
    : [];
  const detail = asString(problem['detail']) ?? (body === undefined ? 'no body' : JSON.stringify(body).slice(0, 300));
  return `${method} ${path} was answered with ${status}: ${[detail, ...fields].join('; ')}`;
};

/** The answer, if it is a success. @throws CallProblem for any other. */
export const orFail = (answer: Answer): Answer => {
  if (!isSuccess(answer)) throw new CallProblem(describeAnswer(answer));
  return answer;
};
