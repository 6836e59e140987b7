import * as z from 'zod/mini';
import { MoneyView } from './amounts.ts';
import { checked, DateOfBusiness, InstantView, listOf, PageQuery } from './primitives.ts';

export const ListHistoryQuery = /* @__PURE__ */ checked(
  z.object({ from: z.exactOptional(DateOfBusiness), to: z.exactOptional(DateOfBusiness), ...PageQuery }),
  z.refine((query) => query.from === undefined || query.to === undefined || query.to >= query.from, {
    path: ['to'],
    error: 'must not be before from',
  }),
);
export type ListHistoryQuery = z.infer<typeof ListHistoryQuery>;

/** One change or movement. `hash` covers the entry and `previousHash`, which is null on the first. */
export const HistoryEntryView = z.object({
  customerId: z.string(),
  seq: z.int(),
  at: InstantView,
  kind: z.string(),
  by: z.string(),
  correlationId: z.string(),
  deltas: z.object({ openReceivables: MoneyView, reservations: MoneyView, unappliedCash: MoneyView }),
  data: z.record(z.string(), z.unknown()),
  previousHash: z.nullable(z.string()),
  hash: z.string(),
});
export type HistoryEntryView = z.infer<typeof HistoryEntryView>;

export const HistoryListView = /* @__PURE__ */ listOf(HistoryEntryView);
export type HistoryListView = z.infer<typeof HistoryListView>;
