import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Database } from './dynamodb.ts';
import { engineEnvironment } from './dynamodb.ts';

export interface Order {
  readonly customerId: string;
  readonly orderId: string;
  readonly minorUnits: number;
  readonly key?: string;
}

export interface CheckerWork {
  readonly tableName: string;
  readonly orders: readonly Order[];
  readonly atOnce: number;
}

export interface CheckerAnswer {
  readonly orderId: string;
  readonly decision: string;
  readonly decisionId: string;
}

const PROGRAM = fileURLToPath(new URL('./checker.ts', import.meta.url));

/**
 * Lets a process of its own ask for credit for the orders, many at once.
 * @param options.killAfter ends the process as a power cut would, once it has given that many answers.
 */
export const runChecker = async (
  database: Database,
  orders: readonly Order[],
  options: { atOnce?: number; killAfter?: number } = {},
): Promise<CheckerAnswer[]> => {
  const work: CheckerWork = { tableName: database.tableName, orders, atOnce: options.atOnce ?? 100 };
  const child = spawn(process.execPath, [PROGRAM, JSON.stringify(work)], {
    env: { ...process.env, ...engineEnvironment(database.endpoint) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close');
  const answers: CheckerAnswer[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    answers.push(JSON.parse(line) as CheckerAnswer);
    if (answers.length === options.killAfter) child.kill('SIGKILL');
  }
  const [code] = await closed;
  if (code !== 0 && options.killAfter === undefined) throw new Error(`the checker ended with code ${String(code)}`);
  return answers;
};

/** Deals the orders out to several processes, in turn. */
export const runCheckers = async (
  database: Database,
  orders: readonly Order[],
  processes: number,
): Promise<CheckerAnswer[]> => {
  const hands = Array.from({ length: processes }, (_, hand) => orders.filter((_, index) => index % processes === hand));
  return (await Promise.all(hands.map((hand) => runChecker(database, hand)))).flat();
};
