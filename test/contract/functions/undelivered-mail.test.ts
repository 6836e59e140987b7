import type { DynamoDBStreamEvent } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LimitRequest } from '../../../shared/domain/limit-request/limit-request.ts';
import type { Role } from '../../../shared/domain/policy/roles.ts';
import { listCaseEvents } from '../../../shared/store/collection/items.ts';
import { assessLimitRequest } from '../../../shared/store/limit-requests/assess.ts';
import { loadRequest } from '../../../shared/store/limit-requests/items.ts';
import { openLevelOf } from '../../../shared/store/limit-requests/open-level.ts';
import { submitLimitRequest } from '../../../shared/store/limit-requests/submit.ts';
import { claimMail, loadMail, queueMail } from '../../../shared/store/mails.ts';
import { type Desk, openDesk } from '../../support/context.ts';
import { type Database, lendToHandlers, startDatabase } from '../../support/dynamodb.ts';
import { type MailService, startMailService } from '../../support/mail-service.ts';
import { mailPlace, outcome } from '../../support/mails.ts';
import { createCustomer, eur, pay } from '../../support/movements.ts';
import { remindedCustomer } from '../../support/reminded.ts';

const analysts = ['ana.analyst@example.com', 'ben.analyst@example.com'];
const directory = { inRole: async (role: Role) => (role === 'credit-analysts' ? analysts : []) };

let database: Database;
let service: MailService;
let desk: Desk;
let send: typeof import('../../../functions/send-mail/handler.ts')['handler'];
let record: typeof import('../../../functions/record-mail-event/handler.ts')['handler'];

beforeAll(async () => {
  [database, service] = await Promise.all([startDatabase(), startMailService()]);
  lendToHandlers(database);
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_SES: service.endpoint,
    MAIL_SENDER: 'credit@example.com',
    MAIL_CONFIGURATION_SET: 'credence-test',
    PUBLIC_URL: 'https://credit.example.com',
  });
  ({ handler: send } = await import('../../../functions/send-mail/handler.ts'));
  ({ handler: record } = await import('../../../functions/record-mail-event/handler.ts'));
  desk = openDesk(database.table);
});
afterAll(() => Promise.all([database.stop(), service.stop()]));

/** A request that two analysts are asked to decide, with the ids of their mails. */
const asked = async (customerId: string): Promise<{ requestId: string; mailIds: readonly string[] }> => {
  await createCustomer(desk.at(), customerId, { limit: 1_000_00 });
  const command = { customerId, kind: 'PERMANENT', requestedLimit: eur(1_200_00), reason: 'A large order.' } as const;
  const { requestId } = await submitLimitRequest(desk.at(), command, (request) => request);
  await assessLimitRequest(desk.at(), requestId);
  await openLevelOf(desk.at(), directory, requestId);
  const mails = (await database.scan()).filter((item) => {
    const link = item['link'] as { requestId?: string } | undefined;
    return link?.requestId === requestId;
  });
  return {
    requestId,
    mailIds: mails.toSorted((a, b) => (`${a['to']}` < `${b['to']}` ? -1 : 1)).map((mail) => `${mail['mailId']}`),
  };
};

const deliver = (mailId: string) =>
  send({
    Records: [{ dynamodb: { NewImage: { mailId: { S: mailId }, queuedAt: { S: desk.now() } }, SequenceNumber: '1' } }],
  } satisfies DynamoDBStreamEvent);

const details: Readonly<Record<string, object>> = {
  'Email Bounced': { bounce: { bounceType: 'Permanent', bouncedRecipients: [{ diagnosticCode: '550 user unknown' }] } },
  'Email Rejected': { reject: { reason: 'Bad content' } },
};
const tell = (detailType: string, mailId: string, detail: object = details[detailType] ?? {}) =>
  record({
    'detail-type': detailType,
    time: desk.now(),
    detail: {
      mail: { messageId: 'message-1', tags: { 'credence-mail': [mailId] } },
      ...detail,
    },
  });
/** `Transient` is also what SES calls an out-of-office. */
const bounce = (mailId: string, bounceType: string) =>
  tell('Email Bounced', mailId, { bounce: { bounceType, bounceSubType: 'General' } });

const notReached = async (requestId: string): Promise<LimitRequest['levels'][number]['notReached']> =>
  (await loadRequest(database.table, requestId)).levels.flatMap((level) => level.notReached);

describe('a mail that did not reach its approver', () => {
  it('should be known to the request once when SES refuses it, however often its record comes', async () => {
    const { requestId, mailIds } = await asked('C-1');
    const [first = ''] = mailIds;
    service.treat({ status: 400, code: 'MessageRejected' });
    for (const turn of [1, 2]) expect(await deliver(first), `turn ${turn}`).toEqual({ batchItemFailures: [] });
    expect(await notReached(requestId)).toMatchObject([
      { email: 'ana.analyst@example.com', reason: expect.stringContaining('MessageRejected') },
    ]);
  });

  it('should be made up for when the sender ended before it could tell', async () => {
    const { requestId, mailIds } = await asked('C-2');
    const [first = ''] = mailIds;
    service.treat({ status: 400, code: 'MessageRejected' });
    const { sendMail } = await import('../../../functions/send-mail/send.ts');
    const { handOver } = await import('../../../functions/send-mail/hand-over.ts');
    const sender = { address: 'credit@example.com', configurationSet: 'credence-test' };
    const hand = (...[envelope, mail]: Parameters<Parameters<typeof sendMail>[2]['handOver']>) =>
      handOver(service.client, sender, envelope, mail);
    await sendMail(first, desk.now(), {
      ...mailPlace,
      table: database.table,
      handOver: hand,
      waitForClaim: async () => {},
    });
    expect(await notReached(requestId)).toEqual([]);
    await deliver(first);
    expect(await notReached(requestId)).toHaveLength(1);
  });

  it('should be known to the request once when nobody heard whether SES took it, for it replaced the earlier link', async () => {
    const { requestId, mailIds } = await asked('C-5');
    const [first = ''] = mailIds;
    service.treat('take-and-drop');
    for (const turn of [1, 2]) expect(await deliver(first), `turn ${turn}`).toEqual({ batchItemFailures: [] });
    expect((await loadMail(database.table, first))?.state).toBe('UNKNOWN');
    const [lost, ...others] = await notReached(requestId);
    expect(others).toEqual([]);
    expect(lost).toMatchObject({
      email: 'ana.analyst@example.com',
      reason: expect.stringMatching(/^Whether the mail went out is not known: \S/),
    });
    // Its news may still come: it settles the mail, and takes nothing back.
    await tell('Email Delivered', first);
    expect((await loadMail(database.table, first))?.state).toBe('DELIVERED');
    expect(await notReached(requestId)).toHaveLength(1);
  });

  it('should be known to the request when its sender ended, and the claim is given up', async () => {
    const { requestId, mailIds } = await asked('C-6');
    const [first = ''] = mailIds;
    const mail = await loadMail(database.table, first);
    if (!mail) throw new Error('there is no such mail');
    service.treat('take');
    await claimMail(database.table, mail, 'a-sender-that-ended', desk.now());
    expect(await deliver(first)).toEqual({ batchItemFailures: [] });
    expect((await loadMail(database.table, first))?.state).toBe('UNKNOWN');
    expect(await notReached(requestId)).toMatchObject([{ reason: expect.stringMatching(/not known.*sender ended/) }]);
  });

  it.each([
    ['bounces', 'Email Bounced', 'BOUNCED', /Bounced \(Permanent\): 550 user unknown/],
    ['is rejected afterwards', 'Email Rejected', 'FAILED', /Bad content/],
  ] as const)('should be known to the request once when it %s', async (_, detailType, state, reason) => {
    const { requestId, mailIds } = await asked(`C-${state}`);
    const [, second = ''] = mailIds;
    service.treat('take');
    await deliver(second);
    for (const _turn of [1, 2]) await tell(detailType, second);
    expect((await loadMail(database.table, second))?.state).toBe(state);
    const [lost, ...others] = await notReached(requestId);
    expect(others).toEqual([]);
    expect(lost).toMatchObject({ email: 'ben.analyst@example.com', reason: expect.stringMatching(reason) });
  });

  it('should be nothing to a request when the mail arrived, was complained about, or was overtaken', async () => {
    const { requestId, mailIds } = await asked('C-3');
    service.treat('take');
    for (const mailId of mailIds) await deliver(mailId);
    const [first = '', second = ''] = mailIds;
    await tell('Email Delivered', first);
    await tell('Email Complaint Received', first);
    await tell('Email Delivered', second);
    // Late news that says less than what is known already.
    await tell('Email Rejected', second);
    expect(await notReached(requestId)).toEqual([]);
  });

  it('should be nothing to a request when an out-of-office answers a mail that arrived, however often it is told', async () => {
    const { requestId, mailIds } = await asked('C-4');
    const [first = ''] = mailIds;
    service.treat('take');
    await deliver(first);
    await tell('Email Delivered', first);
    for (const _turn of [1, 2]) await bounce(first, 'Transient');
    expect((await loadMail(database.table, first))?.state).toBe('DELIVERED');
    expect(await notReached(requestId)).toEqual([]);
  });

  it.each([
    ['Permanent', true],
    ['Undetermined', true],
    ['Permanent', false],
    ['Transient', false],
  ])(
    'should be known to the request when the bounce is %s and its delivery was told before: %s',
    async (type, arrived) => {
      const { requestId, mailIds } = await asked(`C-${type}-${arrived}`);
      const [first = ''] = mailIds;
      service.treat('take');
      await deliver(first);
      if (arrived) await tell('Email Delivered', first);
      for (const _turn of [1, 2]) await bounce(first, type);
      expect((await loadMail(database.table, first))?.state).toBe('BOUNCED');
      expect(await notReached(requestId)).toMatchObject([{ email: 'ana.analyst@example.com' }]);
    },
  );

  it('should concern nobody when it asked for no decision', async () => {
    const { template, data } = outcome({});
    await queueMail(desk.at(), { mailId: 'R-1-ended', to: 'sam.sales@example.com', template, data: { ...data } });
    service.treat({ status: 400, code: 'MessageRejected' });
    expect(await deliver('R-1-ended')).toEqual({ batchItemFailures: [] });
    expect((await loadMail(database.table, 'R-1-ended'))?.state).toBe('FAILED');
  });
});

describe('a reminder that did not arrive', () => {
  const bounces = async (caseId: string) =>
    (await listCaseEvents(database.table, caseId)).filter(({ type }) => type === 'MessageBounced');

  it.each([
    ['is refused by SES', { status: 400, code: 'MessageRejected' }, null],
    ['may never have gone out', 'take-and-drop', null],
    ['bounces', 'take', 'Email Bounced'],
    ['is rejected afterwards', 'take', 'Email Rejected'],
  ] as const)('should be known to its case once when it %s', async (what, treatment, news) => {
    const customerId = `R-${what.length}`;
    const { caseId, mailIds } = await remindedCustomer(database, desk, customerId);
    const [mailId = ''] = mailIds;
    service.treat(treatment);
    for (const _turn of [1, 2]) expect(await deliver(mailId)).toEqual({ batchItemFailures: [] });
    if (news) for (const _turn of [1, 2]) await tell(news, mailId);
    expect(await bounces(caseId)).toMatchObject([{ address: `bill@${customerId.toLowerCase()}.example` }]);
  });

  it('should be nothing to its case when it arrived and was called spam', async () => {
    const { caseId, mailIds } = await remindedCustomer(database, desk, 'R-SPAM');
    const [mailId = ''] = mailIds;
    service.treat('take');
    await deliver(mailId);
    await tell('Email Delivered', mailId);
    await tell('Email Complaint Received', mailId);
    expect((await loadMail(database.table, mailId))?.state).toBe('COMPLAINED');
    expect(await bounces(caseId)).toEqual([]);
  });

  it('should be nothing to a case that is closed, or is not there', async () => {
    const { caseId, mailIds } = await remindedCustomer(database, desk, 'R-PAID');
    const [mailId = ''] = mailIds;
    service.treat('take');
    await deliver(mailId);
    await pay(desk.at(), 'R-PAID', 'R-PAID-pay', eur(1_250_00));
    await tell('Email Bounced', mailId);
    expect((await loadMail(database.table, mailId))?.state).toBe('BOUNCED');
    expect(await bounces(caseId)).toEqual([]);
    const about = { caseId: 'none', key: 'none/1/firm' };
    const data = { customerId: 'R-NONE', ...about, kind: 'FIRM_REMINDER', language: 'en' };
    await queueMail(desk.at(), { mailId: 'no-case', to: 'x@none.example', template: 'firm-reminder', data, about });
    expect(await deliver('no-case')).toEqual({ batchItemFailures: [] });
    expect((await loadMail(database.table, 'no-case'))?.state).toBe('FAILED');
  });
});
