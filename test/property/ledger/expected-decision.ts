import {
  type Currency,
  type Customer,
  daysFrom,
  exposureOf,
  groupExposureOf,
  groupOf,
  held,
  inEuros,
  invoicesOf,
  type Ledger,
  type Order,
  remaining,
  share,
  statusOf,
  today,
  toInvoice,
  tolerated,
} from './model.ts';

/** What a check must find, in the words of the product's description. */
export interface Expected {
  readonly codes: readonly string[];
  readonly exposureBefore: bigint;
  readonly limit: bigint | null;
  /** The order as it would be held. */
  readonly worth: bigint;
  readonly invoiced: bigint;
  readonly increase: bigint;
}

const MOST_DAYS_PAST_DUE = 30;
const MOST_RATE_AGE_DAYS = 3;

export const limitOf = (ledger: Ledger, customer: Customer): bigint | 'none' | 'unlimited' => {
  if (customer.unlimited) return 'unlimited';
  if (customer.limit === null) return 'none';
  const day = today(ledger);
  const inForce = customer.covers.filter((cover) => cover.from <= day && day <= cover.to);
  return inForce.reduce((sum, cover) => sum + (cover.amount * cover.percent) / 100n, customer.limit);
};

/** The day's worth; of an order that holds already, only the difference is valued anew. */
const worthOf = (order: Order | undefined, amount: bigint, currency: Currency): bigint => {
  if (!order || statusOf(order) !== 'ACTIVE' || order.currency !== currency) return inEuros(amount, currency);
  return amount > order.amount
    ? order.worth + inEuros(amount - order.amount, currency)
    : share(order.worth, amount, order.amount);
};

const invoicedOf = (order: Order | undefined, amount: bigint, currency: Currency, worth: bigint): bigint => {
  if (!order) return 0n;
  if (order.currency === currency) return order.invoiced;
  return share(amount, share(order.worth, order.invoiced, order.amount), worth);
};

export const expectDecision = (
  ledger: Ledger,
  customer: Customer,
  order: Order | undefined,
  amount: bigint,
  currency: Currency,
): Expected => {
  const worth = worthOf(order, amount, currency);
  const invoiced = invoicedOf(order, amount, currency, worth);
  const increase = toInvoice(amount, worth, invoiced) - (order ? held(order) : 0n);
  const limit = limitOf(ledger, customer);
  const shrinks = order !== undefined && statusOf(order) === 'ACTIVE' && increase <= 0n;
  return {
    codes: shrinks ? [] : objections(ledger, customer, { worth, increase, currency }),
    exposureBefore: exposureOf(ledger, customer.id),
    limit: typeof limit === 'bigint' ? limit : null,
    worth,
    invoiced,
    increase,
  };
};

interface Wanted {
  readonly worth: bigint;
  readonly increase: bigint;
  readonly currency: Currency;
}

const objections = (ledger: Ledger, customer: Customer, { currency, increase, worth }: Wanted): string[] => {
  const codes: string[] = [];
  if (customer.held) codes.push('ON_HOLD');
  const open = invoicesOf(ledger, customer.id).filter((one) => remaining(one) > 0n);
  if (open.some((one) => daysFrom(one.dueOn, today(ledger)) > MOST_DAYS_PAST_DUE)) codes.push('OVERDUE');
  if (currency !== 'EUR' && daysFrom(ledger.ratesOf, today(ledger)) > MOST_RATE_AGE_DAYS) codes.push('FX_RATE_STALE');
  const limit = limitOf(ledger, customer);
  if (limit === 'none') codes.push('NO_LIMIT');
  else if (limit !== 'unlimited' && exposureOf(ledger, customer.id) + increase > tolerated(ledger, limit, worth)) {
    codes.push(limit === 0n ? 'CASH_ONLY' : 'LIMIT_EXCEEDED');
  }
  const group = groupOf(ledger, customer);
  const shared = group && limitOf(ledger, group);
  if (group === null || shared === null || shared === 'unlimited') return codes;
  if (shared === 'none') codes.push('NO_LIMIT');
  else if (groupExposureOf(ledger, group.id) + increase > tolerated(ledger, shared, worth))
    codes.push('GROUP_LIMIT_EXCEEDED');
  return codes;
};
