import { toMoneyJson } from '../../money.ts';
import { largestRelease, type OrderRelease } from '../order-release/release.ts';
import type { CounterOffer, Outcome, Reason } from './decision.ts';
import type { Facts } from './facts.ts';

/** What approvers may overrule. What the policy declines is not sold on credit, whoever asks. */
const canBeOverruled = (asked: Outcome): boolean => asked === 'REFERRED' || asked === 'PREPAYMENT_REQUIRED';

const releaseOf = ({ account, check, moment }: Facts): OrderRelease | null =>
  largestRelease(account, { orderId: check.orderId, currency: check.amount.currency }, moment.now);

/**
 * The release that lets an order through which the rules would stop: for this order, in its currency, for its whole
 * amount at least. An order that cannot be converted adds nobody knows how much, and waits for a rate all the same.
 */
export const releaseThatLets = (facts: Facts, asked: Outcome): OrderRelease | null => {
  if (!canBeOverruled(asked) || facts.increase === null) return null;
  const release = releaseOf(facts);
  return release && facts.check.amount.minorUnits <= release.amount.minorUnits ? release : null;
};

/** Says who let the order through, and against what. */
export const releasedReason = (release: OrderRelease, overruled: readonly Reason[]): Reason => ({
  code: 'RELEASED_BY_APPROVAL',
  message: 'The order was released by approval.',
  facts: {
    requestId: release.requestId,
    approvedBy: [...release.approvedBy],
    amount: { ...toMoneyJson(release.amount) },
    overruled: [...new Set(overruled.map(({ code }) => code))],
  },
});

/** The offer to an order that asks for more than was released: up to the released amount it passes, whatever objects. */
export const offerOfRelease = (facts: Facts, asked: Outcome, offer: CounterOffer | null): CounterOffer | null => {
  if (!canBeOverruled(asked) || facts.increase === null) return offer;
  const release = releaseOf(facts);
  if (!release || (offer?.maxAmount && offer.maxAmount.minorUnits >= release.amount.minorUnits)) return offer;
  return { ...offer, maxAmount: release.amount };
};
