import type { Moment } from '../../dates.ts';
import { money, prorate } from '../../money.ts';
import type { Account, Counters } from '../account/account.ts';
import { type EffectiveLimit, effectiveLimit, type LimitTerms } from '../account/limit.ts';
import { convertBy, type FxQuote } from '../fx/rates.ts';
import {
  agreedTerms,
  amountBounds,
  type Because,
  factsOfCustomer,
  type Matched,
  rulesByAmount,
  type Settings,
  settingsFor,
} from '../policy/matching.ts';
import type { CreditPolicy } from '../policy/policy.ts';
import { heldAmount, notInvoiced, type Reservation } from '../reservation/reservation.ts';
import type { CreditCheck } from './decision.ts';

/** What a check reads of the account: all of it is recorded with the decision, see `inputs.ts`. */
export type CheckedAccount = Counters &
  LimitTerms &
  Pick<
    Account,
    | 'customerId'
    | 'currency'
    | 'segment'
    | 'region'
    | 'industry'
    | 'grade'
    | 'releases'
    | 'paymentTermsDays'
    | 'holdReasons'
    | 'blacklisted'
    | 'oldestOpenDueOn'
    | 'habit'
  >;

/** What a check reads of the account whose limit is shared. */
export type CheckedGroup = LimitTerms &
  Pick<Account, 'customerId' | 'segment' | 'region' | 'industry' | 'grade' | 'groupExposure'>;

/** What a check reads of what its order holds. */
export type HeldOrder = Pick<Reservation, 'status' | 'amount' | 'carryingAmount' | 'invoiced'>;

/** What a check is decided on. */
export interface CheckInput {
  readonly check: CreditCheck;
  readonly account: CheckedAccount;
  /** The account whose shared limit bounds this one: the parent, or the account itself where it is the parent. */
  readonly group: CheckedGroup | null;
  /** What the order holds or held already. */
  readonly existing: HeldOrder | null;
  /** Quote from the order's to the account's currency; `null` where none is needed or none is known. */
  readonly fx: FxQuote | null;
  readonly policy: CreditPolicy;
  readonly moment: Moment;
}

/** The input with the numbers that the rules compare. */
export interface Facts extends CheckInput {
  readonly limit: EffectiveLimit;
  readonly groupLimit: EffectiveLimit | null;
  /** The whole order in the account's currency; `null` where it cannot be converted. */
  readonly orderValue: bigint | null;
  /** What the order adds to the exposure beyond what it holds or has become already. */
  readonly increase: bigint | null;
  /** What the policy says for this customer and this order. */
  readonly settings: Settings;
  /** What it says for the owner of the shared limit, asked about the same order. */
  readonly groupSettings: Settings | null;
  readonly agreedTermsDays: number;
  /** Where the agreed terms come from, `customer` where they are the customer's own. */
  readonly termsBecause: Because;
}

/**
 * The order's value in the account's currency. An amendment keeps the rate at which the order was held and converts
 * only the difference, so that an unchanged order never moves.
 */
export const orderValue = (input: CheckInput): bigint | null => {
  const { check, account, existing, fx } = input;
  if (existing?.status === 'ACTIVE' && existing.amount.currency === check.amount.currency) {
    const difference = check.amount.minorUnits - existing.amount.minorUnits;
    if (difference <= 0n) return shrink(existing, check.amount.minorUnits);
    if (!canConvert(input)) return null;
    const increase = convertBy({ ...check.amount, minorUnits: difference }, fx, account.currency);
    return existing.carryingAmount + increase.minorUnits;
  }
  return canConvert(input) ? convertBy(check.amount, fx, account.currency).minorUnits : null;
};

const canConvert = ({ check, account, fx }: CheckInput): boolean =>
  check.amount.currency === account.currency || fx !== null;

const shrink = (existing: HeldOrder, minorUnits: bigint): bigint =>
  notInvoiced({ ...existing, invoiced: existing.amount.minorUnits - minorUnits });

/** How much of the order has been invoiced before, in the currency that it is asked in now. */
export const invoicedBefore = ({ check, existing }: Pick<CheckInput, 'check' | 'existing'>, value: bigint): bigint => {
  if (!existing || existing.amount.currency === check.amount.currency) return existing?.invoiced ?? 0n;
  const worth = prorate(existing.carryingAmount, existing.invoiced, existing.amount.minorUnits);
  return value === 0n ? 0n : prorate(check.amount.minorUnits, worth, value);
};

/** What the order adds to the exposure: its value less what was invoiced of it before, less what it holds already. */
const increaseBy = (input: CheckInput, value: bigint): bigint => {
  const invoiced = invoicedBefore(input, value);
  const toHold = notInvoiced({ amount: input.check.amount, carryingAmount: value, invoiced });
  return toHold - (input.existing ? heldAmount(input.existing) : 0n);
};

/** What rules are matched on: the order, of the account or of the owner of the shared limit. */
const matchedOn = (
  { account, check, moment }: CheckInput,
  customer: CheckedAccount | CheckedGroup,
  value: bigint | null,
): Matched => ({
  ...factsOfCustomer(customer),
  productCategory: check.productCategory,
  amount: value === null ? null : money(value, account.currency),
  today: moment.today,
});

/** The policies by which an order is looked at: all that is said, or no more than counts for this order. */
interface Policies {
  readonly own: CreditPolicy;
  readonly ofGroup: CreditPolicy;
}

/**
 * What counts of the limits of a customer. Where the grade gives no terms the customer's own permanent limit counts as
 * one that has fallen to zero, however large it is and whoever set it; covers and temporary limits stay. A customer
 * without a limit stays without one, for people to look at.
 */
const termsThatCount = (account: LimitTerms, { maxTermsDays }: Settings): LimitTerms => {
  if (maxTermsDays !== 0) return account;
  const hasLimit = account.unlimited || account.creditLimit !== null;
  return { ...account, unlimited: false, creditLimit: hasLimit ? 0n : null };
};

export const gatherFacts = (input: CheckInput): Facts => factsBy(input, { own: input.policy, ofGroup: input.policy });

const factsBy = (input: CheckInput, { ofGroup, own }: Policies): Facts => {
  const { account, group, moment } = input;
  const value = orderValue(input);
  const settings = settingsFor(own, matchedOn(input, account, value));
  const agreed = agreedTerms(account, settings);
  return {
    ...input,
    limit: effectiveLimit(termsThatCount(account, settings), moment.today),
    groupLimit: group && effectiveLimit(group, moment.today),
    orderValue: value,
    increase: value === null ? null : increaseBy(input, value),
    settings,
    groupSettings: group && settingsFor(ofGroup, matchedOn(input, group, value)),
    agreedTermsDays: agreed.days,
    termsBecause: agreed.because,
  };
};

/** The same order, if it were of another amount. */
const atAmount = (input: CheckInput, minorUnits: bigint): CheckInput => ({
  ...input,
  check: { ...input.check, amount: { ...input.check.amount, minorUnits } },
});

/** What the order would be worth if it were of another amount, as `orderValue`. */
export const valueAt = (input: CheckInput, minorUnits: bigint): bigint | null =>
  orderValue(atAmount(input, minorUnits));

/**
 * The facts of the same order, if it were of other amounts and asked for other terms. Rules are matched but for their
 * amounts once, for all amounts that are then looked at.
 */
export const factsAtAmounts = (
  facts: Facts,
  { termsDays }: { readonly termsDays: number | undefined },
): ((minorUnits: bigint) => Facts) => {
  const { account, group, policy } = facts;
  const narrowed = (one: CheckedAccount | CheckedGroup): CreditPolicy => ({
    ...policy,
    rules: rulesByAmount(policy, matchedOn(facts, one, null)),
  });
  const own = narrowed(account);
  const policies = { own, ofGroup: group ? narrowed(group) : own };
  const input = { ...facts, check: { ...facts.check, termsDays } };
  return (minorUnits) => factsBy(atAmount(input, minorUnits), policies);
};

/**
 * Values of the order, in the account's currency and below the one that is asked, at which other rules may match: from
 * the largest.
 */
export const boundsBelow = (facts: Facts): readonly bigint[] => {
  const { account, group, orderValue: asked, policy } = facts;
  if (asked === null) return [];
  const bounds = [account, ...(group ? [group] : [])].flatMap((one) =>
    amountBounds(policy, matchedOn(facts, one, asked), account.currency),
  );
  return [...new Set(bounds)].filter((bound) => bound < asked).sort((a, b) => (a < b ? 1 : -1));
};
