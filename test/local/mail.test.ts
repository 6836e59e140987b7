import { SESClient, SendEmailCommand, SendRawEmailCommand, VerifyEmailIdentityCommand } from '@aws-sdk/client-ses';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientSettings } from '../../local/dynamodb/client-settings.ts';
import type { BusEvent } from '../../local/events/event-store.ts';
import { type Platform, startPlatform } from '../../local/platform.ts';
import type { SentMail } from '../../local/ses/outbox.ts';
import { momentAt } from '../../shared/dates.ts';
import { isCodeOf } from '../../shared/domain/approval/link.ts';
import type { MailState } from '../../shared/domain/mail/mail.ts';
import { findLink } from '../../shared/store/approval-links.ts';
import { loadMail, mailWrite } from '../../shared/store/mails.ts';
import { openTable, type Table } from '../../shared/store/table.ts';
import { assign } from '../support/assignments.ts';
import { engineEnvironment } from '../support/dynamodb.ts';
import { eventually, readJson, temporaryDir } from '../support/fixture-platform.ts';
import { approvalDraft } from '../support/mails.ts';

/** The first mail waits until the functions are loaded. */
const WAIT_SECONDS = 45;

let platform: Platform;
let table: Table;
let ses: SESClient;
beforeAll(async () => {
  // The daily run would mail its digests in between.
  const options = { port: 0, empty: true, quiet: true, withoutSchedules: true };
  platform = await startPlatform({ dataDir: temporaryDir(), ...options });
  Object.assign(process.env, engineEnvironment(platform.endpoints.dynamodb));
  table = openTable(platform.application.tables[0]?.name ?? '');
  ses = new SESClient({ ...clientSettings(`${platform.endpoints.api}/_aws/ses`, 'eu-central-1'), maxAttempts: 1 });
});
afterAll(async () => {
  ses?.destroy();
  await platform?.stop();
});

const outbox = () => readJson<SentMail[]>(fetch(platform.endpoints.outbox));
const clock = async (): Promise<number> =>
  Date.parse((await readJson<{ now: string }>(fetch(`${platform.endpoints.control}/clock`))).now);
const advance = (by: string) =>
  fetch(`${platform.endpoints.control}/clock`, { method: 'POST', body: JSON.stringify({ advance: by }) });
const events = async (detailType: string) =>
  (
    await readJson<{ items: BusEvent[] }>(
      fetch(`${platform.endpoints.control}/events?detailType=${encodeURIComponent(detailType)}`),
    )
  ).items;

/** Queues a mail as a handler would, in a transaction of its own. */
const queue = async (mailId: string, to?: string): Promise<void> => {
  const context = { table, moment: momentAt(await clock(), 'UTC'), correlationId: 'c-1' };
  const draft = approvalDraft(mailId, to);
  // The clock of the laptop is the real one until it is moved.
  const link = { ...draft.link, expiresAt: new Date((await clock()) + 14 * 86_400_000).toISOString() };
  await assign(table, link);
  expect(await table.transact([mailWrite(context, { ...draft, link })])).toEqual({ done: true });
};
const becomes = async (mailId: string, state: MailState) => {
  const mail = await eventually(
    () => loadMail(table, mailId),
    (found) => found?.state === state,
    WAIT_SECONDS,
  );
  expect(mail?.state).toBe(state);
  return mail;
};

describe('mail on a laptop', () => {
  it('should reach the outbox from the table, and be told to have been delivered', async () => {
    await queue('approval-1');
    const mail = await becomes('approval-1', 'DELIVERED');
    const [sent, ...others] = await outbox();
    expect(others).toEqual([]);
    expect(sent).toMatchObject({
      id: mail?.messageId,
      to: 'mia.manager@example.com',
      subject: 'Decision needed: credit limit of EUR 80,000.00 for Acme Maschinenbau GmbH',
      text: expect.stringMatching(/^Your code: \d{6}$/m),
      html: expect.stringContaining('Open the request'),
      headers: { From: 'Credence <credit-dev@example.com>', To: 'mia.manager@example.com' },
    });
    const { api } = platform.endpoints;
    const [, address, token = ''] = /^(http:\S+)\/approve\/(\S+)$/m.exec(sent?.text ?? '') ?? [];
    expect(address).toBe(api);
    const link = await findLink(table, token);
    expect(link && isCodeOf(link, token, /^Your code: (\d{6})$/m.exec(sent?.text ?? '')?.[1] ?? '')).toBe(true);
    expect((await events('Email Delivered'))[0]).toMatchObject({ bus: 'default', source: 'aws.ses' });
  });

  it('should carry the time of the platform, newest first', async () => {
    await advance('P3D');
    await queue('approval-2');
    await becomes('approval-2', 'DELIVERED');
    const [newest, oldest] = await outbox();
    expect(Math.abs(Date.parse(newest?.sentAt ?? '') - (await clock()))).toBeLessThan(60_000);
    expect(Date.parse(newest?.sentAt ?? '') - Date.parse(oldest?.sentAt ?? '')).toBeGreaterThan(2.9 * 86_400_000);
  });

  it('should be sent and told of before a move of the clock has answered', async () => {
    await queue('approval-3');
    await advance('PT1S');
    expect((await loadMail(table, 'approval-3'))?.state).toBe('DELIVERED');
  });

  it.each([
    ['approval-bounce-1', 'bounce@simulator.amazonses.com', 'BOUNCED', 'Email Bounced'],
    ['approval-bounce-2', 'ana.analyst+bounce@example.com', 'BOUNCED', 'Email Bounced'],
    ['approval-complaint', 'ana.analyst+complaint@example.com', 'COMPLAINED', 'Email Complaint Received'],
    ['approval-reject', 'ana.analyst+reject@example.com', 'FAILED', 'Email Rejected'],
  ] as const)('should show what happens when %s goes to %s', async (mailId, to, state, detailType) => {
    await queue(mailId, to);
    const mail = await becomes(mailId, state);
    expect(mail?.reason).toBeTruthy();
    const buses = (await events(detailType))
      .filter(({ detail }) => JSON.stringify(detail).includes(mailId))
      .map(({ bus }) => bus);
    expect(buses.toSorted()).toEqual(['credence-dev', 'default']);
  });

  it('should show each mail on a page, in a frame that runs nothing', async () => {
    const response = await fetch(platform.endpoints.outbox, { headers: { accept: 'text/html' } });
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    const html = await response.text();
    const frames = html.match(/<iframe[^>]*>/g) ?? [];
    expect(frames.length).toBeGreaterThan(2);
    for (const frame of frames) {
      expect(frame).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"');
      expect(frame).not.toContain('allow-scripts');
    }
    expect(html).not.toMatch(/<script/i);
  });

  it('should read a raw mail as its recipient would', async () => {
    const raw = [
      'From: Credence <credit-dev@example.com>',
      'To: "Lex, Legal" <lex.legal@example.com>',
      'Cc: lea.lead@example.com',
      'Subject: =?UTF-8?Q?=C3=9Cbergabe_<b>?=',
      'X-Case: 1',
      'MIME-Version: 1.0',
      'Content-Type: multipart/alternative; boundary="b"',
      '',
      '--b',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      'Gr=C3=BC=C3=9Fe',
      '--b',
      'Content-Type: text/html; charset=utf-8',
      '',
      '<p onclick="x()">hello</p><script>x()</script>',
      '--b--',
    ].join('\r\n');
    const answer = await ses.send(new SendRawEmailCommand({ RawMessage: { Data: Buffer.from(raw) } }));
    const [mail] = await outbox();
    expect(mail).toMatchObject({
      id: answer.MessageId,
      to: 'lex.legal@example.com, lea.lead@example.com',
      subject: 'Übergabe <b>',
      headers: { 'X-Case': '1' },
    });
    expect(mail?.text.trim()).toBe('Grüße');
    expect(mail?.html).toContain('<script>x()</script>');
    const page = await (await fetch(platform.endpoints.outbox, { headers: { accept: 'text/html' } })).text();
    expect(page).not.toMatch(/<script|<p onclick/);
  });

  const send = (changes: { Source?: string; ToAddresses?: string[]; ConfigurationSetName?: string }) =>
    ses.send(
      new SendEmailCommand({
        Source: changes.Source ?? 'credit-dev@example.com',
        Destination: { ToAddresses: changes.ToAddresses ?? ['a@example.com'] },
        Message: { Subject: { Data: 's' }, Body: { Text: { Data: 't' } } },
        ...(changes.ConfigurationSetName && { ConfigurationSetName: changes.ConfigurationSetName }),
      }),
    );

  it.each([
    ['the sender is not verified', { Source: 'someone@elsewhere.example' }, 'MessageRejected'],
    ['there is no recipient', { ToAddresses: [] }, 'InvalidParameterValue'],
    ['a recipient is no address', { ToAddresses: ['a@example.com\nBcc: b@example.com'] }, 'InvalidParameterValue'],
    ['the configuration set is unknown', { ConfigurationSetName: 'other' }, 'ConfigurationSetDoesNotExist'],
  ])('should be refused as SES would when %s', async (_, changes, name) => {
    await expect(send(changes)).rejects.toMatchObject({ name: expect.stringContaining(name) });
  });

  it('should refuse every other action by its name', async () => {
    await expect(ses.send(new VerifyEmailIdentityCommand({ EmailAddress: 'a@example.com' }))).rejects.toThrow(
      'VerifyEmailIdentity',
    );
  });

  it('should be gone after a reset, and work on', async () => {
    await fetch(`${platform.endpoints.control}/reset`, { method: 'POST' });
    expect(await outbox()).toEqual([]);
    await queue('approval-1');
    await becomes('approval-1', 'DELIVERED');
    expect(await outbox()).toHaveLength(1);
  });
});
