import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from './client.ts';
import { type Ledger, money } from './ledger.ts';

/** What the mail to an approver carries. */
export interface MailedLink {
  readonly to: string;
  readonly url: string;
  readonly code: string;
}

interface SentMail {
  readonly to: string;
  readonly text: string;
}

const PATIENCE_MS = 20_000;

/** Asks again until there is an answer. @throws when it takes longer than it may. */
export const eventually = async <T>(what: string, ask: () => Promise<T | undefined>): Promise<T> => {
  const giveUpAt = performance.now() + PATIENCE_MS;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > giveUpAt) throw new Error(`${what} did not happen`);
    await sleep(100);
  }
};

const linkIn = ({ to, text }: SentMail): MailedLink | undefined => {
  const url = /^https?:\/\/\S+\/approve\/\S+$/m.exec(text)?.[0];
  const code = /^Your code: (\d{6})$/m.exec(text)?.[1];
  return url && code ? { to, url, code } : undefined;
};

export const linksOn = (platform: Client & Ledger) => {
  const { call, customer, endpoints } = platform;

  /** The links that were mailed about a request, newest first. */
  const linksAbout = async (requestId: string): Promise<readonly MailedLink[]> => {
    const mails = (await (await fetch(endpoints.outbox)).json()) as readonly SentMail[];
    return mails.filter(({ text }) => text.includes(requestId)).flatMap((mail) => linkIn(mail) ?? []);
  };

  /** The newest link mailed to somebody about a request; waits until there is one, and one more than `seen`. */
  const linkTo = (to: string, requestId: string, seen = 0): Promise<MailedLink> =>
    eventually(`a mail to ${to}`, async () => {
      const own = (await linksAbout(requestId)).filter((link) => link.to === to);
      return own.length > seen ? own[0] : undefined;
    });

  /** A request for a limit that waits for its first level; of a customer of its own unless one is named. */
  const requestLimit = async (amount: string, more: Readonly<Record<string, unknown>> = {}): Promise<string> => {
    const customerId = more['customerId'] ?? (await customer('50000.00'));
    const limit = { kind: 'PERMANENT', requestedLimit: money(amount, 'EUR'), requestedBy: 'sam.sales@example.com' };
    const body = { ...limit, customerId, reason: 'A framework order.', ...more };
    return ((await call('requestLimit', { body })).body as { requestId: string }).requestId;
  };

  /** What a request has come to. */
  const showRequest = async (requestId: string) =>
    (await call('getLimitRequest', { params: { requestId } })).body as {
      readonly status: string;
      readonly levels: readonly { readonly status: string; readonly decisions: readonly unknown[] }[];
    };

  return { linksAbout, linkTo, requestLimit, showRequest };
};

/** Sends the form of a page. */
export const postForm = async (url: string, fields: Readonly<Record<string, string>>) => {
  const response = await fetch(url, { method: 'POST', body: new URLSearchParams(fields) });
  return { status: response.status, headers: response.headers, html: await response.text() };
};
