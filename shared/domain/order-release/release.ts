import type { Instant } from '../../dates.ts';
import { conflict } from '../../errors.ts';
import { type Money, toMoneyJson } from '../../money.ts';
import { type Account, noMovement } from '../account/account.ts';
import type { NewEntry } from '../history/entry.ts';

/** Approvers let one order through, once, up to an amount, whatever a limit, a hold or an overdue invoice says. */
export interface OrderRelease {
  /** The limit request by which it was approved. */
  readonly requestId: string;
  readonly orderId: string;
  /** In the order's currency: the most that the whole order may be of. */
  readonly amount: Money;
  readonly approvedBy: readonly string[];
  /** From then on it lets nothing through. */
  readonly expiresAt: Instant;
}

type Released = Pick<Account, 'releases'>;

/** Each is some 150 bytes of an item that is read and written with every check. */
const MOST_RELEASES = 20;

const inForce = ({ releases }: Released, now: Instant): readonly OrderRelease[] =>
  releases.filter(({ expiresAt }) => expiresAt > now);

/** Whether the account can take one more release. */
export const hasRoomForRelease = (account: Released, now: Instant): boolean =>
  inForce(account, now).length < MOST_RELEASES;

/**
 * The account's releases with one more; those that have expired go. The same one again changes nothing.
 * @throws conflict when too many wait to be used already.
 */
export const withRelease = (account: Released, release: OrderRelease, now: Instant): readonly OrderRelease[] => {
  const others = inForce(account, now).filter(({ requestId }) => requestId !== release.requestId);
  if (others.length >= MOST_RELEASES) {
    throw conflict(`${MOST_RELEASES} released orders of the customer wait to be checked already; check those first.`);
  }
  return [...others, release];
};

/** The releases that are left when the order has been let through: it has none any more. */
export const withoutReleases = (account: Released, orderId: string, now: Instant): readonly OrderRelease[] =>
  inForce(account, now).filter((release) => release.orderId !== orderId);

/** The release of an order that allows the most in a currency. */
export const largestRelease = (
  account: Released,
  { orderId, currency }: { readonly orderId: string; readonly currency: string },
  now: Instant,
): OrderRelease | null =>
  inForce(account, now)
    .filter((release) => release.orderId === orderId && release.amount.currency === currency)
    .reduce<OrderRelease | null>(
      (most, release) => (most && most.amount.minorUnits >= release.amount.minorUnits ? most : release),
      null,
    );

/** What granting a release does to the account, and the entry that tells of it: parts of one movement. */
export const grantRelease = (
  account: Account,
  release: OrderRelease,
  now: Instant,
): { readonly entry: NewEntry; readonly account: Pick<Account, 'releases'> } => ({
  entry: {
    kind: 'OrderReleased',
    deltas: noMovement,
    data: {
      requestId: release.requestId,
      orderId: release.orderId,
      amount: { ...toMoneyJson(release.amount) },
      approvedBy: [...release.approvedBy],
      expiresAt: release.expiresAt,
    },
  },
  account: { releases: withRelease(account, release, now) },
});
