import { CheckCreditBody, CreditDecisionView, DecisionParams, DecisionVerificationView } from '../credit-checks.ts';
import { AmendReservationBody, OrderParams, ReservationView } from '../reservations.ts';
import { type Contract, removed, shown } from './contract.ts';

/** Orders: credit checks and reservations. */
export const orderContracts = {
  checkCredit: {
    summary: 'Decide whether an order may go out on credit, and hold its amount if asked',
    topic: 'Credit checks',
    body: CheckCreditBody,
    idempotencyKey: true,
    answers: [shown(CreditDecisionView, 'The decision, whatever it is')],
  },
  getDecision: {
    summary: 'Show a stored decision',
    topic: 'Credit checks',
    params: DecisionParams,
    answers: [shown(CreditDecisionView)],
  },
  verifyDecision: {
    summary: 'Recompute the hash of a decision and its place in the chain of the customer',
    topic: 'Credit checks',
    params: DecisionParams,
    answers: [shown(DecisionVerificationView)],
  },
  amendReservation: {
    summary: 'Change the amount of a reserved order; the difference is re-checked',
    topic: 'Reservations',
    params: OrderParams,
    body: AmendReservationBody,
    answers: [shown(CreditDecisionView, 'The decision on the difference')],
  },
  getReservation: {
    summary: 'Show the reservation of an order',
    topic: 'Reservations',
    params: OrderParams,
    answers: [shown(ReservationView)],
  },
  releaseReservation: {
    summary: 'Release the reservation of a cancelled order',
    topic: 'Reservations',
    params: OrderParams,
    answers: [removed],
  },
} as const satisfies Record<string, Contract>;
