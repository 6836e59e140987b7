import { addDaysToInstant } from '../dates.ts';
import { noMovement } from '../domain/account/account.ts';
import { withOrder, withPaceTold } from '../domain/account/habit.ts';
import { decideCredit } from '../domain/credit-check/decide.ts';
import type { CreditCheck, CreditDecision } from '../domain/credit-check/decision.ts';
import { type CheckInput, invoicedBefore } from '../domain/credit-check/facts.ts';
import { recordInputs } from '../domain/credit-check/inputs.ts';
import { passesOn } from '../domain/credit-check/passes-on.ts';
import { answerOf, decisionRecord, unknownCustomerRecord } from '../domain/credit-check/record.ts';
import type { JsonObject } from '../domain/history/entry.ts';
import { withoutReleases } from '../domain/order-release/release.ts';
import { notInvoiced, orderedOn, type Reservation } from '../domain/reservation/reservation.ts';
import { shadowRecord } from '../domain/simulation/shadow.ts';
import { conflict, type Refusal } from '../errors.ts';
import { maximum } from '../money.ts';
import type { Context } from './context.ts';
import { decisionPointer, loadDecision, lonelyDecision } from './decisions.ts';
import { quoteFor } from './fx-rates.ts';
import { answeredBefore, requestWrite } from './idempotency.ts';
import { type Decided, moveAccount, type Resolution, type Standing } from './movement.ts';
import { newId } from './new-id.ts';
import { listOpenItems } from './open-items.ts';
import {
  expireDue,
  isExpiryDue,
  loadActiveReservation,
  reservationUnchanged,
  reservationWrite,
  toReservation,
} from './reservations.ts';
import { settleWrites } from './table.ts';
import { tellOfUnusual } from './unusual-orders.ts';

/** How far the forecast of a counter-offer looks: the open items due first, in one read. */
const FORECAST_ITEMS = 100;

/** An answered check: the record as stored, but for what it was decided on. */
export type CheckAnswer = JsonObject;

/**
 * Decides a credit check and holds the amount if asked, in one read and one write. The order's reservation is not read
 * beforehand: the write is conditioned on there being none, and only when there is one is the check decided again as
 * a repetition or an amendment.
 * @throws conflict when the order belongs to another customer, or an Idempotency-Key to another body.
 */
export const checkCredit = async (context: Context, check: CreditCheck): Promise<CheckAnswer> => {
  let existing: Reservation | null = null;
  const onReservation = (stored: Record<string, unknown> | undefined): Resolution<CheckAnswer> => {
    existing = stored ? toReservation(stored) : null;
    return 'again';
  };
  return moveAccount<CheckAnswer>(
    context,
    check.customerId,
    async (standing) => {
      if (isExpiryDue(standing, context.moment.now)) return { first: () => expireDue(context, standing) };
      if (existing && existing.customerId !== check.customerId) throw otherCustomersOrder(check.orderId);
      if (existing && isSameOrder(existing, check)) return repeatedAnswer(context, existing);
      return decideAnew(context, check, standing, existing, onReservation);
    },
    () => referUnknownCustomer(context, check),
  );
};

const otherCustomersOrder = (orderId: string): Refusal =>
  conflict(`Order '${orderId}' belongs to another customer. Order ids are unique over all customers.`, 'orderId');

/** An order that holds its amount, or has become receivables, asked again as it was. */
const isSameOrder = (existing: Reservation, check: CreditCheck): boolean =>
  (existing.status === 'ACTIVE' || existing.status === 'INVOICED') &&
  existing.amount.currency === check.amount.currency &&
  existing.amount.minorUnits === check.amount.minorUnits;

/** The decision that the order holds its amount by. */
const repeatedAnswer = async ({ table }: Context, existing: Reservation): Promise<Decided<CheckAnswer>> => ({
  answer: (await loadDecision(table, existing.decisionId)).record,
});

const decideAnew = async (
  context: Context,
  check: CreditCheck,
  standing: Standing,
  existing: Reservation | null,
  onReservation: (stored: Record<string, unknown> | undefined) => Resolution<CheckAnswer>,
): Promise<Decided<CheckAnswer>> => {
  const { table, moment, policy } = context;
  const { account, group } = standing;
  const fx = await quoteFor(context, check.amount.currency, account.currency);
  const input: CheckInput = { check, account, group, existing, fx, policy, moment };
  const decision = await withForecast(context, check.customerId, decideCredit(input));
  const decisionId = newId(moment.now);
  const holds = decision.outcome === 'APPROVED' && check.reserve && decision.orderValue !== null;
  const unusual = await tellOfUnusual(table, check, decision, existing, { habit: account.habit, today: moment.today });
  const isUnusual = unusual.isTold || existing?.isUnusual;
  const habit = unusual.isPaceTold ? withPaceTold(account.habit, moment.today) : account.habit;
  const next = holds ? nextReservation(context, check, existing, decision, decisionId) : null;
  const reservation = next && isUnusual ? { ...next, isUnusual } : next;
  const reserved = reservation ? (decision.increase ?? 0n) : 0n;
  const kept = reservation ?? (existing?.status === 'ACTIVE' ? existing : null);
  const record = decisionRecord(
    check,
    account,
    decision,
    {
      reservation: kept,
      reserved,
      inputs: recordInputs(input),
      shadow: context.shadow ? shadowRecord(input, context.shadow) : null,
    },
    {
      decisionId,
      policyVersion: policy.version,
      moment,
    },
  );
  const first = reservation?.status === 'ACTIVE' ? reservation.expiresAt : null;
  return {
    entry: {
      kind: 'CreditDecisionMade',
      deltas: { ...noMovement, reservations: reserved },
      data: { ...record, ...(unusual.isTold ? { tellsUnusual: true } : {}) },
    },
    account: {
      ...(first !== null && isSooner(first, account.nextExpiryAt) ? { nextExpiryAt: first } : {}),
      // A release counts once: whatever holds the order's amount uses it up. Who only asks takes nothing.
      ...(reservation
        ? {
            releases: withoutReleases(account, check.orderId, moment.now),
            habit: withOrder(
              habit,
              orderedOn(reservation, moment.today) - orderedOn(existing, moment.today),
              moment.today,
            ),
          }
        : unusual.isPaceTold && { habit }),
    },
    ...(first !== null && group !== null && isSooner(first, group.groupNextExpiryAt)
      ? { groupNextExpiryAt: first }
      : {}),
    // What approvers released goes beyond the limits on purpose.
    ...(reserved > 0n && !decision.isReleased
      ? { bounded: { group: decision.groupBound === null ? null : decision.groupBound - reserved } }
      : {}),
    writes: [
      reservation
        ? reservationWrite(table, existing, reservation)
        : reservationUnchanged(table, check.orderId, existing),
      ...unusual.writes,
    ],
    pointers: (entry) => [decisionPointer(table, decisionId, entry)],
    result: () => answerOf(record),
    onFailed: { reservation: onReservation },
  };
};

const isSooner = (instant: string, than: string | null): boolean => than === null || instant < than;

const nextReservation = (
  { moment, policy }: Context,
  check: CreditCheck,
  existing: Reservation | null,
  decision: CreditDecision,
  decisionId: string,
): Reservation => {
  const carryingAmount = decision.orderValue ?? 0n;
  const invoiced = invoicedBefore({ check, existing }, carryingAmount);
  const order = { amount: check.amount, carryingAmount, invoiced };
  const ordered = maximum(orderedOn(existing, moment.today) + (decision.increase ?? 0n), 0n);
  const { productCategory, termsDays } = check;
  return {
    ...order,
    orderId: check.orderId,
    customerId: check.customerId,
    status: notInvoiced(order) > 0n || invoiced === 0n ? 'ACTIVE' : 'INVOICED',
    expiresAt:
      existing?.status === 'ACTIVE' ? existing.expiresAt : addDaysToInstant(moment.now, policy.reservationDays),
    decisionId,
    ...(productCategory === undefined ? {} : { productCategory }),
    ...(termsDays === undefined ? {} : { termsDays }),
    ordered: { on: moment.today, value: ordered },
    version: (existing?.version ?? 0) + 1,
  };
};

/** Adds the day on which the order would pass; only a refusal by a limit is worth the extra reading. */
const withForecast = async (
  context: Context,
  customerId: string,
  decision: CreditDecision,
): Promise<CreditDecision> => {
  const { shortfall, counterOffer } = decision;
  if (shortfall === null || shortfall <= 0n || !counterOffer) return decision;
  const open = await listOpenItems(context.table, customerId, { limit: FORECAST_ITEMS });
  const on = passesOn(open.items, shortfall, context.moment.today);
  return on === null ? decision : { ...decision, counterOffer: { ...counterOffer, passesOn: on } };
};

const referUnknownCustomer = async (context: Context, check: CreditCheck): Promise<CheckAnswer> => {
  const { table, moment, policy } = context;
  const decisionId = newId(moment.now);
  const record = unknownCustomerRecord(check, { decisionId, policyVersion: policy.version, moment });
  const outcome = await settleWrites(table, [
    ...(context.request ? [requestWrite(context, record)] : []),
    lonelyDecision(table, decisionId, record),
  ]);
  if (outcome.done) return record;
  const before = await answeredBefore<CheckAnswer>(context);
  if (before) return before.answer;
  throw new Error(`decision ${decisionId} exists already`);
};

/**
 * Changes the amount of an order that holds a reservation: the difference is re-checked, under the product category and the
 * terms that the order was checked with; a smaller amount always passes.
 * @throws not-found when the order holds nothing.
 */
export const amendReservation = async (
  context: Context,
  orderId: string,
  amount: CreditCheck['amount'],
): Promise<CheckAnswer> => {
  const holder = await holderOf(context, orderId);
  if ('answer' in holder) return holder.answer;
  return checkCredit(context, { ...holder, orderId, amount, reserve: true });
};

/** What an order that holds something was checked with, or what this very request was answered while it still did. */
const holderOf = async (
  context: Context,
  orderId: string,
): Promise<Pick<CreditCheck, 'customerId' | 'productCategory' | 'termsDays'> | { answer: CheckAnswer }> => {
  try {
    const { reservation } = await loadActiveReservation(context.table, orderId, context.moment.now);
    const { customerId, productCategory, termsDays } = reservation;
    return { customerId, productCategory, termsDays };
  } catch (refusal) {
    const before = await answeredBefore<CheckAnswer>(context);
    if (before) return before;
    throw refusal;
  }
};
