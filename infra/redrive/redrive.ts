import type { Call } from './functions.ts';
import type { Letter } from './letter.ts';
import type { Mailbox } from './mailbox.ts';
import { type Batch, type Plan, planFor } from './plan.ts';
import type { DeadLetterQueue } from './queues.ts';

/**
 * What became of a message. `taken` and `discarded` ones are deleted, all others stay: `failed` again, `gone` from the
 * stream, `left` to a person, or only `shown`.
 */
export type Fate = 'taken' | 'failed' | 'gone' | 'left' | 'discarded' | 'shown';

export interface Told {
  readonly letter: Letter;
  readonly fate: Fate;
  /** The functions that were, or would be, called. */
  readonly functions: readonly string[];
  /** The function's error, or why nothing was called. */
  readonly because?: string;
}

export interface Redrive {
  readonly stage: string;
  readonly queue: DeadLetterQueue;
  readonly mailbox: Mailbox;
  readonly call: Call;
  /** The records of a batch, `undefined` when the stream does not have them any more. */
  readonly readBatch: (batch: Batch, entityTypes: readonly string[]) => Promise<readonly unknown[] | undefined>;
  /** Calls nothing and deletes nothing. */
  readonly dryRun: boolean;
  /** Deletes what nothing can be done with: messages that are left or gone. */
  readonly discard: boolean;
  /** Looks at no more messages than this. */
  readonly limit: number;
  readonly tell: (told: Told) => void;
  /** Whether somebody wants it to end after the message at hand. */
  readonly stopped: () => boolean;
}

/** Hands the messages of a queue to the functions that should have taken them; deletes those that were taken. */
export const redriveQueue = async (redrive: Redrive): Promise<void> => {
  const { discard, dryRun, limit, mailbox, stopped, tell } = redrive;
  const seen = new Set<string>();
  // They are given back at the end only: given back at once, they would be received again.
  const staying: Letter[] = [];
  try {
    while (seen.size < limit && !stopped()) {
      const letters = await mailbox.receive();
      staying.push(...letters);
      const fresh = letters.filter(({ id }) => !seen.has(id));
      if (fresh.length === 0) return;
      for (const letter of fresh) {
        if (seen.size >= limit || stopped()) return;
        seen.add(letter.id);
        const told = await handle(letter, redrive);
        const unwanted = discard && !dryRun && (told.fate === 'left' || told.fate === 'gone');
        if (unwanted || told.fate === 'taken') {
          await mailbox.remove(letter);
          staying.splice(staying.indexOf(letter), 1);
        }
        tell(unwanted ? { ...told, fate: 'discarded' } : told);
      }
    }
  } finally {
    // What cannot be given back comes back by itself.
    for (const letter of staying) await mailbox.release(letter).catch(() => undefined);
  }
};

const handle = async (letter: Letter, redrive: Redrive): Promise<Told> => {
  const plan = planFor(redrive.stage, redrive.queue, letter);
  switch (plan.kind) {
    case 'leave':
      return { letter, fate: 'left', functions: [], because: plan.because };
    case 'event':
      return hand(letter, plan.functions, [letter.body], redrive);
    case 'batch':
      return handBatch(letter, plan, redrive);
    default:
      return plan satisfies never;
  }
};

const handBatch = async (
  letter: Letter,
  { batch, function: taker }: Extract<Plan, { kind: 'batch' }>,
  redrive: Redrive,
): Promise<Told> => {
  const { batchSize = 1, entityTypes = [] } = redrive.queue.stream ?? {};
  const records = await redrive.readBatch(batch, entityTypes).catch(messageOf);
  if (typeof records === 'string') return { letter, fate: 'failed', functions: [taker], because: records };
  if (records === undefined || records.length === 0) {
    return { letter, fate: 'gone', functions: [], because: 'the stream does not have its records any more' };
  }
  const payloads: unknown[] = [];
  for (let start = 0; start < records.length; start += batchSize) {
    payloads.push({ Records: records.slice(start, start + batchSize) });
  }
  return hand(letter, [taker], payloads, redrive);
};

/** In order, and no further than the first error: what follows a record may need it. */
const hand = async (
  letter: Letter,
  functions: readonly string[],
  payloads: readonly unknown[],
  { call, dryRun }: Redrive,
): Promise<Told> => {
  if (dryRun) return { letter, fate: 'shown', functions };
  for (const name of functions) {
    for (const payload of payloads) {
      const error = await call(name, payload).catch(messageOf);
      if (error !== undefined) return { letter, fate: 'failed', functions: [name], because: error };
    }
  }
  return { letter, fate: 'taken', functions };
};

const messageOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);
