import { noMovement } from '../../domain/account/account.ts';
import { coverValue } from '../../domain/account/limit.ts';
import { coversToLapse } from '../../domain/daily-run/due.ts';
import { formatMinorUnits } from '../../money.ts';
import type { Context } from '../context.ts';
import { moveAccount } from '../movement.ts';

const lapseOne = (context: Context, customerId: string): Promise<boolean> =>
  moveAccount<boolean>(context, customerId, ({ account }) => {
    const [lapsed] = coversToLapse(account, context.moment.today);
    if (!lapsed) return { answer: false };
    const { coverId, validTo } = lapsed;
    return {
      entry: {
        kind: 'CoverLapsed',
        deltas: noMovement,
        data: { coverId, worth: formatMinorUnits(coverValue(lapsed), account.currency), validTo },
      },
      account: {
        covers: account.covers.map((cover) => (cover.coverId === coverId ? { ...cover, lapsed: true } : cover)),
      },
      writes: [],
      result: () => true,
    };
  });

/**
 * Says in the history of each cover whose last day is over that it has lapsed, once. The limit has not counted it since
 * that day, whether or not this was done. @returns how many.
 */
export const lapseCovers = async (context: Context, customerId: string): Promise<number> => {
  let lapsed = 0;
  // An account has ten covers at most.
  while (await lapseOne(context, customerId)) lapsed += 1;
  return lapsed;
};
