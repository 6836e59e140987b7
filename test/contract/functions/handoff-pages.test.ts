import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OperationId } from '../../../shared/contracts/operations.ts';
import type { Reply } from '../../../shared/http/exchange.ts';
import type { ApiFunction } from '../../../shared/http/pipeline.ts';
import { mintLink } from '../../../shared/store/approval-links.ts';
import { claimMail, recordNews } from '../../../shared/store/mails.ts';
import { reportUndelivered } from '../../../shared/workflow/undelivered-mail.ts';
import { apiEvent, type EventParts } from '../../support/api-event.ts';
import { type Database, lendToHandlers, startDatabase } from '../../support/dynamodb.ts';
import { handedOver, MIA, mailsAbout } from '../../support/handoffs-on-engine.ts';
import { eur, pay } from '../../support/movements.ts';
import { textOf } from '../../support/page-text.ts';

let database: Database;
const handlers = new Map<string, ApiFunction>();

beforeAll(async () => {
  database = await startDatabase();
  lendToHandlers(database);
  const load = async (name: string) =>
    handlers.set(name, (await import(`../../../functions/${name}/handler.ts`)).handler as ApiFunction);
  const names = ['show-approval', 'decide-by-link', 'list-approvals', 'decide-approval', 'get-legal-bundle'];
  for (const name of [...names, 'get-legal-handoff', 'seal-legal-handoff', 'answer-legal-handoff']) await load(name);
});
afterAll(() => database.stop());

type Debtor = Awaited<ReturnType<typeof handedOver>>;

const call = (name: string, operation: OperationId, debtor: Debtor, parts: EventParts): Promise<Reply> => {
  const handler = handlers.get(name);
  if (!handler) throw new Error(`there is no ${name}`);
  return handler(apiEvent(operation, { at: debtor.desk.now(), ...parts })) as Promise<Reply>;
};

const linkOf = async (debtor: Debtor) => {
  const { approval, handoffId } = await debtor.handoff();
  const [mail] = await mailsAbout(database, 'handoff-approval', handoffId);
  const target = mail?.link ?? {
    approvalId: approval?.approvalId ?? '',
    requestId: handoffId,
    approver: MIA,
    expiresAt: '',
  };
  const minted = await mintLink(database.table, target, debtor.desk.now());
  if (!minted) throw new Error('nobody is asked any more');
  return minted;
};

const get = (debtor: Debtor, token: string) => call('show-approval', 'showApproval', debtor, { params: { token } });
const post = (debtor: Debtor, token: string, fields: Readonly<Record<string, string>>) =>
  call('decide-by-link', 'decideByLink', debtor, {
    params: { token },
    body: new URLSearchParams(fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
const textIn = ({ body }: Reply): string => textOf(body ?? '');
const person = (email: string, scope = 'credit/approve') => ({ sub: email, email, scope, 'cognito:groups': [] });

describe('the link of a mail about a handoff', () => {
  it('should show the case without writing anything', async () => {
    const debtor = await handedOver(database, { legalName: 'Mayer <script>alert(1)</script> KG' });
    const { code, token } = await linkOf(debtor);
    const before = await database.scan();
    const shown = await get(debtor, token);
    expect(shown.statusCode).toBe(200);
    const text = textIn(shown);
    expect(text).toContain('Hand over to legal: EUR 1,250.50');
    expect(text).toContain('Final notice about 1250.50 EUR on 2 invoices.');
    expect(shown.body).not.toContain('<script');
    expect(shown.body).not.toContain(token);
    expect(shown.body).not.toContain(code);
    expect(shown.body).not.toContain('approvedLimit');
    expect(await database.scan()).toEqual(before);
  });

  it('should decide with the code that stands beside it, once', async () => {
    const debtor = await handedOver(database);
    const { code, token } = await linkOf(debtor);
    const reply = await post(debtor, token, { code, decision: 'APPROVE', comment: 'Go on.' });
    expect(reply.statusCode).toBe(200);
    expect(textIn(reply)).toContain('Recorded: approved');
    expect(await debtor.handoff()).toMatchObject({ status: 'APPROVED', decision: { by: MIA, comment: 'Go on.' } });
    const again = await post(debtor, token, { code, decision: 'REJECT' });
    expect(again.statusCode).toBe(410);
    expect(textIn(again)).toContain('Your decision is recorded');
  });

  it('should say what is wrong with the form before it looks at the code', async () => {
    const debtor = await handedOver(database);
    const { token } = await linkOf(debtor);
    const reply = await post(debtor, token, { code: '000000', decision: 'RETURN' });
    expect(reply.statusCode).toBe(422);
    expect(textIn(reply)).toContain('a legal handoff is not returned for information');
    expect((await post(debtor, token, { decision: 'APPROVE' })).statusCode).toBe(422);
    expect((await debtor.handoff()).status).toBe('AWAITING_APPROVAL');
  });

  it('should close at the fifth wrong code, when a fresh mail goes out', async () => {
    const debtor = await handedOver(database);
    const { code, token } = await linkOf(debtor);
    const wrong = { code: code === '000000' ? '000001' : '000000', decision: 'APPROVE' };
    for (let turn = 0; turn < 4; turn += 1) expect(textIn(await post(debtor, token, wrong))).toContain('left.');
    expect(textIn(await post(debtor, token, wrong))).toContain('A mail with a new link');
    expect((await post(debtor, token, { ...wrong, code })).statusCode).toBe(410);
    const { handoffId } = await debtor.handoff();
    const mails = await mailsAbout(database, 'handoff-approval', handoffId);
    expect(mails.map(({ data }) => data['occasion'])).toEqual(expect.arrayContaining(['ASKED', 'AFTER_WRONG_CODES']));
    expect((await debtor.handoff()).status).toBe('AWAITING_APPROVAL');
  });

  it('should say that it has expired, and that the question still waits', async () => {
    const debtor = await handedOver(database);
    const { token } = await linkOf(debtor);
    debtor.desk.advance({ days: 15 });
    const reply = await get(debtor, token);
    expect(reply.statusCode).toBe(410);
    expect(textIn(reply)).toContain('What it was for still waits.');
  });

  it('should be of no use when everything was paid', async () => {
    const debtor = await handedOver(database);
    const { code, token } = await linkOf(debtor);
    await pay(debtor.at(), debtor.customerId, `${debtor.customerId}-P`, eur(1_250_50));
    await debtor.news(debtor.customerId, 'PaymentReceived');
    expect((await post(debtor, token, { code, decision: 'APPROVE' })).statusCode).toBe(410);
  });
});

describe('a question that does not arrive', () => {
  it('should be noted once, so that the next daily run asks somebody else', async () => {
    const debtor = await handedOver(database);
    const { handoffId } = await debtor.handoff();
    const [mail] = await mailsAbout(database, 'handoff-approval', handoffId);
    if (!mail) throw new Error('nobody was asked');
    const { now } = debtor.at().moment;
    await claimMail(database.table, mail, 'claim', now);
    const news = { to: 'BOUNCED', messageId: 'ses-1', reason: 'There is no such mailbox.' } as const;
    await recordNews(database.table, mail.mailId, news, now);
    const config = { baseCurrency: 'EUR', timeZone: 'Europe/Berlin', calendarCountry: 'DE' };
    await reportUndelivered(mail.mailId, now, database.table, config, debtor.directory);
    await reportUndelivered(mail.mailId, now, database.table, config, debtor.directory);
    expect((await debtor.handoff()).approval?.notReached).toMatchObject([
      { email: MIA, reason: 'There is no such mailbox.', told: false },
    ]);
  });
});

describe('a handoff among the approvals', () => {
  it('should be listed for whoever is asked, and decided by the API', async () => {
    const debtor = await handedOver(database);
    const { approval, handoffId } = await debtor.handoff();
    const claims = person(MIA);
    const listed = await call('list-approvals', 'listApprovals', debtor, { claims, query: { limit: '200' } });
    const items = JSON.parse(listed.body ?? '').items as { kind: string; handoffId?: string }[];
    expect(items.find((item) => item.handoffId === handoffId)).toMatchObject({ kind: 'LEGAL_HANDOFF' });
    const params = { approvalId: approval?.approvalId ?? '' };
    const decide = (body: unknown, email = MIA) =>
      call('decide-approval', 'decideApproval', debtor, {
        params,
        body,
        claims: person(email),
        headers: { 'idempotency-key': 'k', 'content-type': 'application/json' },
      });
    const refused = { decision: 'APPROVE', approvedLimit: { amount: '1.00', currency: 'EUR' } };
    expect((await decide(refused)).statusCode).toBe(422);
    expect((await decide({ decision: 'APPROVE' }, 'ana.analyst@example.com')).statusCode).toBe(403);
    const first = await decide({ decision: 'APPROVE' });
    expect(first.statusCode).toBe(200);
    expect(JSON.parse(first.body ?? '')).toMatchObject({ handoffId, status: 'APPROVED', decidedBy: MIA });
    expect((await decide({ decision: 'APPROVE' })).body).toBe(first.body);
  });
});

describe('the bundle', () => {
  it('should be served part by part as it was sealed by the task of the workflow', async () => {
    const debtor = await handedOver(database);
    await debtor.decide('APPROVE');
    const task = { caseId: debtor.caseId, correlationId: 'test', now: debtor.desk.now() };
    const { handoffId } = await debtor.handoff();
    const seal = handlers.get('seal-legal-handoff') as unknown as (event: unknown) => Promise<unknown>;
    expect(await seal(task)).toEqual({ handoffId });
    expect(await seal(task)).toEqual({ handoffId: null });
    const params = { handoffId };
    const claims = person('lex.legal@example.com', 'credit/read');
    const manifest = await call('get-legal-bundle', 'getLegalHandoffBundle', debtor, { params, claims });
    const { manifestSha256, parts } = JSON.parse(manifest.body ?? '');
    expect(manifest.headers['etag']).toBe(`"${manifestSha256}"`);
    for (const { name, sha256 } of [...parts, { name: 'manifest.json', sha256: manifestSha256 }]) {
      const part = await call('get-legal-bundle', 'getLegalHandoffPart', debtor, {
        params: { handoffId, part: name },
        claims,
      });
      const content = Buffer.from(part.body ?? '', 'base64');
      expect(createHash('sha256').update(content).digest('hex'), name).toBe(sha256);
      if (name.endsWith('.json'))
        expect(canonicalize(JSON.parse(content.toString('utf8')))).toBe(content.toString('utf8'));
      else expect(content.subarray(0, 5).toString()).toBe('%PDF-');
    }
    const accept = { accept: 'application/pdf' };
    const pdf = await call('get-legal-bundle', 'getLegalHandoffBundle', debtor, { params, claims, headers: accept });
    expect(pdf.headers['content-type']).toBe('application/pdf');
    const unknown = { handoffId, part: 'x.pdf' };
    expect(
      (await call('get-legal-bundle', 'getLegalHandoffPart', debtor, { params: unknown, claims })).statusCode,
    ).toBe(404);
  });

  it('should not be there before it is sealed', async () => {
    const debtor = await handedOver(database);
    const { handoffId } = await debtor.handoff();
    const claims = person('lex.legal@example.com', 'credit/read');
    const reply = await call('get-legal-bundle', 'getLegalHandoffBundle', debtor, { params: { handoffId }, claims });
    expect(reply.statusCode).toBe(404);
  });
});
