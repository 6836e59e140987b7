import { randomUUID } from 'node:crypto';
import type { DynamoDBStreamEvent } from 'aws-lambda';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { MailState } from '../../../shared/domain/mail/mail.ts';
import { loadMail, queueMail } from '../../../shared/store/mails.ts';
import { assign } from '../../support/assignments.ts';
import { openDesk } from '../../support/context.ts';
import { type Database, lendToHandlers, startDatabase } from '../../support/dynamodb.ts';
import { type MailService, startMailService, type Treatment } from '../../support/mail-service.ts';
import { approvalDraft } from '../../support/mails.ts';

let database: Database;
let service: MailService;
let handler: typeof import('../../../functions/send-mail/handler.ts')['handler'];

beforeAll(async () => {
  [database, service] = await Promise.all([startDatabase(), startMailService()]);
  lendToHandlers(database);
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_SES: service.endpoint,
    MAIL_SENDER: 'credit@example.com',
    MAIL_CONFIGURATION_SET: 'credence-test',
    PUBLIC_URL: 'https://credit.example.com',
    LOG_LEVEL: 'DEBUG',
  });
  ({ handler } = await import('../../../functions/send-mail/handler.ts'));
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => Promise.all([database.stop(), service.stop()]));

/** Everything that this process writes from now on, whoever writes it. */
const tapOutput = (): { readonly text: () => string } => {
  const written: string[] = [];
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((chunk) => {
      written.push(String(chunk));
      return true;
    });
  }
  for (const method of ['debug', 'log', 'info', 'warn', 'error'] as const) {
    vi.spyOn(console, method).mockImplementation((...values) => void written.push(values.map(String).join(' ')));
  }
  return { text: () => written.join('') };
};

const recordOf = (mailId: string): DynamoDBStreamEvent => ({
  Records: [
    {
      dynamodb: {
        NewImage: { mailId: { S: mailId }, corr: { S: 'c-1' }, queuedAt: { S: '2026-03-02T09:00:00.000Z' } },
        SequenceNumber: '1',
      },
    },
  ],
});

describe('the log of the sender of mail', () => {
  it.each<readonly [string, Treatment, MailState]>([
    ['sent', 'take', 'SENT'],
    ['refused in words that repeat it', { status: 400, code: 'MessageRejected', echo: true }, 'FAILED'],
    ['throttled in words that repeat it', { status: 400, code: 'Throttling', echo: true }, 'PENDING'],
    ['lost', 'take-and-drop', 'UNKNOWN'],
    ['answered in a broken way', 'break', 'UNKNOWN'],
  ])(
    'should tell the fate of a mail, and neither its link nor its code, when the mail is %s',
    async (_, treatment, state) => {
      const mailId = `approval-${randomUUID()}`;
      const draft = approvalDraft(mailId);
      await assign(database.table, draft.link);
      await queueMail(openDesk(database.table).at(), draft);
      service.treat(treatment);
      const output = tapOutput();
      await handler(recordOf(mailId));
      const log = output.text();
      vi.restoreAllMocks();
      const mail = await loadMail(database.table, mailId);
      expect(mail?.state).toBe(state);
      expect(log).toContain(`"state":"${state}"`);
      expect(log).toContain(mailId);

      const text = service.calls[0]?.get('Message.Body.Text.Data') ?? '';
      const [, token] = /\/approve\/(\S{43})\n/.exec(text) ?? [];
      const [, code] = /^Your code: (\d{6})$/m.exec(text) ?? [];
      if (!token || !code) throw new Error('the mail holds no link and code');
      for (const kept of [log, mail?.reason ?? '']) {
        expect(kept).not.toContain(token);
        expect(kept).not.toMatch(new RegExp(`(?<!\\d)${code}(?!\\d)`));
      }
    },
  );
});
