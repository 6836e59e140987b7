import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SESClient } from '@aws-sdk/client-ses';

/**
 * How a stand-in for SES treats a call: take it, refuse it (and repeat the mail in its words), take it and lose the
 * answer, or never answer.
 */
export type Treatment =
  | 'take'
  | { readonly status: number; readonly code: string; readonly echo?: true }
  | 'take-and-drop'
  | 'take-and-hang'
  | 'break';

export interface MailService {
  readonly endpoint: string;
  /** A client that makes one attempt and waits half a second, as the deployed one waits some seconds. */
  readonly client: SESClient;
  /** Calls yet to come are treated in this order, all after them like the last. */
  readonly treat: (...treatments: readonly Treatment[]) => void;
  /** The calls that arrived, taken or not. */
  readonly calls: readonly URLSearchParams[];
  readonly stop: () => Promise<void>;
}

export const startMailService = async (): Promise<MailService> => {
  const calls: URLSearchParams[] = [];
  let planned: readonly Treatment[] = ['take'];
  const next = (): Treatment => {
    const [first = 'take', ...rest] = planned;
    if (rest.length > 0) planned = rest;
    return first;
  };
  const server = createServer(async (request, response) => {
    const call = new URLSearchParams(await bodyOf(request));
    calls.push(call);
    answer(next(), calls.length, call, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const endpoint = `http://127.0.0.1:${port}`;
  const client = new SESClient({
    endpoint,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
    requestHandler: { requestTimeout: 500, throwOnRequestTimeout: true, connectionTimeout: 500 },
  });
  return {
    endpoint,
    client,
    calls,
    treat: (...treatments) => {
      calls.length = 0;
      planned = treatments;
    },
    stop: async () => {
      client.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
};

const answer = (treatment: Treatment, count: number, call: URLSearchParams, response: ServerResponse): void => {
  if (treatment === 'take-and-hang') return;
  if (treatment === 'take-and-drop') return void response.destroy();
  if (treatment === 'break') return void response.writeHead(200, { 'content-type': 'text/xml' }).end('<SendEmail');
  response.setHeader('content-type', 'text/xml');
  if (treatment === 'take') {
    response.end(
      `<SendEmailResponse><SendEmailResult><MessageId>message-${count}</MessageId></SendEmailResult></SendEmailResponse>`,
    );
    return;
  }
  const { status, code, echo } = treatment;
  const message = echo ? `<![CDATA[cannot send: ${call.get('Message.Body.Text.Data')}]]>` : 'no';
  response.statusCode = status;
  response.end(
    `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
  );
};
