/**
 * A program that asks for credit, as one of several processes of a shop would: reads its work from its first argument,
 * writes a line of JSON per answer. It asks again when it is told to try again.
 */
import { money } from '../../shared/money.ts';
import { checkCredit } from '../../shared/store/credit-checks.ts';
import { openTable } from '../../shared/store/table.ts';
import type { CheckerAnswer, CheckerWork, Order } from './checker-work.ts';
import { keyed, openDesk } from './context.ts';

const MOST_TRIES = 20;

const work = JSON.parse(process.argv[2] ?? '') as CheckerWork;
const desk = openDesk(openTable(work.tableName));

const ask = async ({ customerId, orderId, minorUnits, key }: Order): Promise<CheckerAnswer> => {
  const check = { customerId, orderId, amount: money(BigInt(minorUnits), 'EUR'), reserve: true };
  for (let attempt = 1; ; attempt += 1) {
    try {
      const answer = await checkCredit(desk.at(key === undefined ? {} : keyed(key, check)), check);
      return { orderId, decision: String(answer['decision']), decisionId: String(answer['decisionId']) };
    } catch (error) {
      const isBusy = error instanceof Error && 'code' in error && error.code === 'unavailable';
      if (!isBusy || attempt >= MOST_TRIES) return { orderId, decision: `ERROR ${String(error)}`, decisionId: '' };
    }
  }
};

const waiting = [...work.orders];
const takeOrders = async (): Promise<void> => {
  for (let order = waiting.shift(); order; order = waiting.shift()) {
    process.stdout.write(`${JSON.stringify(await ask(order))}\n`);
  }
};
await Promise.all(Array.from({ length: work.atOnce }, takeOrders));
