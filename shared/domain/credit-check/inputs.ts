import type { BusinessDate } from '../../dates.ts';
import { fromMoneyJson, type MoneyJson, toMoneyJson } from '../../money.ts';
import { type AccountCover, noMovement, type OrderHabit, type TemporaryLimit } from '../account/account.ts';
import { hasOrdersBesides } from '../account/habit.ts';
import type { LimitTerms } from '../account/limit.ts';
import type { FxQuote } from '../fx/rates.ts';
import type { Json, JsonObject } from '../history/entry.ts';
import type { OrderRelease } from '../order-release/release.ts';
import type { CreditCheck } from './decision.ts';
import type { CheckedAccount, CheckedGroup, CheckInput, HeldOrder } from './facts.ts';

/**
 * What a check was decided on, as it is recorded with the decision: as little as can be, since every decision keeps it
 * for ever. What stands in the decision itself is not written again (the question, the exposure before, the exchange
 * rate, the instant), nor what an account has when it is new. Amounts are minor units of the account's currency, as text.
 */
export type RecordedInputs = JsonObject;

type Fields = { readonly [key: string]: Json | undefined };

/** Without what is not there: `null`, `false`, empty lists. */
const compact = (fields: Fields): JsonObject =>
  Object.fromEntries(
    Object.entries(fields).filter(
      (field): field is [string, Json] =>
        field[1] !== undefined &&
        field[1] !== null &&
        field[1] !== false &&
        !(Array.isArray(field[1]) && !field[1].length),
    ),
  );

const textOf = (minorUnits: bigint | null): string | null => (minorUnits === null ? null : String(minorUnits));

const limitJson = ({ covers, creditLimit, temporaryLimit: temporary, unlimited }: LimitTerms): Fields => ({
  creditLimit: textOf(creditLimit),
  unlimited,
  temporaryLimit: temporary && [temporary.requestId, String(temporary.amount), temporary.validFrom, temporary.validTo],
  covers: covers.map((cover) => [
    cover.coverId,
    String(cover.amount),
    cover.coveredPercent,
    cover.validFrom,
    cover.validTo,
  ]),
});

const customerJson = ({ grade, industry, region, segment }: CheckedAccount | CheckedGroup): Fields => ({
  segment,
  region,
  industry,
  grade,
});

const releaseJson = (release: OrderRelease): Json => [
  release.requestId,
  { ...toMoneyJson(release.amount) },
  release.approvedBy,
  release.expiresAt,
];

const habitJson = (habit: OrderHabit): Json => [
  habit.invoices,
  String(habit.invoiced),
  habit.since,
  ...(habit.orderedOn === null && !hasOrdersBesides(habit) ? [] : [habit.orderedOn, String(habit.ordered)]),
  ...(hasOrdersBesides(habit) ? [habit.orders, String(habit.ordersWorth)] : []),
];

const accountJson = (account: CheckedAccount, { orderId }: CreditCheck): JsonObject =>
  compact({
    ...customerJson(account),
    ...limitJson(account),
    // Those of other orders let nothing through here.
    releases: account.releases.filter((release) => release.orderId === orderId).map(releaseJson),
    paymentTermsDays: account.paymentTermsDays,
    holdReasons: account.holdReasons,
    blacklisted: account.blacklisted,
    oldestOpenDueOn: account.oldestOpenDueOn,
    habit: account.habit && habitJson(account.habit),
  });

const groupJson = (group: CheckedGroup, account: CheckedAccount): JsonObject =>
  group.customerId === account.customerId
    ? { exposure: String(group.groupExposure) }
    : compact({
        customerId: group.customerId,
        exposure: String(group.groupExposure),
        ...customerJson(group),
        ...limitJson(group),
      });

const heldJson = ({ amount, carryingAmount, invoiced, status }: HeldOrder): Json => [
  status,
  { ...toMoneyJson(amount) },
  String(carryingAmount),
  String(invoiced),
];

/** Everything that `decideCredit` reads and that the record of its decision does not say; without the policy. */
export const recordInputs = ({ account, check, existing, group, moment }: CheckInput): RecordedInputs => ({
  today: moment.today,
  account: accountJson(account, check),
  ...(group ? { group: groupJson(group, account) } : {}),
  ...(existing ? { existing: heldJson(existing) } : {}),
});

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The business date that recorded inputs are of; `null` where nothing was recorded. */
export const dayOfInputs = (inputs: Json | undefined): BusinessDate | null =>
  isObject(inputs) ? as(inputs['today']) : null;

/** Written by this module: the shapes are what they were written as. */
const as = <T>(value: Json | undefined): T => value as unknown as T;

const or = <T>(value: Json | undefined, otherwise: T): T => (value === undefined ? otherwise : as<T>(value));

const unitsOrNull = (value: Json | undefined): bigint | null =>
  value === undefined ? null : BigInt(as<string>(value));

/** Minor units of an amount that was written with all its decimals, however large a sum it is. */
const unitsOf = ({ amount }: MoneyJson): bigint => BigInt(amount.replace('.', ''));

const limitOf = (recorded: JsonObject): LimitTerms => ({
  creditLimit: unitsOrNull(recorded['creditLimit']),
  unlimited: recorded['unlimited'] === true,
  temporaryLimit: temporaryLimitOf(recorded['temporaryLimit']),
  covers: or<readonly Json[]>(recorded['covers'], []).map(coverOf),
});

const temporaryLimitOf = (recorded: Json | undefined): TemporaryLimit | null => {
  if (recorded === undefined) return null;
  const [requestId, amount, validFrom, validTo] = as<[string, string, string, string]>(recorded);
  return { requestId, amount: BigInt(amount), validFrom, validTo };
};

const coverOf = (recorded: Json): AccountCover => {
  const [coverId, amount, coveredPercent, validFrom, validTo] = as<[string, string, string, string, string]>(recorded);
  return { coverId, amount: BigInt(amount), coveredPercent, validFrom, validTo };
};

const customerOf = (recorded: JsonObject) => ({
  segment: or(recorded['segment'], ''),
  region: or<string | null>(recorded['region'], null),
  industry: or<string | null>(recorded['industry'], null),
  grade: or<CheckedAccount['grade']>(recorded['grade'], null),
});

const releaseOf =
  (orderId: string) =>
  (recorded: Json): OrderRelease => {
    const [requestId, amount, approvedBy, expiresAt] = as<[string, MoneyJson, string[], string]>(recorded);
    return { requestId, orderId, amount: fromMoneyJson(amount), approvedBy, expiresAt };
  };

const habitOf = (recorded: Json | undefined): OrderHabit | null => {
  if (recorded === undefined) return null;
  const [invoices, invoiced, since, orderedOn, ordered, orders, ordersWorth] =
    as<[number, string, string, (string | null)?, string?, number?, string?]>(recorded);
  return {
    invoices,
    invoiced: BigInt(invoiced),
    since,
    orders: orders ?? invoices,
    ordersWorth: BigInt(ordersWorth ?? invoiced),
    orderedOn: orderedOn ?? null,
    ordered: BigInt(ordered ?? '0'),
  };
};

const accountOf = (
  recorded: JsonObject,
  { customerId, orderId }: CreditCheck,
  exposure: MoneyJson,
): CheckedAccount => ({
  customerId,
  currency: exposure.currency,
  ...noMovement,
  // Rules know the exposure as a whole only.
  openReceivables: unitsOf(exposure),
  ...customerOf(recorded),
  ...limitOf(recorded),
  releases: or<readonly Json[]>(recorded['releases'], []).map(releaseOf(orderId)),
  paymentTermsDays: or<number | null>(recorded['paymentTermsDays'], null),
  holdReasons: or<readonly string[]>(recorded['holdReasons'], []),
  blacklisted: recorded['blacklisted'] === true,
  oldestOpenDueOn: or<string | null>(recorded['oldestOpenDueOn'], null),
  habit: habitOf(recorded['habit']),
});

const groupOf = (recorded: Json | undefined, account: CheckedAccount): CheckedGroup | null => {
  if (!isObject(recorded)) return null;
  const groupExposure = BigInt(as<string>(recorded['exposure']));
  if (recorded['customerId'] === undefined) return { ...account, groupExposure };
  return { customerId: as(recorded['customerId']), groupExposure, ...customerOf(recorded), ...limitOf(recorded) };
};

const heldOf = (recorded: Json | undefined): HeldOrder | null => {
  if (recorded === undefined) return null;
  const [status, amount, carryingAmount, invoiced] = as<[HeldOrder['status'], MoneyJson, string, string]>(recorded);
  return {
    status,
    amount: fromMoneyJson(amount),
    carryingAmount: BigInt(carryingAmount),
    invoiced: BigInt(invoiced),
  };
};

const checkOf = (record: JsonObject): CreditCheck => ({
  customerId: as(record['customerId']),
  orderId: as(record['orderId']),
  amount: fromMoneyJson(as(record['amount'])),
  reserve: record['reserve'] === true,
  productCategory: as<string | undefined>(record['productCategory']),
  termsDays: as<number | undefined>(record['termsDays']),
  shipOn: as<string | undefined>(record['shipOn']),
});

const fxOf = (recorded: Json | undefined): FxQuote | null => {
  if (!isObject(recorded)) return null;
  const { ratedOn, ...quote } = as<Omit<FxQuote, 'date'> & { readonly ratedOn: string }>(recorded);
  return { ...quote, date: ratedOn };
};

/**
 * What a check was decided on, from the record of its decision (the data of a `CreditDecisionMade`, with its `inputs`):
 * `decideCredit({ ...readInputs(record), policy })` decides it again. `null` for a decision that was recorded without
 * inputs, as that on a customer whom nobody knows.
 */
export const readInputs = (record: JsonObject): Omit<CheckInput, 'policy'> | null => {
  const { decidedAt, exposureBefore, fx, inputs } = record;
  if (!isObject(inputs) || !isObject(exposureBefore) || !isObject(inputs['account'])) return null;
  const check = checkOf(record);
  const account = accountOf(inputs['account'], check, as(exposureBefore));
  return {
    check,
    account,
    group: groupOf(inputs['group'], account),
    existing: heldOf(inputs['existing']),
    fx: fxOf(fx),
    moment: { now: as(decidedAt), today: as(inputs['today']) },
  };
};
