import { afterEach, describe, expect, expectTypeOf, it, vi } from 'vitest';
import { ApprovalLinkParams, DecideByLinkForm } from '../../../shared/contracts/approval-pages.ts';
import type { OperationId } from '../../../shared/contracts/operations.ts';
import { LinkClosed } from '../../../shared/domain/approval/closed-link.ts';
import { notFound, type ProblemCode, Refusal, unavailable } from '../../../shared/errors.ts';
import type { Reply } from '../../../shared/http/exchange.ts';
import { page, pageHandler } from '../../../shared/http/page-handler.ts';
import { apiEvent, type EventParts } from '../../support/api-event.ts';
import { textOf } from '../../support/page-text.ts';

const config = { timeZone: 'Europe/Berlin', serviceName: 'test', logLevel: 'SILENT' } as const;
const token = 'kq3'.padEnd(43, 'A_');
const call = { params: { token } };
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

const showing = (serve: () => Promise<Reply>, log: 'SILENT' | 'INFO' = 'SILENT') =>
  pageHandler(
    { operations: ['showApproval', 'headApproval'], params: ApprovalLinkParams, config: { ...config, logLevel: log } },
    serve,
  );
const failing = (error: unknown) =>
  showing(async () => {
    throw error;
  });
const get = (handler: ReturnType<typeof showing>, id: OperationId = 'showApproval') => handler(apiEvent(id, call));

/** A handler that answers with the fields that it was given. */
const echo = pageHandler(
  { operations: ['decideByLink'], params: ApprovalLinkParams, form: DecideByLinkForm, config },
  async (request) => {
    expectTypeOf(request.body).toEqualTypeOf<DecideByLinkForm>();
    expectTypeOf(request.params).toEqualTypeOf<ApprovalLinkParams>();
    return page(JSON.stringify(request.body));
  },
);
const post = (body: string | undefined, parts: EventParts = {}) =>
  echo(apiEvent('decideByLink', { ...call, body, headers: FORM, ...parts }));

afterEach(() => vi.restoreAllMocks());

describe('a page', () => {
  it('should be kept to whom it is for by its headers', async () => {
    const reply = await get(showing(async () => page('<p>')));
    expect(reply).toMatchObject({ statusCode: 200, body: '<p>' });
    expect(reply.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      'x-robots-tag': 'noindex',
      'x-content-type-options': 'nosniff',
      'x-correlation-id': expect.any(String),
    });
    const policy = reply.headers['content-security-policy'] ?? '';
    expect(policy.replace(/'sha256-[\w+/=]{44}'/, 'HASH').split('; ')).toEqual([
      "default-src 'none'",
      "img-src 'none'",
      'style-src HASH',
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ]);
  });

  it('should be answered to HEAD without its content', async () => {
    const reply = await get(
      showing(async () => page('<p>')),
      'headApproval',
    );
    expect(reply.statusCode).toBe(200);
    expect(reply.body).toBeUndefined();
    expect(reply.headers['content-security-policy']).toBeDefined();
    const gone = await get(failing(new LinkClosed({ reason: 'EXPIRED', at: '2026-03-04T08:15:00Z' })), 'headApproval');
    expect(gone).toMatchObject({ statusCode: 410 });
    expect(gone.body).toBeUndefined();
  });
});

describe('a refusal', () => {
  it.each<[ProblemCode, number, string]>([
    ['validation', 400, 'This could not be read'],
    ['unauthenticated', 401, 'Please sign in to decide'],
    ['forbidden', 403, 'You cannot decide this by the link'],
    ['not-found', 404, 'There is nothing at this address'],
    ['conflict', 409, 'Somebody was faster'],
    ['gone', 410, 'This link is closed'],
    ['too-large', 413, 'That was too much text'],
    ['unprocessable', 422, 'This could not be read'],
    ['rate-limited', 429, 'Too many requests'],
    ['unavailable', 503, 'Not available at the moment'],
  ])('should be a page when it is %s', async (code, status, title) => {
    const reply = await get(failing(new Refusal(code, 'Because of this.')));
    expect(reply.statusCode).toBe(status);
    expect(reply.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
    expect(reply.headers['content-security-policy']).toContain("default-src 'none'");
    expect(reply.headers['retry-after']).toBe(status === 429 || status === 503 ? '1' : undefined);
    expect(textOf(reply.body ?? '')).toContain(title);
    expect(textOf(reply.body ?? '')).toContain(`Reference ${reply.headers['x-correlation-id']}`);
  });

  it('should tell who decided, and when, of a link that is closed', async () => {
    const closure = {
      reason: 'DECIDED_BY_OTHER',
      at: '2026-03-04T08:15:00Z',
      by: 'max@example.com',
      decision: 'APPROVE',
    };
    const reply = await get(failing(new LinkClosed(closure as never)));
    expect(reply.statusCode).toBe(410);
    expect(textOf(reply.body ?? '')).toContain(
      'max@example.com approved the request on Wednesday 4 March 2026 at 09:15',
    );
  });

  it('should ask for no token where a page has none to give', async () => {
    const reply = await get(failing(new Refusal('unauthenticated', 'No.')));
    expect(reply.statusCode).toBe(401);
    expect(reply.headers['www-authenticate']).toBeUndefined();
  });
});

describe('a failure', () => {
  it('should be a page that tells nothing of the insides', async () => {
    const reply = await get(failing(new Error('table credence-prod is gone')));
    expect(reply.statusCode).toBe(500);
    expect(reply.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(reply.body).not.toContain('credence-prod');
    expect(textOf(reply.body ?? '')).toContain('Something went wrong on our side');
  });

  it('should be a page with 503 when the time is up', async () => {
    const slow = showing(() => new Promise(() => undefined));
    const reply = await slow(apiEvent('showApproval', call), { getRemainingTimeInMillis: () => 320 });
    expect(reply).toMatchObject({ statusCode: 503, headers: { 'retry-after': '1' } });
    expect(textOf(reply.body ?? '')).toContain('A decision that is sent twice counts once.');
  });
});

describe('the form of a page', () => {
  const fields = 'code=048+213&decision=APPROVE&approvedLimit=60%2C000.00&comment=Gut%21%0D%0A%C3%84';
  const read = { code: '048 213', decision: 'APPROVE', approvedLimit: '60,000.00', comment: 'Gut!\r\nÄ' };

  it('should be read as text and from base64', async () => {
    expect(JSON.parse((await post(fields)).body ?? '')).toEqual(read);
    const encoded = { body: Buffer.from(fields).toString('base64'), isBase64Encoded: true };
    expect(JSON.parse((await post(encoded.body, { isBase64Encoded: true })).body ?? '')).toEqual(read);
    const typed = { headers: { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' } };
    expect(JSON.parse((await post(fields, typed)).body ?? '')).toEqual(read);
  });

  it('should be one without fields when nothing is sent', async () => {
    expect((await post(undefined, { headers: {} })).body).toBe('{}');
    expect((await post('')).body).toBe('{}');
  });

  it.each<[string, string, EventParts]>([
    ['a field twice', 'decision=APPROVE&decision=REJECT', {}],
    ['a field twice under another spelling', 'decision=APPROVE&%64ecision=REJECT', {}],
    ['a field that is not known', 'decision=APPROVE&approved_limit=1', {}],
    ['a field of every object', '__proto__=x', {}],
    ['JSON', '{"decision":"APPROVE"}', { headers: { 'content-type': 'application/json' } }],
    ['parts', 'x', { headers: { 'content-type': 'multipart/form-data; boundary=x' } }],
    ['no media type', 'decision=APPROVE', { headers: { 'content-type': '' } }],
    ['another character set', 'a=b', { headers: { 'content-type': `${FORM['content-type']}; charset=utf-16` } }],
    ['bytes that are no UTF-8', Buffer.from([0x61, 0x3d, 0xff]).toString('base64'), { isBase64Encoded: true }],
  ])('should be refused with 400 when it holds %s', async (_what, body, parts) => {
    const reply = await post(body, parts);
    expect(reply.statusCode).toBe(400);
    expect(reply.headers['content-type']).toBe('text/html; charset=utf-8');
  });

  it('should be refused above 16 KiB', async () => {
    expect((await post(`comment=${'x'.repeat(16 * 1024 - 8)}`)).statusCode).toBe(200);
    expect((await post(`comment=${'x'.repeat(16 * 1024 - 7)}`)).statusCode).toBe(413);
  });
});

describe('the log of a page', () => {
  it.each([
    ['an answer', async () => page('<p>')],
    ['a refusal', async () => Promise.reject(notFound('link', token))],
    ['a failure', async () => Promise.reject(unavailable('No.', new Error('down')))],
  ])('should not hold the token of the link, with %s', async (_what, serve) => {
    const lines: string[] = [];
    vi.spyOn(process.stdout, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
    await get(showing(serve, 'INFO'));
    vi.restoreAllMocks();
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.join('')).not.toContain(token);
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ message: 'request', operation: 'showApproval' });
  });
});
