import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Account } from '../../shared/domain/account/account.ts';
import { exposureOf } from '../../shared/domain/account/account.ts';
import type { CheckInput } from '../../shared/domain/credit-check/facts.ts';
import { convertBy } from '../../shared/domain/fx/rates.ts';
import { defaultPolicy } from '../../shared/domain/policy/policy.ts';
import { type Money, money } from '../../shared/money.ts';
import { type Asked, anAccount, aReservation, decide, quoteOf } from '../support/accounts.ts';
import { anyReservation, releaseOf } from '../support/check-situations.ts';
import { anyRules, rulesByAmount } from '../support/policy-rules.ts';

const amount = (max = 2_000_00n) => fc.bigInt({ min: 0n, max });
const orderCurrency = fc.constantFrom('EUR', 'USD', 'JPY', 'KWD');

const situations = orderCurrency.chain((currency) =>
  fc.record({
    currency: fc.constant(currency),
    minorUnits: fc.bigInt({ min: 1n, max: 5_000_000n }),
    open: amount(),
    held: amount(),
    cash: amount(),
    limit: fc.oneof(amount(), fc.constant(0n)),
    groupLimit: fc.option(amount(10_000_00n)),
    othersExposure: amount(),
    tolerancePercent: fc.constantFrom('0', '2.5'),
    rules: fc.oneof(fc.constant([]), rulesByAmount(2_000_00n), anyRules),
    existing: fc.option(anyReservation(currency)),
    released: fc.option(fc.bigInt({ min: 1n, max: 5_000_000n }), { freq: 1 }),
  }),
);

type Situation = typeof situations extends fc.Arbitrary<infer T> ? T : never;

const asked = (situation: Situation): Asked & { account: Account } => {
  const { currency, minorUnits, open, held, cash, limit, groupLimit, othersExposure } = situation;
  const { tolerancePercent, existing, released, rules } = situation;
  const counters = {
    openReceivables: open,
    reservations: held + (existing?.carryingAmount ?? 0n),
    unappliedCash: cash,
  };
  const releases = released === null ? [] : [releaseOf(money(released, currency))];
  const account = anAccount({ ...counters, creditLimit: limit, releases });
  const groupExposure = exposureOf(counters) + othersExposure;
  const parent = groupLimit === null ? null : anAccount({ creditLimit: groupLimit, groupExposure, memberCount: 2 });
  return {
    check: { amount: money(minorUnits, currency) },
    account,
    group: parent,
    existing,
    fx: currency === 'EUR' ? null : quoteOf(currency),
    policy: { ...defaultPolicy, tolerancePercent, rules },
  };
};

const withAmount = (situation: Asked, value: Money): Asked => ({ ...situation, check: { amount: value } });

/** The situation after the customer has paid, in euros at the day's rate. */
const afterPayment = (situation: Asked & { account: Account }, paid: Money): Asked => {
  const worth = convertBy(paid, situation.fx ?? null, 'EUR').minorUnits;
  const { account, group } = situation;
  return {
    ...situation,
    account: { ...account, unappliedCash: account.unappliedCash + worth },
    group: group ? { ...group, groupExposure: group.groupExposure - worth } : null,
  };
};

const smaller = (value: Money): Money => ({ ...value, minorUnits: value.minorUnits - 1n });
const larger = (value: Money): Money => ({ ...value, minorUnits: value.minorUnits + 1n });

/** Runs the law on situations that a limit is in the way of, and nothing else. */
const refused = (law: (input: ReturnType<typeof asked>, decision: ReturnType<typeof decide>) => void): void => {
  let tried = 0;
  fc.assert(
    fc.property(situations, (situation) => {
      const input = asked(situation);
      const decision = decide(input as Partial<CheckInput>);
      if (decision.shortfall === null) return;
      tried += 1;
      law(input, decision);
    }),
    { numRuns: 1_000 },
  );
  expect(tried).toBeGreaterThan(100);
};

describe('a counter-offer', () => {
  it('should name the largest amount that passes: it does, and one minor unit more does not', () => {
    refused((input, { counterOffer }) => {
      const offered = counterOffer?.maxAmount;
      if (offered) {
        expect(decide(withAmount(input, offered)).outcome).toBe('APPROVED');
        expect(decide(withAmount(input, larger(offered))).outcome).not.toBe('APPROVED');
      } else {
        const least = money(1n, input.check?.amount?.currency ?? '');
        expect(decide(withAmount(input, least)).outcome).not.toBe('APPROVED');
      }
    });
  });

  it('should name the largest of all that pass, also where rules go by the amount', () => {
    const cents = (max: bigint) => fc.bigInt({ min: 0n, max });
    const small = fc.record({
      asked: fc.bigInt({ min: 2n, max: 60n }),
      open: cents(40n),
      limit: cents(60n),
      held: fc.option(fc.bigInt({ min: 1n, max: 20n })),
      rules: rulesByAmount(60n),
      maxOrder: fc.option(cents(60n), { freq: 2 }),
    });
    let offers = 0;
    let sizes = 0;
    fc.assert(
      fc.property(small, ({ asked: wanted, held, limit, maxOrder, open, rules }) => {
        const existing = held === null ? null : aReservation({ amount: money(held, 'EUR'), carryingAmount: held });
        const account = anAccount({ creditLimit: limit, openReceivables: open, reservations: held ?? 0n });
        const maxOrders = maxOrder === null ? [] : [money(maxOrder, 'EUR')];
        const input: Asked = { account, existing, policy: { ...defaultPolicy, maxOrders, rules } };
        const outcomeOf = (minorUnits: bigint) => decide(withAmount(input, money(minorUnits, 'EUR')));
        const decision = outcomeOf(wanted);
        if (decision.outcome === 'APPROVED') return;
        if (decision.shortfall === null) {
          sizes += 1;
          expect(decision.counterOffer?.prepay).toBeUndefined();
        }
        let most = wanted - 1n;
        while (most > 0n && outcomeOf(most).outcome !== 'APPROVED') most -= 1n;
        expect(decision.counterOffer?.maxAmount?.minorUnits ?? 0n).toBe(most);
        if (most > 0n) offers += 1;
      }),
      { numRuns: 1_500 },
    );
    expect(offers).toBeGreaterThan(200);
    expect(sizes).toBeGreaterThan(200);
  });

  it('should name the prepayment that makes the order pass: it does, and one minor unit less does not', () => {
    refused((input, { counterOffer }) => {
      const prepay = counterOffer?.prepay;
      expect(prepay).toBeDefined();
      if (!prepay) return;
      expect(decide(afterPayment(input, prepay)).outcome).toBe('APPROVED');
      expect(decide(afterPayment(input, smaller(prepay))).outcome).not.toBe('APPROVED');
    });
  });

  it('should not be made when something else than a limit is in the way', () => {
    refused((input) => {
      const account = { ...input.account, holdReasons: ['late'] };
      const decision = decide({ ...input, account });
      // But for what approvers let through all the same.
      const released = account.releases[0]?.amount;
      expect(decision.counterOffer).toEqual(released ? { maxAmount: released } : null);
      expect(decision.shortfall).toBeNull();
    });
  });
});
