import { describe, expect, it } from 'vitest';
import type { PolicyVersionView } from '../../shared/contracts/policy.ts';
import { tokenFor } from '../support/e2e/client.ts';
import { eur } from '../support/e2e/ledger.ts';
import { ownPlatform } from '../support/e2e/own-platform.ts';

// A platform of its own: the policy is one for all customers of a platform.
const { advance, call, check, customer, endpoints, now, refusal } = await ownPlatform({ withoutSchedules: true });

const inForce = async (): Promise<PolicyVersionView> => (await call('getPolicy')).body;
const personal = (username: string) => tokenFor(endpoints, { client_id: 'local', username, grant_type: 'password' });

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
      diff: [{ path: 'creditChecks.tolerancePercent', from: '0', to: '5' }],
      document: body,
    });
    expect((await call('getPolicyDraft')).body).toEqual(written.body);
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

const MIA = 'mia.manager@example.com';
const FRED = 'fred.director@example.com';

describe('a draft of a person', () => {
  it('should be published by another person, and by a system only what a system drafted', async () => {
    const mia = await personal(MIA);
    await call('putPolicyDraft', { body: await tolerating('8'), token: mia });
    const { code, detail } = await refusal('publishPolicy', { token: mia });
    expect(code).toBe('forbidden');
    expect(detail).toContain(MIA);
    expect((await inForce()).version).toBe(3);
    const { body } = await call('publishPolicy', { token: await personal(FRED) });
    expect(body).toMatchObject({ version: 4, draftedBy: MIA, publishedBy: FRED });
    // The system client drafts and publishes by itself.
    await call('putPolicyDraft', { body: await tolerating('9') });
    expect((await call('publishPolicy')).body).toMatchObject({ version: 5, draftedBy: 'local', publishedBy: 'local' });
  });

  it('should be gone when it is discarded, also twice, and be nowhere before it is written', async () => {
    await call('putPolicyDraft', { body: await tolerating('1') });
    expect((await call('deletePolicyDraft')).status).toBe(204);
    expect((await call('deletePolicyDraft')).status).toBe(204);
    expect(await refusal('getPolicyDraft')).toMatchObject({ code: 'not-found' });
    expect(await refusal('publishPolicy')).toMatchObject({ code: 'conflict' });
  });

  it('should be refused when it is too large to be kept, naming the bound', async () => {
    const document = structuredClone((await inForce()).document);
    const regions = Array.from({ length: 100 }, (_, index) => `${index}`.padEnd(100, 'x'));
    const rules = Array.from({ length: 40 }, (_, index) => ({
      id: `rule-${index}`,
      when: { segments: [`s${index}`], regions },
      set: { termsDays: 30 },
    }));
    const answer = await refusal('putPolicyDraft', { body: { ...document, rules } });
    expect(answer).toMatchObject({ code: 'too-large', detail: expect.stringContaining('256 KiB') });
  });
});

describe('an older version', () => {
  it('should be shown with what it changed, and be put in force again', async () => {
    const { body: fourth } = await call('getPolicyVersion', { params: { version: '4' } });
    expect(fourth).toMatchObject({
      version: 4,
      active: false,
      diff: [{ path: 'creditChecks.tolerancePercent', from: '7', to: '8' }],
    });
    const { body: first } = await call('getPolicyVersion', { params: { version: '1' } });
    expect(first).toMatchObject({ version: 1, active: false, diff: [], publishedBy: null });
    expect(await refusal('getPolicyVersion', { params: { version: '99' } })).toMatchObject({ code: 'not-found' });

    const reason = 'The new tolerance let too much through.';
    const restore = { params: { version: '1' }, body: { reason }, headers: { 'idempotency-key': 'back-to-1' } };
    const { body: restored } = await call('restorePolicyVersion', { ...restore, token: await personal(MIA) });
    expect(restored).toMatchObject({
      version: 6,
      active: true,
      publishedBy: MIA,
      restoredFrom: 1,
      reason,
      changes: ['creditChecks.tolerancePercent'],
      document: first.document,
    });
    expect((await call('restorePolicyVersion', { ...restore, token: await personal(MIA) })).body).toEqual(restored);
    expect(await inForce()).toEqual(restored);
    const customerId = await customer('100.00');
    expect(await check(customerId, eur('105.00'))).toMatchObject({ decision: 'REFERRED', policyVersion: 6 });
    const again = { params: { version: '6' }, body: { reason } };
    expect(await refusal('restorePolicyVersion', again)).toMatchObject({ code: 'conflict' });
  });

  it('should keep a draft that was written before from being published as it is', async () => {
    const body = await tolerating('3');
    await call('putPolicyDraft', { body });
    await call('restorePolicyVersion', { params: { version: '5' }, body: { reason: 'It was right after all.' } });
    expect(await refusal('publishPolicy')).toMatchObject({ code: 'conflict' });
    expect((await call('putPolicyDraft', { body })).body).toMatchObject({ basedOnVersion: 7 });
    expect((await call('publishPolicy')).body).toMatchObject({ version: 8 });
  });
});

describe('a policy that nobody could be decided by', () => {
  const rule = { id: 'campaign', when: { from: '2026-06-01', to: '2026-05-01' }, set: { termsDays: 60 } };

  it.each<[string, (document: PolicyVersionView['document']) => unknown, string, RegExp]>([
    ['a rule that never matches', (document) => ({ ...document, rules: [rule] }), 'rules[0].when.to', /never match/],
    [
      'a rule that another one leaves nothing to',
      (document) => ({
        ...document,
        rules: [
          { id: 'all', when: {}, set: { termsDays: 30 } },
          { id: 'trade', when: { segments: ['trade'] }, set: { termsDays: 45 } },
        ],
      }),
      'rules[1]',
      /^never counts: rules\[0\] matches whatever it matches and sets the same$/,
    ],
    [
      'no level for orders',
      (document) => ({ ...document, approvals: { ...document.approvals, orderReleases: [] } }),
      'approvals.orderReleases',
      /nobody would approve any amount/,
    ],
    [
      'a cycle of delegations',
      (document) => ({
        ...document,
        approvals: {
          ...document.approvals,
          delegations: [
            { role: 'credit-managers', to: 'legal' },
            { role: 'legal', to: 'credit-managers' },
          ],
        },
      }),
      'approvals.delegations[0].to',
      /credit-managers -> legal -> credit-managers is a cycle/,
    ],
  ])('should be refused with %s, saying why', async (_what, change, path, message) => {
    const { code, errors } = await refusal('putPolicyDraft', { body: change((await inForce()).document) });
    expect(code).toBe('validation');
    expect(errors[0]).toMatchObject({ path, message: expect.stringMatching(message) });
  });
});
