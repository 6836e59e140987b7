import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { handOver } from '../../../functions/send-mail/hand-over.ts';
import { type Outbox, sendMail } from '../../../functions/send-mail/send.ts';
import { isCodeOf } from '../../../shared/domain/approval/link.ts';
import { type Mail, type MailDraft, MOST_TRIES } from '../../../shared/domain/mail/mail.ts';
import { findLink, mintLink } from '../../../shared/store/approval-links.ts';
import type { Key } from '../../../shared/store/keys.ts';
import { claimMail, listMails, loadMail, mailWrite, queueMail, recordNews } from '../../../shared/store/mails.ts';
import { assign } from '../../support/assignments.ts';
import { openDesk } from '../../support/context.ts';
import { type Database, startDatabase } from '../../support/dynamodb.ts';
import { interpose } from '../../support/interpose.ts';
import { type MailService, startMailService } from '../../support/mail-service.ts';
import { approvalDraft, mailPlace } from '../../support/mails.ts';

const AT = '2026-03-02T09:00:05.000Z';
const LATER = '2026-03-02T10:00:00.000Z';

describe('the outbox', () => {
  let database: Database;
  let service: MailService;
  let waits: number;

  beforeAll(async () => {
    [database, service] = await Promise.all([startDatabase(), startMailService()]);
  });
  afterAll(() => Promise.all([database.stop(), service.stop()]));
  beforeEach(() => {
    service.treat('take');
    waits = 0;
  });

  const outbox = (changes: Partial<Outbox> = {}): Outbox => ({
    table: database.table,
    ...mailPlace,
    handOver: (envelope, mail) =>
      handOver(service.client, { address: 'credit@example.com', configurationSet: 'credence-test' }, envelope, mail),
    waitForClaim: async () => {
      waits += 1;
    },
    ...changes,
  });
  const desk = () => openDesk(database.table).at();
  const queue = async (draft: Partial<MailDraft> = {}): Promise<string> => {
    const mailId = `approval-${randomUUID()}`;
    const made = approvalDraft(mailId);
    await assign(database.table, made.link);
    await queueMail(desk(), { ...made, ...draft });
    return mailId;
  };
  /** Link and code of the mails that were handed over, as their readers find them. */
  const handedOver = () =>
    service.calls.map((call) => {
      const text = call.get('Message.Body.Text.Data') ?? '';
      const [, token = ''] = /^https:\/\/credit\.example\.com\/approve\/(\S+)$/m.exec(text) ?? [];
      const [, code = ''] = /^Your code: (\d{6})$/m.exec(text) ?? [];
      return { token, code };
    });
  const everything = async (): Promise<string> =>
    JSON.stringify(await database.scan(), (_, value) => (typeof value === 'bigint' ? Number(value) : value));
  const stored = async (mailId: string): Promise<Mail> => {
    const mail = await loadMail(database.table, mailId);
    if (!mail) throw new Error(`there is no mail ${mailId}`);
    return mail;
  };
  const send = (mailId: string, changes: Partial<Outbox> = {}) => sendMail(mailId, AT, outbox(changes));

  it('should hand a mail over with sender, recipient, configuration set and tags, and mark it as sent', async () => {
    const mailId = await queue();
    expect(await send(mailId)).toMatchObject({ state: 'SENT' });
    expect(service.calls).toHaveLength(1);
    const call = Object.fromEntries(service.calls[0] ?? []);
    expect(call).toMatchObject({
      Action: 'SendEmail',
      Source: 'Credence <credit@example.com>',
      'Destination.ToAddresses.member.1': 'mia.manager@example.com',
      'Message.Subject.Data': expect.stringContaining('Acme Maschinenbau GmbH'),
      'Message.Body.Text.Data': expect.stringMatching(/^Your code: \d{6}$/m),
      'Message.Body.Html.Data': expect.stringContaining('<!doctype html>'),
      ConfigurationSetName: 'credence-test',
      'Tags.member.1.Name': 'credence-mail',
      'Tags.member.1.Value': mailId,
    });
    expect(await stored(mailId)).toMatchObject({ state: 'SENT', messageId: 'message-1', tries: 1, changedAt: AT });
  });

  it('should hold at most one mail for each id, whoever queues it', async () => {
    const draft = approvalDraft(`approval-${randomUUID()}`);
    const queued = await Promise.all(Array.from({ length: 5 }, () => queueMail(desk(), draft)));
    expect(queued.filter(Boolean)).toHaveLength(1);
    expect(await queueMail(desk(), { ...draft, to: 'other@example.com' })).toBe(false);
    expect((await stored(draft.mailId)).to).toBe('mia.manager@example.com');
  });

  it('should fail with its cause when it is queued in the same transaction', async () => {
    const context = desk();
    const mailId = await queue();
    const cause = { Put: { TableName: database.tableName, Item: { pk: `CAUSE#${mailId}`, sk: 'CAUSE' } } };
    const outcome = await context.table.transact([
      { name: 'cause', write: cause },
      mailWrite(context, approvalDraft(mailId)),
    ]);
    expect(outcome).toMatchObject({ done: false });
    expect(await context.table.get({ pk: `CAUSE#${mailId}`, sk: 'CAUSE' })).toBeUndefined();
  });

  it.each([
    ['two addresses', { to: 'a@example.com, b@example.com' }],
    ['a header in the address', { to: 'a@example.com\r\nBcc: b@example.com' }],
    ['a name with the address', { to: 'Mia <mia@example.com>' }],
    ['an id that no tag can hold', { mailId: 'approval#1' }],
  ])('should refuse to queue %s', async (_, changes) => {
    await expect(queueMail(desk(), { ...approvalDraft('approval-x'), ...changes })).rejects.toThrow(RangeError);
  });

  it('should send once when the record is delivered many times, at once and one after the other', async () => {
    const mailId = await queue();
    await Promise.all(Array.from({ length: 8 }, () => send(mailId)));
    await send(mailId);
    expect(service.calls).toHaveLength(1);
    expect(await stored(mailId)).toMatchObject({ state: 'SENT', messageId: 'message-1' });
  });

  it('should never send again what was claimed by a sender that ended', async () => {
    const mailId = await queue();
    await claimMail(database.table, await stored(mailId), 'a-sender-that-ended', AT);
    expect(await send(mailId)).toMatchObject({ state: 'UNKNOWN' });
    expect(await send(mailId)).toBeNull();
    expect(waits).toBe(1);
    expect(service.calls).toHaveLength(0);
    expect(await stored(mailId)).toMatchObject({ state: 'UNKNOWN', reason: expect.stringContaining('sender ended') });
  });

  it('should never send again when its sender ends between handing over and marking', async () => {
    const mailId = await queue();
    const dying = outbox().handOver;
    const ended = send(mailId, {
      handOver: async (envelope, mail) => {
        await dying(envelope, mail);
        throw new Error('the process was killed');
      },
    });
    await expect(ended).rejects.toThrow('killed');
    expect(await send(mailId)).toMatchObject({ state: 'UNKNOWN' });
    expect(service.calls).toHaveLength(1);
  });

  it('should leave a claim to its holder who marks it in time', async () => {
    const mailId = await queue();
    const [begun, proceed] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const slow = send(mailId, {
      handOver: async (envelope, mail) => {
        begun.resolve();
        await proceed.promise;
        return outbox().handOver(envelope, mail);
      },
    });
    await begun.promise;
    expect((await stored(mailId)).state).toBe('CLAIMED');
    const second = await send(mailId, {
      waitForClaim: async () => {
        proceed.resolve();
        await slow;
      },
    });
    expect(second).toBeNull();
    expect(await stored(mailId)).toMatchObject({ state: 'SENT' });
    expect(service.calls).toHaveLength(1);
  });

  it('should tell the truth in the end when a claim was given up too early', async () => {
    const mailId = await queue();
    const slow = await send(mailId, {
      handOver: async (envelope, mail) => {
        expect(await send(mailId)).toMatchObject({ state: 'UNKNOWN' });
        return outbox().handOver(envelope, mail);
      },
    });
    expect(slow).toMatchObject({ state: 'SENT' });
    expect(await stored(mailId)).toMatchObject({ state: 'SENT', messageId: 'message-1', reason: null });
    expect(service.calls).toHaveLength(1);
  });

  it.each([
    ['the connection breaks after SES took it', 'take-and-drop'],
    ['the answer does not come in time', 'take-and-hang'],
    ['the answer is broken', 'break'],
    ['SES has an internal error', { status: 500, code: 'InternalFailure' }],
    ['SES is unavailable', { status: 503, code: 'ServiceUnavailable' }],
  ] as const)('should not know, and not send again, when %s', async (_, treatment) => {
    const mailId = await queue();
    service.treat(treatment);
    expect(await send(mailId)).toMatchObject({ state: 'UNKNOWN' });
    service.treat('take');
    expect(await send(mailId)).toBeNull();
    expect(service.calls).toHaveLength(0);
    expect((await stored(mailId)).reason).toBeTruthy();
  });

  it('should go back to the outbox when SES throttles, and go out later', async () => {
    const mailId = await queue();
    service.treat({ status: 400, code: 'Throttling' }, { status: 400, code: 'Throttling' }, 'take');
    expect(await send(mailId)).toMatchObject({ state: 'PENDING', tries: 1 });
    expect(await stored(mailId)).toMatchObject({ state: 'PENDING', claimId: null });
    expect(await send(mailId)).toMatchObject({ state: 'PENDING', tries: 2 });
    expect(await send(mailId)).toMatchObject({ state: 'SENT', tries: 3 });
  });

  it('should go back to the outbox when SES cannot be reached', async () => {
    const mailId = await queue();
    const { client } = service;
    const unreachable = { ...client.config, endpoint: 'http://127.0.0.1:1' };
    const { SESClient } = await import('@aws-sdk/client-ses');
    const nowhere = new SESClient({ endpoint: unreachable.endpoint, region: 'eu-central-1', maxAttempts: 1 });
    const sent = await send(mailId, {
      handOver: (envelope, mail) =>
        handOver(nowhere, { address: 'a@b.example', configurationSet: 'c' }, envelope, mail),
    });
    expect(sent).toMatchObject({ state: 'PENDING', reason: expect.stringContaining('ECONNREFUSED') });
  });

  it('should fail after a bounded number of tries', async () => {
    const mailId = await queue();
    service.treat({ status: 400, code: 'Throttling' });
    for (let attempt = 1; attempt < MOST_TRIES; attempt += 1) {
      expect(await send(mailId)).toMatchObject({ state: 'PENDING' });
    }
    expect(await send(mailId)).toMatchObject({ state: 'FAILED' });
    expect(await send(mailId)).toBeNull();
    expect(service.calls).toHaveLength(MOST_TRIES);
  });

  it('should fail at once when SES refuses the mail', async () => {
    const mailId = await queue();
    service.treat({ status: 400, code: 'MessageRejected' });
    expect(await send(mailId)).toMatchObject({ state: 'FAILED', reason: expect.stringContaining('MessageRejected') });
  });

  it('should fail without a call when the mail cannot be made', async () => {
    for (const draft of [{ template: 'unknown' }, { data: {} }, { template: 'approval-reminder' }]) {
      const mailId = await queue(draft);
      expect(await send(mailId)).toMatchObject({ state: 'FAILED', reason: expect.stringContaining('cannot be made') });
    }
    expect(service.calls).toHaveLength(0);
  });

  describe('when the mail has a link', () => {
    it('should mint link and code that open the approval, and leave them in the mail alone', async () => {
      const mailId = await queue();
      const sent = await send(mailId);
      const [{ token, code } = { token: '', code: '' }] = handedOver();
      const link = await findLink(database.table, token);
      expect(link).toMatchObject({
        approvalId: mailId,
        approver: 'mia.manager@example.com',
        state: 'LIVE',
        mintedAt: AT,
      });
      expect(link && isCodeOf(link, token, code)).toBe(true);
      const call = service.calls[0];
      expect(call?.get('Message.Body.Html.Data')).toContain(`href="https://credit.example.com/approve/${token}"`);
      expect(call?.get('Message.Body.Html.Data')).toContain(code);
      expect(call?.get('Message.Subject.Data')).not.toMatch(new RegExp(`${token}|${code}`));
      const kept = `${await everything()}${JSON.stringify(sent)}`;
      expect(kept).not.toContain(token);
      expect(kept).not.toContain(`"${code}"`);
    });

    it('should mint anew each time that the mail was not taken', async () => {
      const mailId = await queue();
      service.treat({ status: 400, code: 'Throttling' }, 'take');
      await send(mailId);
      await send(mailId);
      const [first, second] = handedOver();
      expect(await findLink(database.table, first?.token ?? '')).toMatchObject({ state: 'REPLACED' });
      expect(await findLink(database.table, second?.token ?? '')).toMatchObject({ state: 'LIVE' });
    });

    it('should take the place of the link of an earlier mail', async () => {
      const mailId = await queue();
      const { link } = approvalDraft(mailId);
      const earlier = await mintLink(database.table, link, AT);
      await send(mailId);
      expect(await findLink(database.table, earlier?.token ?? '')).toMatchObject({ state: 'REPLACED' });
    });

    it.each(['DECIDED', 'CLOSED', 'UNREACHABLE'] as const)(
      'should be dropped, well and without a call, when its approver is %s by now',
      async (state) => {
        const mailId = await queue();
        await assign(database.table, approvalDraft(mailId).link, state);
        expect(await send(mailId)).toMatchObject({ state: 'DROPPED' });
        expect(service.calls).toHaveLength(0);
        expect(await stored(mailId)).toMatchObject({ state: 'DROPPED', reason: expect.stringContaining('any more') });
        expect(await send(mailId)).toBeNull();
      },
    );

    it('should come again when no link could be made for now', async () => {
      const mailId = await queue();
      const { table } = database;
      const away = { ...table, get: (key: Key) => (key.pk.startsWith('APPROVAL#') ? fail() : table.get(key)) };
      const fail = () => Promise.reject(new Error('away'));
      expect(await send(mailId, { table: away })).toMatchObject({
        state: 'PENDING',
        reason: expect.stringMatching(/away/),
      });
      expect(await send(mailId)).toMatchObject({ state: 'SENT' });
    });

    it('should keep link and code out of what is said of its fate, whoever repeats them', async () => {
      const mailId = await queue();
      const sent = await send(mailId, {
        handOver: async (_, { text }) => ({ kind: 'refused', reason: `MessageRejected: ${text}` }),
      });
      expect(sent?.reason).toContain('https://credit.example.com/approve/…');
      expect(sent?.reason).toMatch(/^Your code: …$/m);
      expect((await stored(mailId)).reason).toBe(sent?.reason);
    });
  });

  it('should do nothing for a mail that does not exist', async () => {
    expect(await send('approval-nowhere')).toBeNull();
  });

  describe('when news of a mail comes', () => {
    const news = (mailId: string, to: Parameters<typeof recordNews>[2]['to']) =>
      recordNews(database.table, mailId, { to, messageId: 'message-1', reason: null }, LATER);

    it('should let stronger news replace weaker, never the other way, and know it once', async () => {
      const mailId = await queue();
      await send(mailId);
      expect(await news(mailId, 'SENT')).toBe(false);
      expect(await news(mailId, 'BOUNCED')).toBe(true);
      expect(await news(mailId, 'BOUNCED')).toBe(false);
      expect(await news(mailId, 'DELIVERED')).toBe(false);
      expect(await stored(mailId)).toMatchObject({ state: 'BOUNCED', changedAt: LATER });
    });

    it('should settle what was unclear', async () => {
      const mailId = await queue();
      service.treat('take-and-drop');
      await send(mailId);
      expect(await news(mailId, 'SENT')).toBe(true);
      expect(await stored(mailId)).toMatchObject({ state: 'SENT', messageId: 'message-1', reason: null });
    });

    it('should keep the news that overtakes the answer to the sender', async () => {
      const mailId = await queue();
      const sent = await send(mailId, {
        handOver: async (envelope, mail) => {
          const handover = await outbox().handOver(envelope, mail);
          await news(mailId, 'DELIVERED');
          return handover;
        },
      });
      expect(sent).toBeNull();
      expect(await stored(mailId)).toMatchObject({ state: 'DELIVERED', messageId: 'message-1' });
    });

    it('should change nothing of a mail that was not handed over, or does not exist', async () => {
      const mailId = await queue();
      expect(await news(mailId, 'BOUNCED')).toBe(false);
      expect(await news('approval-nowhere', 'BOUNCED')).toBe(false);
      expect(await loadMail(database.table, 'approval-nowhere')).toBeNull();
    });

    it('should list the mails that a person must look at, and no longer once they went well', async () => {
      const [unclear, bounced] = [await queue(), await queue()];
      service.treat('take-and-drop', 'take');
      await send(unclear);
      await send(bounced);
      await news(bounced, 'BOUNCED');
      const ids = async (state: 'UNKNOWN' | 'BOUNCED') =>
        (await listMails(database.table, state, { limit: 200 })).mails.map(({ mailId }) => mailId);
      expect(await ids('UNKNOWN')).toContain(unclear);
      expect(await ids('BOUNCED')).toContain(bounced);
      await news(unclear, 'DELIVERED');
      expect(await ids('UNKNOWN')).not.toContain(unclear);
    });
  });

  it('should survive another write in between', async () => {
    const mailId = await queue();
    const table = interpose(database.table, [
      async () => undefined,
      async () => recordNews(database.table, mailId, { to: 'SENT', messageId: 'message-1', reason: null }, LATER),
    ]);
    expect(await send(mailId, { table })).toBeNull();
    expect(await stored(mailId)).toMatchObject({ state: 'SENT', messageId: 'message-1' });
  });
});
