import * as z from 'zod/mini';

/** What became of a file. `line` counts from 1, the header row included. */
export const ImportResultView = z.object({
  importId: z.string(),
  accepted: z.int(),
  duplicates: z.int(),
  rejected: z.array(z.object({ line: z.int(), message: z.string() })),
  /** Payments whose cash found no invoice: what is left is unapplied. */
  unmatched: z.array(z.looseObject({ line: z.int(), message: z.string() })),
});
export type ImportResultView = z.infer<typeof ImportResultView>;
