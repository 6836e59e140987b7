import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf, StartProblem } from '../problem.ts';
import { correlationIdOf, tooLarge } from './door.ts';
import { foreignness } from './guard.ts';
import { problemReply } from './problems.ts';
import type { Reply } from './reply.ts';
import { announcesTooMuch, type Request, readRequest } from './request.ts';

/** Answers one kind of request; what it needs no token for is guarded more closely. */
export interface Site {
  readonly needsToken: boolean;
  readonly answer: (request: Request) => Promise<Reply>;
}

export interface HttpServer {
  readonly port: number;
  /** Lets requests in flight finish, for a bounded time. May be called twice. */
  readonly stop: () => Promise<void>;
}

export interface HttpServerOptions {
  readonly port: number;
  /** Which site answers a request; it may be called before the platform is ready to be used. */
  readonly siteOf: (request: Request) => Site;
  readonly report: (message: string) => void;
}

/** Requests in flight get this long at shutdown; the whole of it must stay under 5 s. */
const DRAIN_MILLISECONDS = 2000;

/** Serves on 127.0.0.1. Refuses, with what to do about it, a port that is taken. */
export const startHttpServer = async ({ port, siteOf, report }: HttpServerOptions): Promise<HttpServer> => {
  const answer = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const request = await readRequest(message);
    if (request === 'aborted') return;
    const answered = request === 'too-large' ? tooLarge(randomUUID()) : await reply(request);
    // While the server closes, no connection is kept for another request.
    if (!server.listening) response.shouldKeepAlive = false;
    write(message, response, answered);
  };

  const reply = async (request: Request): Promise<Reply> => {
    const correlationId = correlationIdOf(request) ?? randomUUID();
    try {
      const site = siteOf(request);
      const foreign = foreignness(request, site.needsToken);
      if (foreign) return problemReply('forbidden', foreign, correlationId);
      return await site.answer(request);
    } catch (error) {
      report(
        `${request.method} ${withoutSecrets(request.rawPath)}: ${error instanceof Error ? error.stack : messageOf(error)}`,
      );
      return problemReply('unavailable', 'The request could not be answered. It may be tried again.', correlationId);
    }
  };

  const serve = (message: IncomingMessage, response: ServerResponse): void => {
    answer(message, response).catch((error: unknown) => {
      report(`${message.method} ${withoutSecrets(message.url ?? '')}: ${messageOf(error)}`);
      response.destroy();
    });
  };

  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MILLISECONDS }, serve);
  server.on('checkContinue', (message, response) => {
    // The sender waits to be let: a body that is too large need not be sent at all.
    if (announcesTooMuch(message)) return write(message, response, tooLarge(randomUUID()));
    response.writeContinue();
    serve(message, response);
  });
  let stopping: Promise<void> | undefined;
  return {
    port: await listen(server, port),
    stop: () => {
      stopping ??= stop(server);
      return stopping;
    },
  };
};

/** Longer than clients keep a connection unused: the side that sends requests should be the one to close it. */
const KEEP_ALIVE_MILLISECONDS = 60_000;

/** A path that may be printed: in that of an emailed link stands a token of 43 characters, which opens it. */
const withoutSecrets = (path: string): string => path.replace(/\?.*$/, '').replace(/[\w-]{40,}/g, '...');

const write = (message: IncomingMessage, response: ServerResponse, reply: Reply): void => {
  if (response.destroyed) return;
  const body = typeof reply.body === 'string' ? Buffer.from(reply.body) : reply.body;
  response.statusCode = reply.status;
  for (const [name, value] of Object.entries(reply.headers)) setHeader(response, name, value);
  if (reply.cookies && reply.cookies.length > 0) response.setHeader('set-cookie', [...reply.cookies]);
  if (reply.status !== 204) response.setHeader('content-length', body.length);
  response.end(message.method === 'HEAD' || reply.status === 204 ? undefined : body);
};

/** A header that a function made up wrongly must not end the process. */
const setHeader = (response: ServerResponse, name: string, value: string): void => {
  try {
    response.setHeader(name, value);
  } catch {
    response.setHeader('x-credence-dropped-header', 'true');
  }
};

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE' || error.code === 'EACCES';
      const advice = `Port ${port} cannot be used (${error.code}). Choose another one with --port N, or --port 0 for any free one.`;
      reject(taken ? new StartProblem(advice, { cause: error }) : error);
    });
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });

const stop = async (server: Server): Promise<void> => {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  await Promise.race([closed, sleep(DRAIN_MILLISECONDS, undefined, { ref: false })]);
  server.closeAllConnections();
};
