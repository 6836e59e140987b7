import type { BusinessDate } from '../../dates.ts';
import type { Account } from '../account/account.ts';
import { hasRoomForHold, INSOLVENCY_HOLD } from '../account/standing.ts';
import type { EntryKind } from '../history/entry.ts';

export type InsolvencyChange = 'REPORT' | 'END';

/** What the report of an insolvency does to an account, or its end; `null` when it is so already. */
export const changeInsolvency = (
  account: Account,
  change: InsolvencyChange,
  reason: string,
  today: BusinessDate,
): { readonly kind: EntryKind; readonly changes: Pick<Account, 'holdReasons' | 'insolventSince'> } | null => {
  const { holdReasons, insolventSince } = account;
  if ((change === 'REPORT') === (insolventSince !== null)) return null;
  if (change === 'END') {
    const left = holdReasons.filter((one) => !one.startsWith(INSOLVENCY_HOLD));
    return { kind: 'InsolvencyEnded', changes: { insolventSince: null, holdReasons: left } };
  }
  // Whoever is held for so many reasons is on hold anyway.
  const held = hasRoomForHold(account) ? [...holdReasons, `${INSOLVENCY_HOLD}${reason}`] : holdReasons;
  return { kind: 'InsolvencyReported', changes: { insolventSince: today, holdReasons: held } };
};
