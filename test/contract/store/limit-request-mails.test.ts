import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MailMessage } from '../../../shared/contracts/mails.ts';
import type { LinkTarget } from '../../../shared/domain/approval/link.ts';
import type { LimitRequest } from '../../../shared/domain/limit-request/limit-request.ts';
import type { Mail } from '../../../shared/domain/mail/mail.ts';
import type { Role } from '../../../shared/domain/policy/roles.ts';
import type { RenderedMail } from '../../../shared/mail/content.ts';
import { findLink, mintLink } from '../../../shared/store/approval-links.ts';
import { assessLimitRequest } from '../../../shared/store/limit-requests/assess.ts';
import { chaseRequest } from '../../../shared/store/limit-requests/chase.ts';
import { decideApproval } from '../../../shared/store/limit-requests/decide.ts';
import { informRequest } from '../../../shared/store/limit-requests/inform.ts';
import { decideByToken } from '../../../shared/store/limit-requests/links.ts';
import { approverNotReached } from '../../../shared/store/limit-requests/not-reached.ts';
import { openLevelOf } from '../../../shared/store/limit-requests/open-level.ts';
import { parkRequest } from '../../../shared/store/limit-requests/park.ts';
import { submitLimitRequest } from '../../../shared/store/limit-requests/submit.ts';
import { loadMail } from '../../../shared/store/mails.ts';
import { type Desk, openDesk } from '../../support/context.ts';
import { type Database, startDatabase } from '../../support/dynamodb.ts';
import { render } from '../../support/mails.ts';
import { createCustomer, eur } from '../../support/movements.ts';

const people: Partial<Record<Role, readonly string[]>> = {
  'credit-analysts': ['ana.analyst@example.com', 'ben.analyst@example.com'],
  'credit-managers': ['mia.manager@example.com'],
  'platform-admins': ['pia.platform@example.com'],
};
const directory = { inRole: async (role: Role) => people[role] ?? [] };
const same = <T>(value: T): T => value;

describe('the mails that a limit request causes', () => {
  let database: Database;
  let desk: Desk;
  beforeAll(async () => {
    database = await startDatabase();
  });
  afterAll(() => database.stop());

  /** A request that is with the analysts. */
  const asked = async (customerId: string): Promise<LimitRequest> => {
    desk = openDesk(database.table);
    await createCustomer(desk.at(), customerId, { limit: 1_000_00 });
    const command = { customerId, kind: 'PERMANENT', requestedLimit: eur(1_200_00), reason: 'A large order.' } as const;
    const { requestId } = await submitLimitRequest(desk.at(), command, same);
    await assessLimitRequest(desk.at(), requestId);
    return openLevelOf(desk.at(), directory, requestId);
  };
  const approvalOf = ({ levels: [level] }: LimitRequest): string => level?.approvalId ?? '';

  /** The mails about a request to a person, the oldest first, as they are sent. */
  const mailsTo = async (to: string, { requestId }: LimitRequest): Promise<(RenderedMail & { mail: Mail })[]> => {
    const ids = (await database.scan()).filter((item) => item['to'] === to).map((item) => String(item['mailId']));
    const mails = await Promise.all(ids.map((id) => loadMail(database.table, id)));
    return mails
      .filter((mail) => mail !== null)
      .filter(({ data }) => data['requestId'] === requestId)
      .toSorted((a, b) => (a.queuedAt < b.queuedAt ? -1 : 1))
      .map((mail) => ({
        mail,
        ...render(MailMessage.parse({ template: mail.template, data: mail.data, link: mail.link })),
      }));
  };

  it('should ask each approver, remind them, and tell the next role who was asked before', async () => {
    const request = await asked('C-1');
    desk.advance({ days: 1 });
    await chaseRequest(desk.at(), directory, request.requestId);
    desk.advance({ days: 1 });
    await chaseRequest(desk.at(), directory, request.requestId);
    const toAna = await mailsTo('ana.analyst@example.com', request);
    expect(toAna.map(({ subject }) => subject)).toEqual([
      expect.stringMatching(/^Decision needed: credit limit of EUR 1,200.00 for C-1 GmbH$/),
      expect.stringMatching(/^Reminder: credit limit of EUR 1,200.00 for C-1 GmbH waits/),
    ]);
    expect(toAna[0]?.text).toContain('Also asked: ben.analyst@example.com');
    const [toMia] = await mailsTo('mia.manager@example.com', request);
    expect(toMia?.text).toContain(
      'ana.analyst@example.com and ben.analyst@example.com of credit-analysts were asked on Monday 2 March 2026',
    );
    expect(toMia?.mail.link).toEqual({
      approvalId: approvalOf(request),
      requestId: request.requestId,
      approver: 'mia.manager@example.com',
      expiresAt: request.expiresAt,
    } satisfies LinkTarget);
  });

  it('should ask the requester for information, and show it to the approvers', async () => {
    const request = await asked('C-2');
    const say = { verdict: 'RETURN', approved: null, comment: 'Why so much?' } as const;
    const ana = 'ana.analyst@example.com';
    await decideApproval(desk.at({ actor: ana }), directory, approvalOf(request), ana, say, same);
    const [toRequester] = await mailsTo('tester@example.com', request);
    expect(toRequester?.subject).toMatch(/^More information needed: /);
    expect(toRequester?.text).toContain(`What ${ana} asks:\n> Why so much?`);
    expect(toRequester?.text).toContain(`POST /v1/limit-requests/${request.requestId}/information`);
    desk.advance({ hours: 1 });
    await informRequest(desk.at(), request.requestId, 'For the summer.', same);
    await openLevelOf(desk.at(), directory, request.requestId);
    const [, again] = await mailsTo('ben.analyst@example.com', request);
    expect(again?.text).toContain(`Level 1 was returned for information by ${ana} (credit-analysts):\n> Why so much?`);
    expect(again?.text).toMatch(/Information given by tester@example\.com on .*:\n> For the summer\./);
  });

  it('should tell those who run the platform whom no mail reaches, and where a request stopped', async () => {
    const request = await asked('C-3');
    const lost = { approvalId: approvalOf(request), approver: 'ana.analyst@example.com', reason: 'Bounced.' };
    await approverNotReached(desk.at(), { ...lost, requestId: request.requestId });
    await chaseRequest(desk.at(), directory, request.requestId);
    desk.advance({ hours: 1 });
    await parkRequest(desk.at(), directory, request.requestId, { state: 'OpenLevel', error: 'Unavailable' });
    const [notReached, parked, ...others] = await mailsTo('pia.platform@example.com', request);
    expect(others).toEqual([]);
    expect(notReached?.text).toContain('Asked now: ben.analyst@example.com');
    expect(parked?.text).toContain(`POST /v1/limit-requests/${request.requestId}/resume`);
    const [toRequester] = await mailsTo('tester@example.com', request);
    expect(toRequester?.text).toContain('Reference for support: test');
  });

  it('should bring a fresh link, and say why, when a link has died of wrong codes', async () => {
    const request = await asked('C-4');
    const [first] = await mailsTo('ana.analyst@example.com', request);
    const target = first?.mail.link;
    const secrets = target && (await mintLink(database.table, target, desk.now()));
    if (!secrets) throw new Error('no link was minted');
    desk.advance({ hours: 1 });
    const wrong = secrets.code === '000000' ? '000001' : '000000';
    const form = { verdict: 'APPROVE', approved: null, comment: null } as const;
    for (const code of [wrong, '', wrong, 'abc', wrong]) {
      const decided = decideByToken(desk.at(), directory, secrets.token, { ...form, code });
      await expect(decided).rejects.toMatchObject({ code: 'unprocessable' });
    }
    const right = decideByToken(desk.at(), directory, secrets.token, { ...form, code: secrets.code });
    await expect(right).rejects.toMatchObject({ code: 'gone', closure: { reason: 'DEAD', freshMail: true } });
    expect(await findLink(database.table, secrets.token)).toMatchObject({ state: 'DEAD' });
    const [, fresh, ...others] = await mailsTo('ana.analyst@example.com', request);
    expect(others).toEqual([]);
    expect(fresh?.text).toContain('The link of your earlier mail has ended, because a wrong code');
  });
});
