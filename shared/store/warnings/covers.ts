import { daysBetween } from '../../dates.ts';
import { noMovement } from '../../domain/account/account.ts';
import { coverValue } from '../../domain/account/limit.ts';
import { coversToWarnOf } from '../../domain/warning/falling-due.ts';
import { toMoneyJson } from '../../money.ts';
import type { Context } from '../context.ts';
import { moveAccount } from '../movement.ts';

const warnOfOne = (context: Context, customerId: string): Promise<boolean> =>
  moveAccount<boolean>(context, customerId, ({ account }) => {
    const { moment, policy } = context;
    const [lapsing] = coversToWarnOf(account, policy.warnings, moment.today);
    if (!lapsing) return { answer: false };
    const { coverId, validTo } = lapsing;
    const worth = { ...toMoneyJson({ minorUnits: coverValue(lapsing), currency: account.currency }) };
    return {
      entry: {
        kind: 'CoverLapsing',
        deltas: noMovement,
        data: { coverId, worth, validTo, daysLeft: daysBetween(moment.today, validTo) },
      },
      account: {
        covers: account.covers.map((cover) => (cover.coverId === coverId ? { ...cover, warned: true } : cover)),
      },
      writes: [],
      result: () => true,
    };
  });

/** Says of each cover whose last day is near that it is about to lapse, once. Done again, it does nothing. */
export const warnOfCovers = async (context: Context, customerId: string): Promise<Record<never, never>> => {
  let goesOn = true;
  // An account has ten covers at most.
  while (goesOn) goesOn = await warnOfOne(context, customerId);
  return {};
};
