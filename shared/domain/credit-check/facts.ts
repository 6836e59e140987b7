import type { Moment } from '../../dates.ts';
import { prorate } from '../../money.ts';
import type { Account } from '../account/account.ts';
import { type EffectiveLimit, effectiveLimit } from '../account/limit.ts';
import { convertBy, type FxQuote } from '../fx/rates.ts';
import type { CreditPolicy } from '../policy/policy.ts';
import { heldAmount, notInvoiced, type Reservation } from '../reservation/reservation.ts';
import type { CreditCheck } from './decision.ts';

/** What a check is decided on. */
export interface CheckInput {
  readonly check: CreditCheck;
  readonly account: Account;
  /** The account whose shared limit bounds this one: the parent, or the account itself where it is the parent. */
  readonly group: Account | null;
  /** What the order holds or held already. */
  readonly existing: Reservation | null;
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
  readonly agreedTermsDays: number;
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

const shrink = (existing: Reservation, minorUnits: bigint): bigint =>
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

/** What the order would add to the exposure if it were of another amount; `null` where it cannot be converted. */
export const increaseAt = (input: CheckInput, minorUnits: bigint): bigint | null => {
  const other = { ...input, check: { ...input.check, amount: { ...input.check.amount, minorUnits } } };
  const value = orderValue(other);
  return value === null ? null : increaseBy(other, value);
};

export const gatherFacts = (input: CheckInput): Facts => {
  const { account, group, policy, moment } = input;
  const value = orderValue(input);
  return {
    ...input,
    limit: effectiveLimit(account, moment.today),
    groupLimit: group && effectiveLimit(group, moment.today),
    orderValue: value,
    increase: value === null ? null : increaseBy(input, value),
    agreedTermsDays: account.paymentTermsDays ?? policy.defaultTermsDays,
  };
};
