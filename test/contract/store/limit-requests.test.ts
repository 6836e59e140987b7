import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { currentLevel, type LimitRequest } from '../../../shared/domain/limit-request/limit-request.ts';
import { loadAccount } from '../../../shared/store/accounts.ts';
import { findLink, mintLink } from '../../../shared/store/approval-links.ts';
import { listHistory } from '../../../shared/store/history.ts';
import { applyRequest } from '../../../shared/store/limit-requests/apply.ts';
import { listWaiting } from '../../../shared/store/limit-requests/approvals.ts';
import { chaseRequest } from '../../../shared/store/limit-requests/chase.ts';
import { decideApproval } from '../../../shared/store/limit-requests/decide.ts';
import { informRequest } from '../../../shared/store/limit-requests/inform.ts';
import { listRequests, loadRequest } from '../../../shared/store/limit-requests/items.ts';
import { caseByToken, decideByToken } from '../../../shared/store/limit-requests/links.ts';
import { approverNotReached } from '../../../shared/store/limit-requests/not-reached.ts';
import { openLevelOf } from '../../../shared/store/limit-requests/open-level.ts';
import { parkRequest, resumeRequest } from '../../../shared/store/limit-requests/park.ts';
import { submitLimitRequest } from '../../../shared/store/limit-requests/submit.ts';
import { withdrawRequest } from '../../../shared/store/limit-requests/withdraw.ts';
import { loadMail } from '../../../shared/store/mails.ts';
import { type Desk, keyed, openDesk } from '../../support/context.ts';
import { type Database, startDatabase } from '../../support/dynamodb.ts';
import { directoryOf, openRequest } from '../../support/limit-requests.ts';
import { check, createCustomer, eur } from '../../support/movements.ts';

const self = (request: LimitRequest): LimitRequest => request;
const whole = { page: { limit: 100, startAfter: null } };

let database: Database;
let desk: Desk;
let customerId: string;
let serial = 0;

beforeAll(async () => {
  database = await startDatabase();
});
afterAll(() => database.stop());
beforeEach(async () => {
  desk = openDesk(database.table);
  serial += 1;
  customerId = `C-${serial}`;
  await createCustomer(desk.at(), customerId, { limit: 100_000_00 });
});

const approvalOf = (request: LimitRequest): string => currentLevel(request)?.approvalId ?? '';

const approve = (request: LimitRequest, email: string, amount?: bigint) =>
  decideApproval(
    desk.at({ actor: email }),
    directoryOf(),
    approvalOf(request),
    email,
    { verdict: 'APPROVE', approved: amount === undefined ? null : eur(amount), comment: null },
    (recorded) => recorded.request,
  );

/** Link and code as a mail to the approver would carry them. */
const linkFor = async (request: LimitRequest, approver: string) => {
  const { expiresAt, requestId } = request;
  const target = { approvalId: approvalOf(request), requestId, approver, expiresAt };
  const secrets = await mintLink(database.table, target, desk.now());
  if (!secrets) throw new Error(`${approver} is not waited for`);
  return secrets;
};

const waitingFor = async (email: string): Promise<readonly string[]> => {
  const { assignments } = await listWaiting(database.table, email, whole.page);
  return assignments.map(({ requestId }) => requestId);
};

const kindsOf = async (): Promise<readonly string[]> => {
  const { entries } = await listHistory(database.table, { customerId, limit: 100 });
  return entries.map(({ kind }) => kind).reverse();
};

const mailTo = async (mailId: string) => (await loadMail(database.table, mailId))?.to;

describe('a request', () => {
  it('should be one request however often it is sent with the same Idempotency-Key', async () => {
    const wanted = { customerId, kind: 'PERMANENT', requestedLimit: eur(50_000_00), reason: 'x' } as const;
    const send = () => submitLimitRequest(desk.at(keyed(`k-${serial}`)), wanted, ({ requestId }) => requestId);
    const [first, second] = [await send(), await send()];
    expect(second).toBe(first);
    expect(await kindsOf()).toEqual(['CustomerCreated', 'CreditLimitChanged', 'LimitRequested']);
  });

  it('should keep every amount and date as it was', async () => {
    const request = await openRequest(desk.at(), customerId, { kind: 'TEMPORARY', validTo: '2026-04-01' });
    expect(await loadRequest(database.table, request.requestId)).toEqual({ ...request, version: 3 });
  });

  it('should be found by its status, newest first', async () => {
    const first = await openRequest(desk.at(), customerId);
    desk.advance({ hours: 1 });
    const second = await openRequest(desk.at(), customerId);
    const { requests } = await listRequests(database.table, { status: 'PENDING', ...whole.page });
    const own = requests.filter((request) => request.customerId === customerId);
    expect(own.map(({ requestId }) => requestId)).toEqual([second.requestId, first.requestId]);
  });
});

describe('the levels of a request', () => {
  it('should be granted once, for the smallest amount, when all have agreed', async () => {
    let request = await openRequest(desk.at(), customerId);
    for (const [email, amount] of [
      ['ana@example.com', 280_000_00n],
      ['mia@example.com', 260_000_00n],
      ['fred@example.com', 270_000_00n],
    ] as const) {
      await approve(request, email, amount);
      request = await openLevelOf(desk.at(), directoryOf(), request.requestId);
    }
    const both = await Promise.all([1, 2].map(() => applyRequest(desk.at(), request.requestId)));
    expect(both.map(({ status }) => status)).toEqual(['APPROVED', 'APPROVED']);
    expect((await loadAccount(database.table, customerId))?.creditLimit).toBe(260_000_00n);
    expect((await kindsOf()).filter((kind) => kind === 'CreditLimitChanged')).toHaveLength(2);
    expect(await mailTo(`${request.requestId}-ended`)).toBe('tester@example.com');
  });

  it('should take one decision when two approvers decide at the same instant', async () => {
    const request = await openRequest(desk.at(), customerId);
    const outcomes = await Promise.allSettled([
      approve(request, 'ana@example.com'),
      approve(request, 'ben@example.com'),
    ]);
    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [String(outcome.reason)] : []));
    expect(refused).toHaveLength(1);
    expect(refused[0]).toMatch(/This level is decided: (ana|ben)@example.com approved it/);
    expect((await kindsOf()).filter((kind) => kind === 'LimitApprovalDecided')).toHaveLength(1);
    expect(await waitingFor('ana@example.com')).not.toContain(request.requestId);
    expect(await waitingFor('ben@example.com')).not.toContain(request.requestId);
  });

  it('should not be opened twice, nor once the request has ended', async () => {
    const request = await openRequest(desk.at(), customerId);
    const again = await openLevelOf(desk.at(), directoryOf(), request.requestId);
    expect(approvalOf(again)).toBe(approvalOf(request));
    await withdrawRequest(desk.at(), request.requestId, undefined, self);
    expect((await openLevelOf(desk.at(), directoryOf(), request.requestId)).status).toBe('WITHDRAWN');
    expect(await waitingFor('ana@example.com')).not.toContain(request.requestId);
  });

  it('should be asked again after a return, by new approvals', async () => {
    const request = await openRequest(desk.at(), customerId, { requestedBy: 'sam@example.com' });
    const say = { verdict: 'RETURN', approved: null, comment: 'Accounts?' } as const;
    await decideApproval(
      desk.at(),
      directoryOf(),
      approvalOf(request),
      'ana@example.com',
      say,
      (recorded) => recorded.request,
    );
    expect(await mailTo(`${request.requestId}-returned-1-1`)).toBe('sam@example.com');
    await informRequest(desk.at(), request.requestId, 'Here they are.', self);
    const again = await openLevelOf(desk.at(), directoryOf(), request.requestId);
    expect(currentLevel(again)).toMatchObject({ round: 2, status: 'PENDING' });
    expect(approvalOf(again)).not.toBe(approvalOf(request));
  });
});

describe('somebody who has left the role since', () => {
  it('should decide nothing any more, by link or after sign-in', async () => {
    const request = await openRequest(desk.at(), customerId);
    const { code, token } = await linkFor(request, 'ana@example.com');
    const left = directoryOf({ 'credit-analysts': ['ben@example.com'] });
    const say = { verdict: 'APPROVE', approved: null, comment: null } as const;
    const refused = { code: 'forbidden', message: expect.stringContaining('does not hold the role credit-analysts') };
    await expect(decideByToken(desk.at(), left, token, { ...say, code })).rejects.toMatchObject(refused);
    const signedIn = decideApproval(desk.at(), left, approvalOf(request), 'ana@example.com', say, (one) => one.request);
    await expect(signedIn).rejects.toMatchObject(refused);
    expect((await loadRequest(database.table, request.requestId)).levels[0]?.status).toBe('PENDING');
  });
});

describe('an emailed link', () => {
  it('should decide with the code that stands beside it, once', async () => {
    const request = await openRequest(desk.at(), customerId);
    const { code, token } = await linkFor(request, 'ana@example.com');
    const form = { code, verdict: 'APPROVE', approved: null, comment: null } as const;
    expect(await caseByToken(desk.at(), token)).toMatchObject({ approver: 'ana@example.com', level: 1 });
    const recorded = await decideByToken(desk.at(), directoryOf(), token, form);
    expect(recorded.decision).toMatchObject({ by: 'ana@example.com', via: 'LINK' });
    await expect(decideByToken(desk.at(), directoryOf(), token, form)).rejects.toMatchObject({
      closure: { reason: 'USED' },
    });
    await expect(caseByToken(desk.at(), token)).rejects.toMatchObject({ code: 'gone' });
    const { entries } = await listHistory(database.table, { customerId, limit: 1 });
    expect(entries[0]).toMatchObject({ by: 'ana@example.com', kind: 'LimitApprovalDecided' });
  });

  it('should cost no attempt when something else than the code is wrong', async () => {
    const request = await openRequest(desk.at(), customerId);
    const { token } = await linkFor(request, 'ana@example.com');
    const tooMuch = { code: '', verdict: 'APPROVE', approved: eur(300_000_01n), comment: null } as const;
    for (let turn = 0; turn < 6; turn += 1) {
      await expect(decideByToken(desk.at(), directoryOf(), token, tooMuch)).rejects.toMatchObject({
        errors: [{ path: 'approvedLimit' }],
      });
    }
    expect(await findLink(database.table, token)).toMatchObject({ state: 'LIVE', attempts: 0 });
  });

  it('should end at the fifth wrong code, and be followed by a fresh mail, three times at most', async () => {
    const request = await openRequest(desk.at(), customerId);
    const wrong = { code: 'x', verdict: 'APPROVE', approved: null, comment: null } as const;
    for (let mail = 0; mail <= 3; mail += 1) {
      const { token } = await linkFor(request, 'ana@example.com');
      for (let turn = 0; turn < 5; turn += 1) {
        await expect(decideByToken(desk.at(), directoryOf(), token, wrong)).rejects.toMatchObject({
          code: 'unprocessable',
        });
      }
      await expect(decideByToken(desk.at(), directoryOf(), token, wrong)).rejects.toMatchObject({
        closure: { reason: 'DEAD', freshMail: mail < 3 },
      });
    }
    const mails = (await database.scan()).map((item) => String(item['mailId'])).filter((id) => id.includes('-fresh-'));
    expect(mails.filter((id) => id.startsWith(approvalOf(request)))).toHaveLength(3);
    const after = await loadRequest(database.table, request.requestId);
    expect(currentLevel(after)?.notReached).toMatchObject([{ email: 'ana@example.com', told: false }]);
  });

  it('should tell who decided, who withdrew, and that time is over', async () => {
    const request = await openRequest(desk.at(), customerId);
    const { token } = await linkFor(request, 'ben@example.com');
    await approve(request, 'ana@example.com');
    await expect(caseByToken(desk.at(), token)).rejects.toMatchObject({
      closure: { reason: 'DECIDED_BY_OTHER', by: 'ana@example.com', decision: 'APPROVE' },
    });
    const other = await openRequest(desk.at(), customerId);
    const second = await linkFor(other, 'ben@example.com');
    await withdrawRequest(desk.at(), other.requestId, 'No need', self);
    await expect(caseByToken(desk.at(), second.token)).rejects.toMatchObject({ closure: { reason: 'WITHDRAWN' } });
    const third = await openRequest(desk.at(), customerId);
    const last = await linkFor(third, 'ben@example.com');
    desk.advance({ days: 14 });
    await expect(caseByToken(desk.at(), last.token)).rejects.toMatchObject({ closure: { reason: 'EXPIRED' } });
    await chaseRequest(desk.at(), directoryOf(), third.requestId);
    await expect(caseByToken(desk.at(), last.token)).rejects.toMatchObject({ closure: { reason: 'EXPIRED' } });
  });
});

describe('a request that stands still', () => {
  it('should say so, and go on from where it stood', async () => {
    const request = await openRequest(desk.at(), customerId, { requestedBy: 'sam@example.com' });
    const directory = { inRole: () => Promise.reject(new Error('down')) };
    const failure = { state: 'OpenLevel', error: 'Unavailable' };
    const parked = await parkRequest(desk.at(), directory, request.requestId, failure);
    expect(parked).toMatchObject({ status: 'FAILED', failure: { ...failure, correlationId: 'test' } });
    expect(await mailTo(`${request.requestId}-failed-${request.stage}`)).toBe('sam@example.com');
    await expect(approve(request, 'ana@example.com')).rejects.toMatchObject({ code: 'unavailable' });
    const resumed = await resumeRequest(desk.at(), request.requestId, 'repaired', self);
    expect(resumed).toMatchObject({ status: 'PENDING', failure: null, stage: request.stage + 1 });
    await expect(resumeRequest(desk.at(), request.requestId, 'repaired', self)).rejects.toMatchObject({
      code: 'conflict',
    });
    expect((await approve(request, 'ana@example.com')).levels[0]?.status).toBe('APPROVED');
  });
});

describe('an approver whom no mail reaches', () => {
  it('should be noted once, and the platform admins be told', async () => {
    const request = await openRequest(desk.at(), customerId);
    const lost = { approvalId: approvalOf(request), requestId: request.requestId, approver: 'ana@example.com' };
    for (const reason of ['Bounced', 'Bounced again']) await approverNotReached(desk.at(), { ...lost, reason });
    const people = {
      'platform-admins': ['pia@example.com'],
      'credit-analysts': ['ana@example.com', 'ben@example.com'],
    };
    const chased = await chaseRequest(desk.at(), directoryOf(people), request.requestId);
    expect(chased.stage).toBe(request.stage + 1);
    const after = await loadRequest(database.table, request.requestId);
    expect(currentLevel(after)?.notReached).toMatchObject([
      { email: 'ana@example.com', reason: 'Bounced', told: true },
    ]);
    const told = (await database.scan()).filter(
      (item) => item['to'] === 'pia@example.com' && String(item['mailId']).startsWith(lost.approvalId),
    );
    expect(told).toHaveLength(1);
  });
});

describe('the release of an order', () => {
  const referred = async (amount: number) => {
    const { decisionId } = await check(desk.at(), customerId, `O-${serial}`, eur(amount));
    return { kind: 'ORDER_RELEASE', decisionId: String(decisionId), requestedLimit: undefined } as const;
  };

  it('should let the order through once, and be granted once for one decision', async () => {
    const wanted = await referred(101_000_00);
    const [first, second] = [
      await openRequest(desk.at(), customerId, wanted),
      await openRequest(desk.at(), customerId, wanted),
    ];
    for (let request of [first, second]) {
      for (const email of ['ana@example.com', 'mia@example.com']) {
        await approve(request, email);
        request = await openLevelOf(desk.at(), directoryOf(), request.requestId);
      }
    }
    expect(await applyRequest(desk.at(), first.requestId)).toMatchObject({ status: 'APPROVED' });
    expect(await applyRequest(desk.at(), second.requestId)).toMatchObject({
      status: 'LAPSED',
      outcome: { code: 'ORDER_CHANGED' },
    });
    await expect(openRequest(desk.at(), customerId, wanted)).rejects.toThrow('was released already');
    const passed = await check(desk.at(), customerId, `O-${serial}`, eur(101_000_00));
    expect(passed).toMatchObject({ decision: 'APPROVED', reasons: [{ code: 'RELEASED_BY_APPROVAL' }, {}] });
    expect(await check(desk.at(), customerId, `O-${serial}`, eur(101_000_00))).toEqual(passed);
  });

  it('should be refused for an order that was approved, of another customer or unknown', async () => {
    const passed = await referred(1_00);
    await expect(openRequest(desk.at(), customerId, passed)).rejects.toMatchObject({ code: 'unprocessable' });
    const wanted = await referred(101_000_00);
    await createCustomer(desk.at(), `D-${serial}`);
    await expect(openRequest(desk.at(), `D-${serial}`, wanted)).rejects.toThrow('about another customer');
    await expect(openRequest(desk.at(), customerId, { ...wanted, decisionId: 'X' })).rejects.toThrow("no decision 'X'");
  });
});
