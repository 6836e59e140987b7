import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtInDocument } from '../../shared/domain/policy/built-in.ts';
import { type PolicyDocument, policyOf } from '../../shared/domain/policy/document.ts';
import type { RuleDocument } from '../../shared/domain/policy/rules.ts';
import { saveDraft } from '../../shared/store/policy-drafts.ts';
import { publishDraft } from '../../shared/store/policy-publishing.ts';
import { simulateDraft } from '../../shared/store/simulation/simulate.ts';
import { allTheTime } from '../../shared/store/time-budget.ts';
import { reservationAmended } from '../support/amended.ts';
import { openDesk } from '../support/context.ts';
import { addTable, type Database, startDatabase } from '../support/dynamodb.ts';
import { check, createCustomer, eur, invoice, pay, publishTestRates, releaseOrder, usd } from '../support/movements.ts';

const RUNS = 12;
const CUSTOMERS = ['C-1', 'C-2', 'C-3'];
const SEGMENTS = ['RETAIL', 'KEY', 'CASH'];

let engine: Database;
beforeAll(async () => {
  engine = await startDatabase();
});
afterAll(() => engine.stop());

const rule: fc.Arbitrary<Omit<RuleDocument, 'id'>> = fc.record({
  when: fc.record(
    {
      segments: fc.constantFrom(['RETAIL'], ['KEY', 'RETAIL']),
      productCategories: fc.constant(['tools']),
      amountAbove: fc.constant({ amount: '100.00', currency: 'EUR' }),
    },
    { requiredKeys: [] },
  ),
  set: fc.record(
    {
      termsDays: fc.constantFrom(7, 60),
      tolerancePercent: fc.constantFrom('0', '25'),
      maxDaysPastDue: fc.constantFrom(0, 90),
      maxOrder: fc.constant({ amount: '250.00', currency: 'EUR' }),
      outcome: fc.constantFrom('REFERRED' as const, 'DECLINED' as const),
    },
    { requiredKeys: [] },
  ),
});

const document: fc.Arbitrary<PolicyDocument> = fc
  .record({
    tolerancePercent: fc.constantFrom('0', '10'),
    maxDaysPastDue: fc.constantFrom(0, 30),
    segmentsWithoutCredit: fc.constantFrom([], ['CASH']),
    rules: fc.array(rule, { maxLength: 3 }),
  })
  .map(({ rules, ...checks }) => {
    const builtIn = builtInDocument('EUR');
    return {
      ...builtIn,
      creditChecks: { ...builtIn.creditChecks, ...checks },
      rules: rules.map((one, index) => ({ ...one, id: `rule-${index}` })),
    };
  });

const who = fc.constantFrom(...CUSTOMERS);
const cents = fc.integer({ min: 1, max: 400_00 });
const order = fc.integer({ min: 1, max: 12 }).map((number) => `O-${number}`);
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('check' as const),
      who,
      cents,
      order,
      inDollars: fc.boolean(),
      reserve: fc.boolean(),
      productCategory: fc.constantFrom(undefined, 'tools'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('invoice' as const), who, cents, days: fc.integer({ min: -60, max: 30 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('pay' as const), who, cents }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('release' as const), who, cents, order }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('amend' as const), cents, order }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 200 }) }) },
);

describe('the policy in force, simulated on its own decisions', () => {
  it('should flip nothing, whatever was decided', async () => {
    await fc.assert(
      fc.asyncProperty(document, fc.array(step, { minLength: 10, maxLength: 40 }), async (policy, steps) => {
        const { stop, table } = await addTable(engine.endpoint);
        const desk = openDesk(table, { policy: policyOf(policy, 2), timeZone: 'Europe/Berlin' });
        const from = desk.today();
        await saveDraft(desk.at(), 'EUR', policy);
        await publishDraft(desk.at({ actor: 'other@example.com' }), 'EUR');
        await publishTestRates(desk.at());
        for (const [index, customerId] of CUSTOMERS.entries()) {
          await createCustomer(desk.at(), customerId, { segment: SEGMENTS[index] ?? '', limit: 500_00 });
        }
        const decisions = new Set<unknown>();
        for (const [index, one] of steps.entries()) {
          if (one.do === 'wait') desk.advance({ hours: one.hours });
          else if (one.do === 'invoice') {
            const issuedOn = desk.today();
            const dueOn = new Date(Date.parse(issuedOn) + one.days * 86_400_000).toISOString().slice(0, 10);
            await invoice(desk.at(), one.who, `I-${index}`, eur(one.cents), {
              issuedOn: dueOn < issuedOn ? dueOn : issuedOn,
              dueOn,
            });
          } else if (one.do === 'pay') await pay(desk.at(), one.who, `P-${index}`, eur(one.cents));
          else if (one.do === 'release')
            await releaseOrder(desk.at(), one.who, `${one.who}-${one.order}`, eur(one.cents));
          else if (one.do === 'amend') {
            const answer = await reservationAmended(desk.at(), `C-1-${one.order}`, eur(one.cents));
            if (answer) decisions.add(answer['decisionId']);
          } else {
            const { productCategory, reserve } = one;
            const amount = one.inDollars ? usd(one.cents) : eur(one.cents);
            const answer = await check(desk.at(), one.who, `${one.who}-${one.order}`, amount, {
              reserve,
              productCategory,
            });
            decisions.add(answer['decisionId']);
          }
        }
        await saveDraft(desk.at(), 'EUR', policy);
        const simulated = await simulateDraft(desk.at(), 'EUR', { from, to: desk.today() }, allTheTime);
        expect(simulated.flipped).toEqual([]);
        expect(simulated.decisions).toMatchObject({ decisions: decisions.size, flipped: 0, flips: [] });
        expect(simulated.grades.changed).toEqual([]);
        expect(simulated.collections.after).toEqual(simulated.collections.before);
        await stop();
      }),
      { numRuns: RUNS },
    );
  });
});
