import * as z from 'zod/mini';
import { MoneyView } from './amounts.ts';

/** Most records in a file, the header row not counted: what can be posted within one request. */
export const MAX_IMPORT_RECORDS = 10_000;

/**
 * What became of a file: accepted + duplicates + the lines rejected are its records. `line` counts from 1, the header
 * row included, and is the line on which the record begins.
 */
export const ImportResultView = z.object({
  importId: z.string(),
  /** Records posted by this file. */
  accepted: z.int(),
  /** Records that were posted before with the same content. */
  duplicates: z.int(),
  rejected: z.array(z.object({ line: z.int(), message: z.string() })),
  /** Payments of which cash found no invoice: it stays unapplied. */
  unmatched: z.array(z.object({ line: z.int(), message: z.string(), paymentId: z.string(), unapplied: MoneyView })),
});
export type ImportResultView = z.infer<typeof ImportResultView>;
