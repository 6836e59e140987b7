import type { IncomingMessage } from 'node:http';

/** An HTTP request as it came in, body included. */
export interface Request {
  readonly method: string;
  /** As sent, percent-encoding and all. */
  readonly rawPath: string;
  readonly rawQueryString: string;
  /** Names in lower case, values of repeated headers in their order. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly body: Buffer;
  readonly sourceIp: string;
  readonly protocol: string;
}

/** What an HTTP API accepts: 10 MB, of which Lambda takes 6 MB with everything around it. */
const LARGEST_BODY_BYTES = 10 * 1024 * 1024;
/** A body beyond the limit is read to its end, so that the sender hears the refusal, but not for ever. */
const LARGEST_DRAINED_BYTES = 20 * LARGEST_BODY_BYTES;

/** Reads a request to its end; `too-large` when its body is beyond the limit, `aborted` when the sender went away. */
export const readRequest = async (message: IncomingMessage): Promise<Request | 'too-large' | 'aborted'> => {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of message as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > LARGEST_DRAINED_BYTES) break;
      if (size <= LARGEST_BODY_BYTES) chunks.push(chunk);
    }
  } catch {
    return 'aborted';
  }
  if (size > LARGEST_BODY_BYTES) return 'too-large';
  return { ...head(message), body: Buffer.concat(chunks) };
};

/** Whether the announced length is already beyond the limit. */
export const announcesTooMuch = (message: IncomingMessage): boolean =>
  Number(message.headers['content-length'] ?? 0) > LARGEST_BODY_BYTES;

const head = (message: IncomingMessage): Omit<Request, 'body'> => {
  const url = message.url ?? '/';
  const mark = url.indexOf('?');
  return {
    method: message.method ?? 'GET',
    rawPath: mark === -1 ? url : url.slice(0, mark),
    rawQueryString: mark === -1 ? '' : url.slice(mark + 1),
    headers: headersOf(message),
    sourceIp: message.socket.remoteAddress ?? '127.0.0.1',
    protocol: `HTTP/${message.httpVersion}`,
  };
};

const headersOf = (message: IncomingMessage): ReadonlyMap<string, readonly string[]> => {
  const headers = new Map<string, readonly string[]>();
  for (let index = 0; index < message.rawHeaders.length; index += 2) {
    const name = (message.rawHeaders[index] ?? '').toLowerCase();
    headers.set(name, [...(headers.get(name) ?? []), message.rawHeaders[index + 1] ?? '']);
  }
  return headers;
};

/** The values of a header, joined by commas; `undefined` when it was not sent. */
export const headerOf = (request: Pick<Request, 'headers'>, name: string): string | undefined =>
  request.headers.get(name)?.join(',');
