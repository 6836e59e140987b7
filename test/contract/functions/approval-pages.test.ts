import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtInDocument } from '../../../shared/domain/policy/built-in.ts';
import type { PolicyDocument } from '../../../shared/domain/policy/document.ts';
import type { Role } from '../../../shared/domain/policy/roles.ts';
import type { Reply } from '../../../shared/http/exchange.ts';
import { mintLink } from '../../../shared/store/approval-links.ts';
import { assessLimitRequest } from '../../../shared/store/limit-requests/assess.ts';
import { loadRequest } from '../../../shared/store/limit-requests/items.ts';
import { openLevelOf } from '../../../shared/store/limit-requests/open-level.ts';
import { parkRequest } from '../../../shared/store/limit-requests/park.ts';
import { submitLimitRequest } from '../../../shared/store/limit-requests/submit.ts';
import { policyInForce } from '../../../shared/store/policies.ts';
import { saveDraft } from '../../../shared/store/policy-drafts.ts';
import { publishDraft } from '../../../shared/store/policy-publishing.ts';
import { apiEvent } from '../../support/api-event.ts';
import { type Desk, openDesk } from '../../support/context.ts';
import { type Database, lendToHandlers, startDatabase } from '../../support/dynamodb.ts';
import { createCustomer, eur } from '../../support/movements.ts';
import { textOf } from '../../support/page-text.ts';

const ANA = 'ana.analyst@example.com';
const BEN = 'ben.analyst@example.com';
const directory = { inRole: async (role: Role) => (role === 'credit-analysts' ? [ANA, BEN] : ['mia@example.com']) };

let database: Database;
let desk: Desk;
let show: typeof import('../../../functions/show-approval/handler.ts')['handler'];
let decide: typeof import('../../../functions/decide-by-link/handler.ts')['handler'];

beforeAll(async () => {
  database = await startDatabase();
  lendToHandlers(database);
  ({ handler: show } = await import('../../../functions/show-approval/handler.ts'));
  ({ handler: decide } = await import('../../../functions/decide-by-link/handler.ts'));
  desk = openDesk(database.table);
});
afterAll(() => database.stop());

/** Puts a policy in force that differs from the built-in one in its approvals. */
const publish = async (changes: Partial<PolicyDocument['approvals']>): Promise<void> => {
  const builtIn = builtInDocument('EUR');
  await saveDraft(desk.at(), 'EUR', { ...builtIn, approvals: { ...builtIn.approvals, ...changes } });
  await publishDraft(desk.at(), 'EUR');
};

interface Asked {
  readonly requestId: string;
  /** What the mail to an analyst carries. */
  readonly linkOf: (approver: string) => Promise<{ token: string; code: string }>;
}

/** A request for 1,200.00 that is with the analysts. */
const ask = async (customerId: string): Promise<Asked> => {
  await createCustomer(desk.at(), customerId, { limit: 1_000_00 });
  const command = { customerId, kind: 'PERMANENT', requestedLimit: eur(1_200_00), reason: 'A large order.' } as const;
  const { requestId } = await submitLimitRequest(desk.at(), command, (request) => request);
  const policy = await policyInForce(database.table, desk.at().moment, 'EUR');
  await assessLimitRequest(desk.at({ policy }), requestId);
  const { expiresAt, levels } = await openLevelOf(desk.at(), directory, requestId);
  const approvalId = levels[0]?.approvalId ?? '';
  return {
    requestId,
    linkOf: async (approver) => {
      const target = { approvalId, requestId, approver, expiresAt };
      const minted = await mintLink(database.table, target, desk.now());
      if (!minted) throw new Error(`${approver} is not asked any more`);
      return minted;
    },
  };
};

const get = (token: string, operation: 'showApproval' | 'headApproval' = 'showApproval'): Promise<Reply> =>
  show(apiEvent(operation, { params: { token }, at: desk.now() }));
const post = (token: string, fields: Readonly<Record<string, string>>): Promise<Reply> =>
  decide(
    apiEvent('decideByLink', {
      params: { token },
      body: new URLSearchParams(fields).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      at: desk.now(),
    }),
  );
const textIn = ({ body }: Reply): string => textOf(body ?? '');

describe('the link of a mail', () => {
  it('should show the case without writing anything', async () => {
    const { linkOf } = await ask('C-1');
    const { token } = await linkOf(ANA);
    const before = await database.scan();
    const shown = await get(token);
    expect(shown.statusCode).toBe(200);
    expect(textIn(shown)).toContain('For C-1 GmbH (C-1)');
    expect(await get(token, 'headApproval')).toMatchObject({ statusCode: 200 });
    expect(await database.scan()).toEqual(before);
  });

  it('should decide with the code that stands beside it', async () => {
    const { linkOf, requestId } = await ask('C-2');
    const { token, code } = await linkOf(ANA);
    const reply = await post(token, {
      code: `${code.slice(0, 3)} ${code.slice(3)}`,
      decision: 'APPROVE',
      approvedLimit: '1,100',
    });
    expect(reply.statusCode).toBe(200);
    expect(textIn(reply)).toContain('Recorded: approved for EUR 1,100.00');
    expect(textIn(reply)).toContain('Every level has agreed.');
    const { levels } = await loadRequest(database.table, requestId);
    expect(levels[0]?.decisions).toMatchObject([{ by: ANA, verdict: 'APPROVE', via: 'LINK', approved: eur(1_100_00) }]);
    const again = await post(token, { code, decision: 'REJECT' });
    expect(again.statusCode).toBe(410);
    expect(textIn(again)).toContain('approved by you on Monday 2 March 2026');
  });

  it('should keep the decision of a person and its comment, and say whom it goes back to', async () => {
    const { linkOf, requestId } = await ask('C-3');
    const { token, code } = await linkOf(ANA);
    const reply = await post(token, { code, decision: 'RETURN', comment: 'Which order?\r\nBy when?' });
    expect(textIn(reply)).toContain('Recorded: returned for information');
    const { levels } = await loadRequest(database.table, requestId);
    expect(levels[0]).toMatchObject({ status: 'RETURNED', decisions: [{ comment: 'Which order?\nBy when?' }] });
  });

  it('should not be worth anything once a newer mail has gone out', async () => {
    const { linkOf } = await ask('C-4');
    const older = await linkOf(ANA);
    const newer = await linkOf(ANA);
    const reply = await post(older.token, { code: older.code, decision: 'APPROVE' });
    expect(reply.statusCode).toBe(410);
    expect(textIn(reply)).toContain('A newer mail has replaced this link');
    expect((await get(newer.token)).statusCode).toBe(200);
  });

  it('should decide nothing after its time', async () => {
    const { linkOf, requestId } = await ask('C-5');
    const { token, code } = await linkOf(ANA);
    desk.advance({ days: 15 });
    expect((await get(token)).statusCode).toBe(410);
    expect((await post(token, { code, decision: 'APPROVE' })).statusCode).toBe(410);
    expect((await loadRequest(database.table, requestId)).levels[0]?.decisions).toEqual([]);
  });

  it('should ask to come back while the request is stopped by a fault', async () => {
    const { linkOf, requestId } = await ask('C-6');
    const { token, code } = await linkOf(ANA);
    await parkRequest(desk.at(), directory, requestId, { state: 'Assess', error: 'Unavailable' });
    for (const reply of [await get(token), await post(token, { code, decision: 'APPROVE' })]) {
      expect(reply).toMatchObject({ statusCode: 503, headers: { 'retry-after': '1' } });
    }
  });
});

describe('the fifth wrong code', () => {
  it('should be answered like the others, and say that the link is closed', async () => {
    const { linkOf } = await ask('C-7');
    const { token, code } = await linkOf(ANA);
    const wrong = { code: code === '000000' ? '000001' : '000000', decision: 'APPROVE', comment: 'Fine.' };
    for (const left of ['4 tries are', '3 tries are', '2 tries are', 'one try is']) {
      const reply = await post(token, wrong);
      expect(reply.statusCode).toBe(422);
      expect(textIn(reply)).toContain(`${left} left.`);
    }
    const last = await post(token, wrong);
    expect(last.statusCode).toBe(422);
    expect(textIn(last)).toContain('A mail with a new link and a new code is on its way');
    expect(last.body).not.toContain('<form');
    expect((await post(token, { ...wrong, code })).statusCode).toBe(410);
  });
});

describe('a level that every approver must agree to', () => {
  it('should say who is still waited for', async () => {
    const { limits } = builtInDocument('EUR').approvals;
    await publish({ limits: limits.map((level) => ({ ...level, decidedBy: 'ALL_OF' })) });
    const { linkOf } = await ask('C-8');
    const [ana, ben] = [await linkOf(ANA), await linkOf(BEN)];
    const first = await post(ana.token, { code: ana.code, decision: 'APPROVE' });
    expect(textIn(first)).toContain(`it still waits for ${BEN}.`);
    const last = await post(ben.token, { code: ben.code, decision: 'APPROVE' });
    expect(textIn(last)).toContain('Every level has agreed.');
  });
});

describe('an amount above that of the policy', () => {
  it('should be shown, but not be decided without signing in', async () => {
    await publish({ signInAbove: { amount: '1000.00', currency: 'EUR' } });
    const { linkOf, requestId } = await ask('C-9');
    const { token, code } = await linkOf(ANA);
    const shown = await get(token);
    expect(shown.statusCode).toBe(200);
    expect(shown.body).not.toContain('<form');
    expect(textIn(shown)).toContain('Please sign in to decide');
    const reply = await post(token, { code, decision: 'APPROVE' });
    expect(reply.statusCode).toBe(403);
    expect(textIn(reply)).toContain('Please sign in to decide');
    expect((await loadRequest(database.table, requestId)).levels[0]?.decisions).toEqual([]);
  });
});
