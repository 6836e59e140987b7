import { conflict } from '../../errors.ts';
import type { EntryKind } from '../history/entry.ts';
import type { Account } from './account.ts';

const MAX_HOLD_REASONS = 10;

/** By which the hold of an insolvent customer is told apart from those that people have placed. */
export const INSOLVENCY_HOLD = 'Insolvency: ';

/** Whether one more reason to hold the customer can be kept; one that is held for so many is on hold anyway. */
export const hasRoomForHold = ({ holdReasons }: Pick<Account, 'holdReasons'>): boolean =>
  holdReasons.length < MAX_HOLD_REASONS;

/** What staff and systems do to a customer's standing. */
export type StandingChange = 'HOLD' | 'UNHOLD' | 'BLACKLIST' | 'UNBLACKLIST';

interface Changed {
  readonly kind: EntryKind;
  readonly changes: Pick<Account, 'holdReasons' | 'blacklisted'>;
}

/**
 * The standing after a change, or `null` when it is so already.
 * @throws conflict when a customer would be held for more reasons than can be kept.
 */
export const changeStanding = (account: Account, change: StandingChange, reason: string): Changed | null => {
  const { holdReasons, blacklisted } = account;
  switch (change) {
    case 'HOLD': {
      if (holdReasons.includes(reason)) return null;
      if (!hasRoomForHold(account)) {
        throw conflict(`The customer is held for ${MAX_HOLD_REASONS} reasons already; lift the hold first.`);
      }
      return { kind: 'CustomerHeld', changes: { holdReasons: [...holdReasons, reason], blacklisted } };
    }
    case 'UNHOLD': {
      // That one is lifted by the end of the insolvency alone.
      const left = account.insolventSince === null ? [] : holdReasons.filter((one) => one.startsWith(INSOLVENCY_HOLD));
      if (left.length === holdReasons.length) return null;
      return { kind: 'CustomerReleased', changes: { holdReasons: left, blacklisted } };
    }
    case 'BLACKLIST':
      return blacklisted ? null : { kind: 'CustomerBlacklisted', changes: { holdReasons, blacklisted: true } };
    case 'UNBLACKLIST':
      return blacklisted ? { kind: 'CustomerUnblacklisted', changes: { holdReasons, blacklisted: false } } : null;
    default:
      return change satisfies never;
  }
};
