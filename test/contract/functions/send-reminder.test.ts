import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { handOver, senderName } from '../../../functions/send-mail/hand-over.ts';
import { type Outbox, sendMail } from '../../../functions/send-mail/send.ts';
import { addDays } from '../../../shared/dates.ts';
import { isCodeOf } from '../../../shared/domain/approval/link.ts';
import type { CaseCommand } from '../../../shared/domain/collection/decide.ts';
import { changeCase } from '../../../shared/store/collection/change.ts';
import { loadCase } from '../../../shared/store/collection/items.ts';
import { openDispute } from '../../../shared/store/disputes.ts';
import { loadMail, queueMail, recordNews } from '../../../shared/store/mails.ts';
import { openPaymentLink } from '../../../shared/store/payment-links.ts';
import { actByToken } from '../../../shared/store/payment-pages.ts';
import { type Desk, openDesk } from '../../support/context.ts';
import { type Database, startDatabase } from '../../support/dynamodb.ts';
import { type MailService, startMailService } from '../../support/mail-service.ts';
import { mailPlace } from '../../support/mails.ts';
import { credit, eur, invoice, pay } from '../../support/movements.ts';
import { directory, mailsOf, remindedCustomer } from '../../support/reminded.ts';

let database: Database;
let service: MailService;
let desk: Desk;

beforeAll(async () => {
  [database, service] = await Promise.all([startDatabase(), startMailService()]);
  desk = openDesk(database.table);
});
afterAll(() => Promise.all([database.stop(), service.stop()]));
beforeEach(() => service.treat('take'));

const outbox = (): Outbox => ({
  ...mailPlace,
  table: database.table,
  handOver: (envelope, mail) =>
    handOver(service.client, { address: 'credit@example.com', configurationSet: 'credence-test' }, envelope, mail),
  waitForClaim: async () => {},
});
const send = (mailId: string, changes: Partial<Outbox> = {}) =>
  sendMail(mailId, desk.now(), { ...outbox(), ...changes });
const textSent = (): string => service.calls[0]?.get('Message.Body.Text.Data') ?? '';
const storedMail = async (mailId: string) => {
  const mail = await loadMail(database.table, mailId);
  if (!mail) throw new Error(`there is no mail ${mailId}`);
  return mail;
};

/** A reminder that is queued and not sent yet. */
const reminded = async (customerId: string, more: Readonly<Record<string, unknown>> = {}) => {
  const { caseId, mailIds } = await remindedCustomer(database, desk, customerId, more);
  const [mailId = ''] = mailIds;
  const ask = (command: CaseCommand) => changeCase(desk.at(), directory, caseId, command, { answer: () => null });
  return { caseId, mailId, ask, invoiceIds: [`${customerId}-A`, `${customerId}-B`] };
};

describe('a reminder', () => {
  it('should tell what is owed as it goes out, in the name of the company, and keep what it told', async () => {
    const { mailId } = await reminded('K-1');
    expect(await send(mailId)).toMatchObject({ state: 'SENT' });
    expect(service.calls).toHaveLength(1);
    expect(Object.fromEntries(service.calls[0] ?? [])).toMatchObject({
      Source: '"Example Trading" <credit@example.com>',
      'Destination.ToAddresses.member.1': 'bill@k-1.example',
      'Message.Subject.Data': 'A friendly reminder: EUR 1,250.00 to Example Trading is past due',
    });
    expect(textSent()).toContain('- K-1-A: EUR 1,000.00');
    const { sent } = await storedMail(mailId);
    expect(sent).toMatchObject({
      subject: 'A friendly reminder: EUR 1,250.00 to Example Trading is past due',
      invoices: [
        { invoiceId: 'K-1-A', remaining: { amount: '1000.00' }, daysPastDue: 2 },
        { invoiceId: 'K-1-B', remaining: { amount: '250.00' }, daysPastDue: 1 },
      ],
      totals: [{ amount: '1250.00', currency: 'EUR' }],
    });
  });

  it('should carry a link of its own, which stands in the mail alone', async () => {
    const { caseId, mailId } = await reminded('K-2');
    await send(mailId);
    const [, token = ''] = /^https:\/\/credit\.example\.com\/pay\/(\S+)$/m.exec(textSent()) ?? [];
    const [, code = ''] = /^Your code: (\d{6})$/m.exec(textSent()) ?? [];
    const link = await openPaymentLink(database.table, token, desk.now());
    expect(link).toMatchObject({ caseId, customerId: 'K-2', recipient: 'bill@k-2.example', state: 'LIVE' });
    expect(isCodeOf(link, token, code)).toBe(true);
    const everything = JSON.stringify(await database.scan(), (_, value) =>
      typeof value === 'bigint' ? Number(value) : value,
    );
    expect(everything).not.toContain(token);
    expect(everything).not.toContain(`"${code}"`);
  });

  it('should go out once more in place of one whose link wrong codes have closed, and say so', async () => {
    const { caseId, mailId } = await reminded('K-2F');
    await send(mailId);
    const link = async () => {
      const [, token = ''] = /\/pay\/(\S+)$/m.exec(textSent()) ?? [];
      return { token, ...(await openPaymentLink(database.table, token, desk.now())) };
    };
    const { token } = await link();
    const said = { action: 'promise', amount: eur(1_250_00), payBy: desk.today(), form: '', code: '' } as const;
    for (const _turn of [1, 2, 3, 4, 5]) {
      await expect(actByToken(desk.at(), directory, token, said)).rejects.toMatchObject({ code: 'unprocessable' });
    }
    await invoice(desk.at(), 'K-2F', 'K-2F-C', eur(50_00), {
      issuedOn: addDays(desk.today(), -60),
      dueOn: addDays(desk.today(), -1),
    });
    const copyId = `${mailId}-fresh-1`;
    service.treat('take');
    expect(await send(copyId)).toMatchObject({ state: 'SENT' });
    expect(textSent()).toContain('The link of our earlier mail was closed');
    expect(textSent()).toContain('EUR 1,300.00');
    expect(await link()).toMatchObject({ caseId, mailId: copyId, recipient: 'bill@k-2f.example', state: 'LIVE' });
    expect(await storedMail(copyId)).toMatchObject({ sent: { afterWrongCodes: true } });
  });

  it('should go to each contact for the bills, once, in their language', async () => {
    const contact = (email: string) => ({ name: 'Bill', email, role: 'BILLING' });
    const contacts = [contact('a@k-3.example'), contact('b@k-3.example'), contact('A@k-3.example')];
    const { caseId } = await reminded('K-3', { contacts, language: 'de' });
    const mailIds = await mailsOf(database, caseId);
    expect(mailIds).toHaveLength(2);
    for (const mailId of [...mailIds, ...mailIds]) await send(mailId);
    expect(service.calls.map((call) => call.get('Destination.ToAddresses.member.1')).toSorted()).toEqual([
      'a@k-3.example',
      'b@k-3.example',
    ]);
    expect(textSent()).toContain('Freundliche Zahlungserinnerung');
  });

  it('should list the fifty oldest of more, say how many there are, and add up all', async () => {
    const { mailId } = await reminded('K-4');
    for (let number = 0; number < 55; number += 1) {
      await invoice(desk.at(), 'K-4', `K-4-${number}`, eur(1_00), {
        issuedOn: addDays(desk.today(), -60),
        dueOn: addDays(desk.today(), -1),
      });
    }
    await send(mailId);
    expect(textSent().match(/^- K-4-/gm)).toHaveLength(50);
    expect(textSent()).toContain('- 7 more invoices (due later than these)');
    expect(textSent()).toContain('Total: EUR 1,305.00');
    expect((await storedMail(mailId)).sent).toMatchObject({ moreInvoices: 7 });
  });
});

describe('the name before the address of the sender', () => {
  it('should be quoted, and encoded in words that every mail service takes where it is not plain', () => {
    expect(senderName('Smith & Sons')).toBe('"Smith & Sons"');
    const name = `Müller "Söhne" 𝔊𝔪𝔟ℌ ${'Ärzte '.repeat(10)}`.trim();
    const words = senderName(name).split(' ');
    expect(words.every((word) => word.length <= 75)).toBe(true);
    const decoded = words.map((word) => Buffer.from(word.slice(10, -2), 'base64').toString('utf8'));
    expect(decoded.join('')).toBe(name);
    expect(senderName('x\r\nBcc: y@example.com')).toMatch(/^=\?UTF-8\?B\?[^\r\n]+$/);
  });
});

describe('between the step and the sending', () => {
  it('should send nothing when all of it was paid', async () => {
    const { mailId } = await reminded('P-1');
    await pay(desk.at(), 'P-1', 'P-1-pay', eur(1_250_00));
    expect(await send(mailId)).toMatchObject({ state: 'DROPPED', reason: 'Nothing is owed any more.' });
    expect(service.calls).toHaveLength(0);
    expect((await storedMail(mailId)).sent).toBeNull();
  });

  it.each([
    ['paid in part', async (id: string) => void (await pay(desk.at(), id, `${id}-pay`, eur(400_00)))],
    ['credited in part', async (id: string) => void (await credit(desk.at(), id, `${id}-cn`, eur(400_00)))],
  ])('should send what remains when it was %s', async (name, happens) => {
    const id = name.startsWith('paid') ? 'P-2' : 'P-3';
    const { mailId } = await reminded(id);
    await happens(id);
    expect(await send(mailId)).toMatchObject({ state: 'SENT' });
    expect(textSent()).toContain(`- ${id}-A: EUR 600.00`);
    expect(textSent()).toContain('Total: EUR 850.00');
  });

  it('should leave out what was disputed, and send nothing when that is all of it', async () => {
    const some = await reminded('P-4');
    await openDispute(desk.at(), { customerId: 'P-4', invoiceIds: ['P-4-A'], reason: 'Broken.' });
    expect(await send(some.mailId)).toMatchObject({ state: 'SENT' });
    expect(textSent()).not.toContain('P-4-A');
    expect(textSent()).toContain('Total: EUR 250.00');
    const all = await reminded('P-5');
    await openDispute(desk.at(), { customerId: 'P-5', invoiceIds: all.invoiceIds, reason: 'Broken.' });
    expect(await send(all.mailId)).toMatchObject({ state: 'DROPPED', reason: 'All of it is disputed.' });
  });

  it('should leave out what was promised, and send nothing when that is all of it', async () => {
    const promise = (invoiceIds: readonly string[], amount: number, promiseId: string) =>
      ({
        type: 'PROMISE',
        promiseId,
        invoiceIds,
        amount: eur(amount),
        payBy: addDays(desk.today(), 5),
        by: 'x@example.com',
      }) as const;
    const some = await reminded('P-6');
    await some.ask(promise(['P-6-B'], 250_00, 'promise-6'));
    await send(some.mailId);
    expect(textSent()).not.toContain('P-6-B');
    const all = await reminded('P-7');
    await all.ask(promise(all.invoiceIds, 1_250_00, 'promise-7'));
    expect(await send(all.mailId)).toMatchObject({ state: 'DROPPED', reason: 'All of it is promised.' });
  });

  it('should send nothing when the case was paused', async () => {
    const { ask, mailId } = await reminded('P-8');
    await ask({ type: 'PAUSE', until: addDays(desk.today(), 10), reason: 'A visit.', by: 'x@example.com' });
    expect(await send(mailId)).toMatchObject({ state: 'DROPPED', reason: 'The case was paused.' });
  });

  it('should look again at each try', async () => {
    const { mailId } = await reminded('P-9');
    service.treat({ status: 400, code: 'Throttling' }, 'take');
    expect(await send(mailId)).toMatchObject({ state: 'PENDING' });
    await pay(desk.at(), 'P-9', 'P-9-pay', eur(1_250_00));
    expect(await send(mailId)).toMatchObject({ state: 'DROPPED' });
    expect(service.calls).toHaveLength(1);
  });
});

describe('what a reminder told', () => {
  it('should be kept when nobody heard whether it went out, and when its news came first', async () => {
    const unclear = await reminded('S-1');
    service.treat('take-and-drop');
    expect(await send(unclear.mailId)).toMatchObject({ state: 'UNKNOWN' });
    expect((await storedMail(unclear.mailId)).sent).toMatchObject({ totals: [{ amount: '1250.00' }] });
    const overtaken = await reminded('S-2');
    service.treat('take');
    await send(overtaken.mailId, {
      handOver: async (envelope, mail) => {
        const handover = await outbox().handOver(envelope, mail);
        const news = { to: 'DELIVERED', messageId: 'message-1', reason: null } as const;
        await recordNews(database.table, overtaken.mailId, news, desk.now());
        return handover;
      },
    });
    expect(await storedMail(overtaken.mailId)).toMatchObject({ state: 'DELIVERED', sent: { asOf: desk.today() } });
  });

  it('should be nothing when SES refused it', async () => {
    const { mailId } = await reminded('S-3');
    service.treat({ status: 400, code: 'MessageRejected' });
    expect(await send(mailId)).toMatchObject({ state: 'FAILED' });
    expect((await storedMail(mailId)).sent).toBeNull();
  });
});

describe('thanks', () => {
  it('should go out once all is paid, and not if the payment has bounced meanwhile', async () => {
    const { ask, caseId, mailId } = await reminded('T-1');
    await send(mailId);
    await pay(desk.at(), 'T-1', 'T-1-pay', eur(1_250_00));
    await ask({ type: 'REVIEW', cause: 'PAYMENT' });
    expect((await loadCase(database.table, caseId)).status).toBe('CLOSED');
    const thanks = (await mailsOf(database, caseId)).find((id) => id.includes('thanks'));
    service.treat('take');
    expect(await send(thanks ?? '')).toMatchObject({ state: 'SENT' });
    expect(service.calls[0]?.get('Message.Subject.Data')).toContain('Thank you');

    const open = await reminded('T-2');
    const data = { customerId: 'T-2', caseId: open.caseId, language: 'en' };
    await queueMail(desk.at(), { mailId: 'T-2-thanks', to: 'x@t-2.example', template: 'payment-thanks', data });
    expect(await send('T-2-thanks')).toMatchObject({ state: 'DROPPED', reason: 'Something is owed again.' });
  });
});

describe('a mail of a case that is not there', () => {
  it('should fail at once', async () => {
    const data = { customerId: 'NOBODY', caseId: 'none', key: 'none/1/firm', kind: 'FIRM_REMINDER', language: 'en' };
    await queueMail(desk.at(), { mailId: 'lost-1', to: 'x@lost.example', template: 'firm-reminder', data });
    expect(await send('lost-1')).toMatchObject({ state: 'FAILED', reason: expect.stringContaining('no collection') });
    await queueMail(desk.at(), { mailId: 'lost-2', to: 'x@lost.example', template: 'firm-reminder', data: {} });
    expect(await send('lost-2')).toMatchObject({ state: 'FAILED', reason: expect.stringContaining('cannot be made') });
  });
});
