import * as z from 'zod/mini';
import { caseStatuses } from '../domain/collection/case.ts';
import { stepKinds } from '../domain/collection/strategy.ts';
import { taskKinds, taskStatuses } from '../domain/collection-task/task.ts';
import { MoneyView } from './amounts.ts';
import { DateOfBusiness, DateView, Email, Identifier, InstantView, listOf, PageQuery, Reason } from './primitives.ts';

export const CollectionCaseParams = z.object({ caseId: Identifier });
export const ListCollectionCasesQuery = z.object({
  ...PageQuery,
  status: z.exactOptional(z.enum(caseStatuses)),
  /** Who looks after the customer: `me` or an address. */
  collector: z.exactOptional(
    z.union([z.literal('me'), Email], { error: 'must be "me" or an e-mail address such as "cora@example.com"' }),
  ),
});

export const PauseCaseBody = z.strictObject({ until: DateOfBusiness, reason: Reason });
export const ResumeCaseBody = z.strictObject({ reason: z.exactOptional(Reason) });
export const EscalateCaseBody = z.strictObject({ reason: Reason });

/** What a case waits for; see `WaitsFor` in the domain. */
const waits = ['STEP', 'PAUSE', 'PROMISE', 'DISPUTE', 'APPROVAL', 'LEGAL', 'PERSON', 'NOTHING'] as const;

/** A case without its story, as lists show it. */
export const CollectionCaseSummaryView = z.object({
  caseId: z.string(),
  customerId: z.string(),
  status: z.enum(caseStatuses),
  openedAt: InstantView,
  policyVersion: z.nullable(z.int()),
  closedAt: z.nullable(InstantView),
  /** The step that was taken last of those that still count: its name in the strategy. */
  step: z.nullable(z.string()),
  lastStep: z.nullable(z.object({ id: z.string(), kind: z.enum(stepKinds), at: InstantView })),
  nextStepOn: z.nullable(DateView),
  next: z.object({
    waitsFor: z.enum(waits),
    step: z.nullable(z.object({ id: z.string(), kind: z.enum(stepKinds), at: InstantView })),
  }),
  overdue: MoneyView,
  totals: z.array(MoneyView),
  invoices: z.array(
    z.object({
      invoiceId: z.string(),
      dueOn: DateView,
      remaining: MoneyView,
      daysPastDue: z.int(),
      disputed: z.boolean(),
      promised: z.boolean(),
    }),
  ),
  collector: z.nullable(z.string()),
  onHold: z.boolean(),
  pause: z.nullable(z.object({ until: DateView, reason: z.string(), by: z.string() })),
  promises: z.array(
    z.object({ promiseId: z.string(), amount: MoneyView, payBy: DateView, invoiceIds: z.array(z.string()) }),
  ),
  legal: z.nullable(z.object({ status: z.string(), since: InstantView })),
  matterNumber: z.nullable(z.string()),
  executionArn: z.nullable(z.string()),
  version: z.int(),
});
export type CollectionCaseSummaryView = z.infer<typeof CollectionCaseSummaryView>;

export const CollectionCaseView = z.extend(CollectionCaseSummaryView, {
  tasks: z.array(
    z.object({
      taskId: z.string(),
      kind: z.enum(taskKinds),
      status: z.enum(taskStatuses),
      assignee: z.string(),
      dueOn: DateView,
      text: z.string(),
    }),
  ),
  /** The oldest first. */
  timeline: z.array(z.object({ at: InstantView, kind: z.string(), text: z.string(), by: z.nullable(z.string()) })),
});
export type CollectionCaseView = z.infer<typeof CollectionCaseView>;
export const CollectionCaseListView = /* @__PURE__ */ listOf(CollectionCaseSummaryView);
export type CollectionCaseListView = z.infer<typeof CollectionCaseListView>;
