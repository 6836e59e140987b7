import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PolicyDocumentBody } from '../../../shared/contracts/policy.ts';
import { draftProblems } from '../../../shared/contracts/policy-draft-rules.ts';
import { builtInDocument } from '../../../shared/domain/policy/built-in.ts';
import { policyOf } from '../../../shared/domain/policy/document.ts';
import type { RuleDocument } from '../../../shared/domain/policy/rules.ts';
import { type Asked, anAccount, decide } from '../../support/accounts.ts';
import { eur } from '../../support/movements.ts';

const guide = readFileSync(new URL('../../../docs/how-to/write-rules.md', import.meta.url), 'utf8');

const examples = new Map(
  [...guide.matchAll(/```json ([a-z-]+)\n([\s\S]*?)```/g)].map(([, name = '', json = '']) => [
    name,
    JSON.parse(json) as RuleDocument[],
  ]),
);

/** Decides by the built-in policy with the rules of an example. */
const decideBy = (name: string, { account, check, moment }: Asked = {}) => {
  const rules = examples.get(name) ?? [];
  expect(rules).not.toHaveLength(0);
  const policy = policyOf({ ...builtInDocument('EUR'), rules }, 2);
  const owner = { ...anAccount({ paymentTermsDays: null, creditLimit: 90_000_00n }), ...account };
  return decide({ account: owner, policy, check: check ?? {}, ...(moment ? { moment } : {}) });
};

const on = (today: string) => ({ now: `${today}T09:00:00.000Z`, today });

describe('the guide to rules', () => {
  it.each([...examples])('should have examples that a policy may have: %s', (_name, rules) => {
    const base = builtInDocument('EUR');
    const document = { ...base, rules };
    expect(PolicyDocumentBody.safeParse(document).error?.issues ?? []).toEqual([]);
    expect(draftProblems(document, { base, today: '2026-03-01' })).toEqual([]);
  });

  it.each(['grade', 'policy', 'customer'])('should keep the id %s for what is no rule', (id) => {
    const rules = [{ id, when: {}, set: { termsDays: 45 } }];
    const { error } = PolicyDocumentBody.safeParse({ ...builtInDocument('EUR'), rules });
    expect(error?.issues).toMatchObject([{ path: ['rules', 0, 'id'] }]);
  });

  it('should give the terms of the campaign while it lasts', () => {
    const seeds = { productCategory: 'SEEDS' };
    expect(decideBy('campaign', { check: seeds })).toMatchObject({
      termsDays: 60,
      earlyPaymentDiscountPercent: '2',
      because: { termsDays: 'spring-seeds', earlyPaymentDiscountPercent: 'spring-seeds' },
    });
    expect(decideBy('campaign', { check: seeds, moment: on('2026-05-01') })).toMatchObject({
      termsDays: 30,
      earlyPaymentDiscountPercent: null,
    });
    const agreed = anAccount({ paymentTermsDays: 20 });
    expect(decideBy('campaign', { check: seeds, account: agreed })).toMatchObject({
      termsDays: 20,
      earlyPaymentDiscountPercent: '2',
    });
    const bad = anAccount({ paymentTermsDays: null, grade: 'D' });
    expect(decideBy('campaign', { check: seeds, account: bad }).termsDays).toBe(14);
  });

  it('should give better terms to good grades', () => {
    const graded = (grade: 'A' | 'B' | 'C') => {
      const { earlyPaymentDiscountPercent, termsDays } = decideBy('good-grades', {
        account: anAccount({ paymentTermsDays: null, grade }),
      });
      return [termsDays, earlyPaymentDiscountPercent];
    };
    expect([graded('A'), graded('B'), graded('C')]).toEqual([
      [60, '3'],
      [45, '2'],
      [30, null],
    ]);
  });

  it('should be stricter with a region', () => {
    const overseas = (changes = {}) =>
      anAccount({ region: 'OVERSEAS', paymentTermsDays: null, creditLimit: 90_000_00n, ...changes });
    const large = decideBy('region', { account: overseas(), check: { amount: eur(5_000_01) } });
    expect(large.reasons[0]).toMatchObject({ code: 'ORDER_TOO_LARGE', facts: { rule: 'overseas' } });
    const late = decideBy('region', { account: overseas({ oldestOpenDueOn: '2026-02-24' }) });
    expect(late.reasons[0]).toMatchObject({ code: 'OVERDUE', facts: { allowedDaysPastDue: 5, rule: 'overseas' } });
    expect(decideBy('region', { account: overseas() })).toMatchObject({ outcome: 'APPROVED', termsDays: 14 });
  });

  it('should treat orders by their amount', () => {
    const full = anAccount({ openReceivables: 1_000_00n });
    const offer = decideBy('by-amount', { account: full, check: { amount: eur(300_00) } }).counterOffer;
    expect(offer?.maxAmount).toEqual(eur(50_00));
    const builder = anAccount({ industry: 'Construction', creditLimit: 90_000_00n });
    expect(decideBy('by-amount', { account: builder, check: { amount: eur(20_000_00) } }).outcome).toBe('APPROVED');
    expect(decideBy('by-amount', { account: builder, check: { amount: eur(20_000_01) } }).outcome).toBe('REFERRED');
  });

  it('should sell some things to nobody on credit, and others not to everybody', () => {
    expect(decideBy('not-on-credit', { check: { productCategory: 'GIFT-CARDS' } }).outcome).toBe('DECLINED');
    const kiosk = (grade: 'C' | 'D') => anAccount({ segment: 'PRIVATE', grade, paymentTermsDays: null });
    expect(decideBy('not-on-credit', { account: kiosk('D') }).outcome).toBe('DECLINED');
    expect(decideBy('not-on-credit', { account: kiosk('C') }).outcome).toBe('APPROVED');
  });
});
