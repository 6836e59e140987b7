import { addDays, type BusinessDate } from '../../dates.ts';
import { expectedFrom } from '../prediction/expected.ts';
import type { OpenItem } from '../receivable/receivable.ts';

/** An open item as far as the forecast needs it. */
export type ExpectedReceipt = Pick<OpenItem, 'dueOn' | 'carryingRemaining' | 'outlook'>;

const later = (a: BusinessDate, b: BusinessDate): BusinessDate => (a > b ? a : b);

/**
 * The day on which receipts will have brought the exposure down by `shortfall`, in the account's currency, if every open
 * item is paid when it is expected to be: an item of which nothing was predicted when it is due. What is late already is expected tomorrow at the
 * earliest. `null` where the known open items are not enough.
 */
export const passesOn = (
  receipts: readonly ExpectedReceipt[],
  shortfall: bigint,
  today: BusinessDate,
): BusinessDate | null => {
  const tomorrow = addDays(today, 1);
  const expected = receipts
    .map(({ carryingRemaining, dueOn, outlook }) => ({
      on: outlook ? expectedFrom(outlook, tomorrow) : later(dueOn, tomorrow),
      carryingRemaining,
    }))
    .sort((a, b) => (a.on < b.on ? -1 : 1));
  let received = 0n;
  for (const receipt of expected) {
    received += receipt.carryingRemaining;
    if (received >= shortfall) return receipt.on;
  }
  return null;
};
