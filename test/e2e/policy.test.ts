import { afterAll, describe, expect, it } from 'vitest';
import { startPlatform } from '../../local/platform.ts';
import type { PolicyVersionView } from '../../shared/contracts/policy.ts';
import { connect, tokenFor } from '../support/e2e/client.ts';
import { eur, ledgerOn } from '../support/e2e/ledger.ts';
import { temporaryDir } from '../support/fixture-platform.ts';

// A platform of its own: the policy is one for all customers of a platform.
const platform = await startPlatform({ dataDir: temporaryDir(), port: 0, empty: true, quiet: true });
afterAll(platform.stop);
const client = connect(platform.endpoints);
const { call, refusal } = client;
const { advance, check, customer, now } = ledgerOn(client);

const inForce = async (): Promise<PolicyVersionView> => (await call('getPolicy')).body;
const personal = (username: string) =>
  tokenFor(platform.endpoints, { client_id: 'local', username, grant_type: 'password' });

/** The document in force with another tolerance. */
const tolerating = async (tolerancePercent: string) => {
  const { document } = await inForce();
  return { ...document, creditChecks: { ...document.creditChecks, tolerancePercent } };
};

describe('a platform that nobody has set a policy for', () => {
  it('should show the built-in policy as version 1, and as the only one', async () => {
    const policy = await inForce();
    expect(policy).toMatchObject({ version: 1, active: true, publishedBy: null, publishedAt: null, changes: [] });
    expect(policy.document.approvals).toMatchObject({
      currency: 'EUR',
      limits: [
        { level: 1, role: 'credit-analysts' },
        { level: 2, role: 'credit-managers', neededAbove: eur('50000.00'), neededAboveIncreasePercent: '50' },
        { level: 3, role: 'finance-directors', neededAbove: eur('250000.00') },
      ],
    });
    expect((await call('listPolicyVersions')).body).toEqual({ items: [policy], nextCursor: null });
  });

  it('should answer 409 when a draft is to be published that nobody wrote, with a body or without', async () => {
    expect(await refusal('publishPolicy')).toMatchObject({
      code: 'conflict',
      detail: expect.stringMatching(/No draft/),
    });
    expect(await refusal('publishPolicy', { body: {} })).toMatchObject({ code: 'conflict' });
    expect((await inForce()).version).toBe(1);
  });

  it('should answer 400 to a draft that is not right, naming each place and what is allowed there', async () => {
    const document = structuredClone((await inForce()).document);
    const [, second] = document.approvals.limits;
    Object.assign(second ?? {}, { role: 'bosses', level: 7 });
    Object.assign(document.approvals, { expireAfterDays: 0 });
    const { errors, code } = await refusal('putPolicyDraft', { body: document });
    expect(code).toBe('validation');
    expect(errors.map(({ path }) => path)).toEqual(['approvals.limits[1].role', 'approvals.expireAfterDays']);
    expect(errors[0]?.message).toMatch(/^must be one of credit-analysts, /);
    expect(await refusal('putPolicyDraft')).toMatchObject({ code: 'validation', errors: [{ path: 'body' }] });
    expect(await refusal('publishPolicy')).toMatchObject({ code: 'conflict' });
  });
});

describe('a policy that is drafted and published', () => {
  it('should decide at once, stand in the decisions, and be kept with who changed what', async () => {
    const customerId = await customer('100.00');
    expect(await check(customerId, eur('105.00'))).toMatchObject({ decision: 'REFERRED', policyVersion: 1 });

    const body = await tolerating('5');
    const written = await call('putPolicyDraft', { body, token: await personal('mia.manager@example.com') });
    expect(written.status).toBe(201);
    expect((await call('putPolicyDraft', { body })).status).toBe(200);
    expect(written.body).toMatchObject({
      basedOnVersion: 1,
      changes: ['creditChecks.tolerancePercent'],
      document: body,
    });
    expect(await check(customerId, eur('105.00'))).toMatchObject({ decision: 'REFERRED', policyVersion: 1 });

    const foreign = { draftHash: '0'.repeat(64) };
    expect(await refusal('publishPolicy', { body: foreign })).toMatchObject({ errors: [{ path: 'draftHash' }] });
    const published = await call('publishPolicy', {
      body: { draftHash: written.body.draftHash },
      token: await personal('fred.director@example.com'),
    });
    expect(published.body).toMatchObject({
      version: 2,
      active: true,
      draftedBy: 'mia.manager@example.com',
      publishedBy: 'fred.director@example.com',
      changes: ['creditChecks.tolerancePercent'],
    });
    expect(await check(customerId, eur('105.00'))).toMatchObject({ decision: 'APPROVED', policyVersion: 2 });
    expect(await inForce()).toEqual(published.body);
    const { items } = (await call('listPolicyVersions')).body;
    expect(items.map(({ version, active }) => [version, active])).toEqual([
      [2, true],
      [1, false],
    ]);
  });

  it('should be one version when publishing is repeated with its key, also after months', async () => {
    await call('putPolicyDraft', { body: await tolerating('7') });
    const publish = { headers: { 'idempotency-key': `publish ${await now()}`.replaceAll(' ', '-') } };
    const answers = await Promise.all(Array.from({ length: 4 }, () => call('publishPolicy', publish)));
    expect(answers.map(({ body }) => body.version)).toEqual([3, 3, 3, 3]);
    await advance('P90D');
    expect((await call('publishPolicy', publish)).body).toEqual(answers[0]?.body);
    expect(await refusal('publishPolicy')).toMatchObject({ code: 'conflict' });
  });

  it('should be listed page by page, newest first', async () => {
    const first = (await call('listPolicyVersions', { query: { limit: 2 } })).body;
    expect(first.items.map(({ version, active }) => [version, active])).toEqual([
      [3, true],
      [2, false],
    ]);
    const second = (await call('listPolicyVersions', { query: { limit: 2, cursor: first.nextCursor ?? '' } })).body;
    expect(second.items.map(({ version, active }) => [version, active])).toEqual([[1, false]]);
    expect(await refusal('listPolicyVersions', { query: { cursor: 'AAAA' } })).toMatchObject({ code: 'validation' });
  });
});
