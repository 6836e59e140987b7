import { asString, isObject, strings } from '../json.ts';

/** An answer on its way to the client. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies?: readonly string[];
  readonly body: Buffer | string;
}

/**
 * Reads what a function returned by the rules of payload format 2.0: an object with `statusCode` is the answer itself;
 * anything else is the JSON body of a 200. `undefined` when it is neither, which a gateway answers as a failure.
 */
export const replyOf = (result: unknown): Reply | undefined => {
  if (!isObject(result) || result['statusCode'] === undefined) {
    const body = typeof result === 'string' ? result : JSON.stringify(result);
    return { status: 200, headers: { 'content-type': 'application/json' }, body };
  }
  const status = Number(result['statusCode']);
  if (!Number.isInteger(status) || status < 200 || status > 599) return undefined;
  const body = result['body'] ?? '';
  if (typeof body !== 'string') return undefined;
  const sent = isObject(result['headers']) ? result['headers'] : {};
  const headers = Object.fromEntries(
    Object.entries(sent)
      .filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value))
      .map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
  return {
    status,
    headers: { ...(status !== 204 && { 'content-type': 'text/plain;charset=UTF-8' }), ...headers },
    cookies: strings(result['cookies']),
    body: result['isBase64Encoded'] === true ? Buffer.from(body, 'base64') : body,
  };
};

export const jsonReply = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Reply => ({
  status,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers },
  body: JSON.stringify(body),
});

export const htmlReply = (body: string): Reply => ({
  status: 200,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
  },
  body,
});

/** Whether a client asks for a page rather than for data. */
export const prefersHtml = (accept: string | undefined): boolean => asString(accept)?.includes('text/html') ?? false;
