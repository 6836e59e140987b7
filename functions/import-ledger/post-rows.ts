import { loadAccount } from '../../shared/store/accounts.ts';
import { type Context, withoutRequest } from '../../shared/store/context.ts';
import { noPaymentRecords } from '../../shared/store/predictions.ts';
import type { Row } from './file/rows.ts';
import { inParallel } from './in-parallel.ts';
import { type CashWaits, type LineResult, postLine } from './post-line.ts';
import { loadPosted } from './posted.ts';

/** Customers whose lines are posted at the same time. More would gain little: one account takes one movement at a time. */
const CUSTOMERS_AT_ONCE = 8;
/** What a line may take when the table answers late, plus the time to write the answer. */
const TIME_FOR_A_LINE_MS = 5_000;

export interface PostRows {
  readonly context: Context;
  readonly kind: 'invoices' | 'payments';
  readonly rows: readonly Row[];
  /** Milliseconds that the function still has. */
  readonly timeLeft: () => number;
  readonly onDefect: (error: unknown, line: number) => void;
}

/** What the time of a request was too short for. */
export const notReached = {
  kind: 'rejected',
  message: 'was not reached in the time of one request. Send the file again: what is posted is not posted twice.',
  isTransient: true,
} as const satisfies LineResult;

/** The rows by customer, in their order. Rows under one id stay together, so that the first of them is the one posted. */
const byCustomer = (rows: readonly Row[]): Iterable<readonly Row[]> => {
  const chains = new Map<string, Row[]>();
  const chainOfId = new Map<string, Row[]>();
  for (const row of rows) {
    const { customerId } = row.command;
    const chain = chainOfId.get(row.id) ?? chains.get(customerId) ?? [];
    if (chain.length === 0) chains.set(customerId, chain);
    chainOfId.set(row.id, chain);
    chain.push(row);
  }
  return chains.values();
};

const rememberCash = ({ table }: Context): CashWaits => {
  const known = new Map<string, Promise<boolean>>();
  const read = async (customerId: string) => ((await loadAccount(table, customerId))?.unappliedCash ?? 0n) !== 0n;
  return (customerId) => {
    const answer = known.get(customerId) ?? read(customerId);
    known.set(customerId, answer);
    return answer;
  };
};

/**
 * Posts the rows: those of a customer in their order, those of different customers at the same time. Before the time is
 * up no further row is begun, and those not reached are answered as such.
 * @returns what became of each row, in the order of the rows.
 */
export const postRows = async ({ context, kind, rows, timeLeft, onDefect }: PostRows): Promise<LineResult[]> => {
  const lineContext = { ...withoutRequest(context), paymentRecords: noPaymentRecords() };
  const posted = await loadPosted(
    context.table,
    kind,
    rows.map((row) => row.id),
  );
  const cashWaits = rememberCash(context);
  const results = new Map<Row, LineResult>();
  await inParallel(byCustomer(rows), CUSTOMERS_AT_ONCE, async (chain) => {
    for (const row of chain) {
      if (timeLeft() < TIME_FOR_A_LINE_MS) return;
      const result = await postLine(lineContext, row, posted.get(row.id), cashWaits, onDefect);
      results.set(row, result);
      // The table does not answer for this customer: the next line would only wait as long.
      if (result.kind === 'rejected' && result.isTransient) return;
    }
  });
  return rows.map((row) => results.get(row) ?? notReached);
};
