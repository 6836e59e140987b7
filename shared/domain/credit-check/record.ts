import type { Moment } from '../../dates.ts';
import { type Money, toMoneyJson } from '../../money.ts';
import type { Account } from '../account/account.ts';
import type { JsonObject } from '../history/entry.ts';
import type { Reservation } from '../reservation/reservation.ts';
import type { CounterOffer, CreditCheck, CreditDecision } from './decision.ts';
import type { RecordedInputs } from './inputs.ts';

const inCurrency = (minorUnits: bigint | null, currency: string): JsonObject | null =>
  minorUnits === null ? null : { ...toMoneyJson({ minorUnits, currency }) };

const json = (value: Money): JsonObject => ({ ...toMoneyJson(value) });

const question = (check: CreditCheck): JsonObject => ({
  customerId: check.customerId,
  orderId: check.orderId,
  amount: json(check.amount),
  reserve: check.reserve,
  ...(check.productCategory === undefined ? {} : { productCategory: check.productCategory }),
  ...(check.termsDays === undefined ? {} : { termsDays: check.termsDays }),
  ...(check.shipOn === undefined ? {} : { shipOn: check.shipOn }),
});

const counterOfferJson = (offer: CounterOffer | null): JsonObject | null =>
  offer && {
    ...(offer.maxAmount ? { maxAmount: json(offer.maxAmount) } : {}),
    ...(offer.prepay ? { prepay: json(offer.prepay) } : {}),
    ...(offer.termsDays === undefined ? {} : { termsDays: offer.termsDays }),
    ...(offer.passesOn === undefined ? {} : { passesOn: offer.passesOn }),
  };

export interface RecordedBy {
  readonly decisionId: string;
  readonly policyVersion: number;
  readonly moment: Moment;
}

/** How a decision ended, and what it was made on. */
export interface Decided {
  /** What the order holds after the decision. */
  readonly reservation: Reservation | null;
  /** How much the decision added to the exposure. */
  readonly reserved: bigint;
  readonly inputs: RecordedInputs;
  /** What a draft in shadow makes of it; `null` where there is none. */
  readonly shadow?: JsonObject | null;
}

/** A stored decision as it is answered: what it was made on, and in shadow, is kept for the audit and not answered. */
export const answerOf = ({ inputs: _inputs, shadow: _shadow, ...answer }: JsonObject): JsonObject => answer;

/** The decision as it is stored: the question, the answer, the rule trace, how old the facts were, and the facts. */
export const decisionRecord = (
  check: CreditCheck,
  account: Account,
  decision: CreditDecision,
  { inputs, reservation, reserved, shadow }: Decided,
  { decisionId, policyVersion, moment }: RecordedBy,
): JsonObject => {
  const { currency } = account;
  const exposureAfter = decision.exposureBefore + reserved;
  const limit = decision.effectiveLimit;
  return {
    decisionId,
    decision: decision.outcome,
    ...question(check),
    reasons: decision.reasons.map(({ code, message, facts }) => ({ code, message, facts })),
    exposureBefore: inCurrency(decision.exposureBefore, currency),
    exposureAfter: inCurrency(exposureAfter, currency),
    effectiveLimit: inCurrency(limit, currency),
    available: inCurrency(limit === null ? null : limit - exposureAfter, currency),
    terms: termsJson(decision),
    ...(Object.keys(decision.because).length > 0 ? { because: decision.because } : {}),
    reservation: reservation && {
      orderId: reservation.orderId,
      amount: json(reservation.amount),
      expiresAt: reservation.expiresAt,
    },
    counterOffer: counterOfferJson(decision.counterOffer),
    ...(decision.fx ? { fx: fxJson(decision.fx) } : {}),
    policyVersion,
    decidedAt: moment.now,
    dataAge: {
      accountAsOf: account.lastEntryAt,
      ...(account.limitSetAt ? { limitSetAt: account.limitSetAt } : {}),
      ...(decision.fx ? { fxRateDate: decision.fx.date } : {}),
    },
    trace: Object.fromEntries(
      decision.trace.map(({ rule, outcome: asked }) => [rule, asked === 'APPROVED' ? 'PASS' : asked]),
    ),
    inputs,
    ...(shadow ? { shadow } : {}),
  };
};

const termsJson = ({ earlyPaymentDiscountPercent, termsDays }: CreditDecision): JsonObject => ({
  days: termsDays,
  ...(earlyPaymentDiscountPercent === null ? {} : { earlyPaymentDiscountPercent }),
});

const fxJson = (fx: NonNullable<CreditDecision['fx']>): JsonObject => ({
  from: fx.from,
  to: fx.to,
  rate: fx.rate,
  numerator: fx.numerator,
  denominator: fx.denominator,
  ratedOn: fx.date,
});

/** The decision on a customer that nobody has created: someone must look. */
export const unknownCustomerRecord = (check: CreditCheck, by: RecordedBy): JsonObject => ({
  decisionId: by.decisionId,
  decision: 'REFERRED',
  ...question(check),
  reasons: [
    {
      code: 'UNKNOWN_CUSTOMER',
      message: `There is no credit profile of customer '${check.customerId}'.`,
      facts: { customerId: check.customerId },
    },
  ],
  exposureBefore: null,
  exposureAfter: null,
  effectiveLimit: null,
  available: null,
  terms: { days: 0 },
  reservation: null,
  counterOffer: null,
  policyVersion: by.policyVersion,
  decidedAt: by.moment.now,
  dataAge: {},
  trace: { customer: 'REFERRED' },
});
