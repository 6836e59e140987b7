import { hundredthsOf, rankOf } from '../../domain/collection-task/rank.ts';
import type { NewTask } from '../../domain/collection-task/task.ts';
import { convertBy } from '../../domain/fx/rates.ts';
import type { Money } from '../../money.ts';
import { loadBehaviour } from '../behaviours.ts';
import type { Context } from '../context.ts';
import { quoteToBase } from '../fx-rates.ts';

/** Amounts in hundredths of the currency that rates are published in; of one without a rate the figure as it is. */
const inHundredths = async (context: Context, totals: readonly Money[]): Promise<bigint> => {
  const parts = totals.map(async (amount) => {
    const fx = await quoteToBase(context, amount.currency);
    return hundredthsOf(fx ? convertBy(amount, fx, fx.to) : amount);
  });
  return (await Promise.all(parts)).reduce((sum, part) => sum + part, 0n);
};

/** The rank of a task about what a customer owes, by how the customer pays now. */
export const findRank = async (
  context: Context,
  { customerId, daysPastDue, stays, totals }: Pick<NewTask, 'customerId' | 'daysPastDue' | 'stays' | 'totals'>,
): Promise<number> => {
  const [hundredths, behaviour] = await Promise.all([
    inHundredths(context, totals),
    loadBehaviour(context.table, customerId),
  ]);
  return rankOf({ hundredths, daysPastDue, behaviour, ...(stays === undefined ? {} : { stays }) });
};
