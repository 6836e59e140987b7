import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventsOfRecord } from '../../../functions/publish-events/stream-record.ts';
import { MailMessage } from '../../../shared/contracts/mails.ts';
import { warningKinds } from '../../../shared/domain/warning/policy.ts';
import { toMail } from '../../../shared/store/mails.ts';
import { noticeWrite } from '../../../shared/store/warnings/notices.ts';
import { type Desk, openDesk } from '../../support/context.ts';
import { type Database, lendToHandlers, startDatabase } from '../../support/dynamodb.ts';
import { render } from '../../support/mails.ts';
import { check, createCustomer, eur, invoice, pay } from '../../support/movements.ts';

type Handler = (event: unknown) => Promise<void>;

let database: Database;
let desk: Desk;
let handler: Handler;

beforeAll(async () => {
  database = await startDatabase();
  lendToHandlers(database);
  handler = (await import('../../../functions/mail-warning/handler.ts')).handler as Handler;
  desk = openDesk(database.table);
});
afterAll(() => database.stop());

/** What has been put on the bus so far that the rule of the function lets through, each as often as said. */
const deliver = async (times = 1): Promise<void> => {
  const items = await database.scan();
  const told = items.filter(({ entityType }) => entityType === 'HISTORY' || entityType === 'WARNING');
  for (const item of told) {
    const NewImage = marshall({ ...item }) as never;
    for (const { type, detail } of eventsOfRecord({ eventName: 'INSERT', dynamodb: { NewImage } })) {
      if (!(warningKinds as readonly string[]).includes(type)) continue;
      const event = JSON.parse(JSON.stringify({ source: 'credence', 'detail-type': type, detail }));
      for (let time = 0; time < times; time += 1) await handler(event);
    }
  }
};

const mails = async () =>
  (await database.scan())
    .filter(({ entityType }) => entityType === 'MAIL')
    .map(toMail)
    .map(({ data, template, to }) => ({ to, subject: render(MailMessage.parse({ template, data }) as never).subject }))
    .toSorted((a, b) => `${a.subject} ${a.to}`.localeCompare(`${b.subject} ${b.to}`));

describe('mail-warning', () => {
  it('should mail a warning once to the analyst of the customer, however often the news of it comes', async () => {
    await createCustomer(desk.at(), 'C-1', { limit: 1_000_00, creditAnalyst: 'carla@example.com' });
    await check(desk.at(), 'C-1', 'O-1', eur(850_00));
    await deliver(2);
    await deliver();
    expect(await mails()).toEqual([{ to: 'carla@example.com', subject: '85.00 % of the limit is used: C-1 GmbH' }]);
    await invoice(desk.at(), 'C-1', 'I-1', eur(150_00));
    await deliver(2);
    expect((await mails()).map(({ subject }) => subject)).toEqual([
      '85.00 % of the limit is used: C-1 GmbH',
      'The credit limit is used up: C-1 GmbH',
    ]);
  });

  it('should mail it again when the limit is used up again', async () => {
    await pay(desk.at(), 'C-1', 'P-1', eur(150_00), { allocations: [{ invoiceId: 'I-1', amount: eur(150_00) }] });
    await invoice(desk.at(), 'C-1', 'I-2', eur(200_00));
    await deliver();
    const usedUp = (await mails()).filter(({ subject }) => subject.startsWith('The credit limit is used up'));
    expect(usedUp).toHaveLength(2);
  });

  it('should mail everybody of the role where the customer names nobody, and the owner of a shared limit is meant', async () => {
    await createCustomer(desk.at(), 'G', { limit: 1_000_00 });
    await createCustomer(desk.at(), 'G-1', { parentCustomerId: 'G' });
    await invoice(desk.at(), 'G-1', 'G-1-1', eur(1_000_00));
    await deliver();
    const told = (await mails()).filter(({ subject }) => subject.endsWith('G GmbH'));
    // One movement went all the way: of both crossings only the one that says more is mailed.
    expect(told).toEqual(
      ['ana.analyst@example.com', 'ana@example.com', 'ben.analyst@example.com', 'ben@example.com'].map((to) => ({
        to,
        subject: 'The credit limit is used up: G GmbH',
      })),
    );
  });

  it('should mail what is about an approver to those who manage credit', async () => {
    const data = {
      approver: 'zoe@example.com',
      from: '2025-12-03',
      to: '2026-03-02',
      decided: 6,
      overrides: 6,
      ratePercent: '100.00',
      othersRatePercent: null,
    };
    const notice = { kind: 'OverrideRateHigh', about: 'zoe@example.com', data } as const;
    await database.table.transact([noticeWrite(desk.at(), notice)]);
    await deliver(2);
    const told = (await mails()).filter(({ subject }) => subject.startsWith('zoe@example.com lets'));
    expect(told.map(({ to }) => to)).toEqual(['mia.manager@example.com', 'mia@example.com']);
  });

  it('should fail on what it cannot read, so that it is tried again and kept', async () => {
    await expect(handler({ 'detail-type': 'LimitFullyUsed', detail: { eventId: 'x' } })).rejects.toThrow();
    await expect(handler({ 'detail-type': 'PaymentReceived', detail: {} })).rejects.toThrow();
  });
});
