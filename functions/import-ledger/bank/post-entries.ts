import type { IdentifiedEntry } from '../../../shared/domain/cash-application/identity.ts';
import { noteReferences } from '../../../shared/store/cash-in/bank-references.ts';
import { type Context, withoutRequest } from '../../../shared/store/context.ts';
import { keys } from '../../../shared/store/keys.ts';
import { toSettlement } from '../../../shared/store/settlement-items.ts';
import { inParallel } from '../in-parallel.ts';
import { guarded } from '../post-line.ts';
import { notReached } from '../post-rows.ts';
import { type Assigned, gather } from './gather.ts';
import { type EntryResult, unmatched } from './outcome.ts';
import { knownPayment, postPayment } from './post-payment.ts';
import { takeReturn } from './take-return.ts';

/** Bookings that are looked up together; what a request has no time for has cost few reads. */
const LOOKED_UP_TOGETHER = 100;
const CUSTOMERS_AT_ONCE = 8;
/** What a booking may take when the table answers late, plus the time to write the answer. */
const TIME_FOR_AN_ENTRY_MS = 5_000;

export interface PostEntries {
  readonly context: Context;
  readonly entries: readonly IdentifiedEntry[];
  /** Milliseconds that the function still has. */
  readonly timeLeft: () => number;
  readonly onDefect: (error: unknown, line: number) => void;
}

type Task = () => Promise<EntryResult>;

interface Step {
  readonly entry: IdentifiedEntry;
  /** Steps of one chain are done one after the other. */
  readonly chain: string;
  readonly run: Task;
}

const chainOf = ({ debtor, entry }: Assigned): string =>
  'customerId' in debtor ? `customer ${debtor.customerId}` : `entry ${entry.id}`;

/** What is to be done with each: returns last, for they take back what stands beside them. */
const stepsOf = async (context: Context, entries: readonly IdentifiedEntry[]): Promise<[Step[], Step[]]> => {
  const { table } = context;
  const payments = entries.filter(({ kind }) => kind === 'PAYMENT');
  const items = await table.getMany([...new Set(payments.map(({ id }) => id))].map(keys.payment));
  const known = new Map(items.map(toSettlement).map((payment) => [payment.settlementId, payment]));
  const fresh = await gather(
    table,
    payments.filter(({ id }) => !known.has(id)),
  );
  const assigned = fresh.filter(({ debtor }) => 'customerId' in debtor);
  await noteReferences(
    table,
    assigned.map(({ entry }) => ({ paymentId: entry.id, references: entry.references })),
  );
  const steps: Step[] = fresh.map((one) => ({
    entry: one.entry,
    chain: chainOf(one),
    run: () => postPayment(context, one),
  }));
  const returns: Step[] = [];
  for (const entry of entries) {
    const before = known.get(entry.id);
    const step = (run: Task): Step => ({ entry, chain: `entry ${entry.id}`, run });
    if (entry.kind === 'RETURN') returns.push(step(() => takeReturn(context, entry)));
    else if (entry.kind === 'OTHER') steps.push(step(async () => unmatched(entry, 'NOT_A_PAYMENT')));
    else if (before) steps.push(step(() => knownPayment(context, entry, before)));
  }
  return [steps, returns];
};

const chains = (steps: readonly Step[]): Iterable<readonly Step[]> => {
  const byName = new Map<string, Step[]>();
  for (const step of steps) byName.set(step.chain, [...(byName.get(step.chain) ?? []), step]);
  return byName.values();
};

/**
 * Posts the bookings of a bank: those of a customer in their order, those of different customers at the same time.
 * Before the time is up no further one is begun, and those not reached are answered as such.
 * @returns what became of each, in their order.
 */
export const postEntries = async (command: PostEntries): Promise<EntryResult[]> => {
  const { entries, onDefect, timeLeft } = command;
  const context = withoutRequest(command.context);
  const results = new Map<IdentifiedEntry, EntryResult>();
  const isLate = (): boolean => timeLeft() < TIME_FOR_AN_ENTRY_MS;
  const runAll = (steps: readonly Step[]): Promise<void> =>
    inParallel(chains(steps), CUSTOMERS_AT_ONCE, async (chain) => {
      for (const { entry, run } of chain) {
        if (isLate()) return;
        const result = await guarded<EntryResult>(run, entry.line, onDefect);
        results.set(entry, result);
        if (result.kind === 'rejected' && result.isTransient) return;
      }
    });
  for (let start = 0; start < entries.length && !isLate(); start += LOOKED_UP_TOGETHER) {
    const [steps, returns] = await stepsOf(context, entries.slice(start, start + LOOKED_UP_TOGETHER));
    await runAll(steps);
    await runAll(returns);
  }
  return entries.map((entry) => results.get(entry) ?? notReached);
};
