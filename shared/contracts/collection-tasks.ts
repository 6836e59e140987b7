import * as z from 'zod/mini';
import { taskKinds, taskOutcomes, taskStatuses } from '../domain/collection-task/task.ts';
import { MoneyView, PositiveMoney } from './amounts.ts';
import { DisputedInvoices } from './disputes.ts';
import {
  checked,
  DateOfBusiness,
  DateView,
  Email,
  Identifier,
  InstantView,
  listOf,
  PageQuery,
  Reason,
} from './primitives.ts';

/** Whose tasks: `me` for the caller's own, an address, or `unassigned`. */
const Assignee = z.union([z.literal('me'), z.literal('unassigned'), Email], {
  error: 'must be "me", "unassigned" or an e-mail address',
});

export const CollectionTaskParams = z.object({ taskId: Identifier });
export const ListCollectionTasksQuery = z.object({
  ...PageQuery,
  assignee: z.exactOptional(Assignee),
  status: z._default(z.enum(taskStatuses), 'OPEN'),
});

/** What an outcome needs, and what makes no sense with any other. */
const partOf = { PROMISED: 'promise', DISPUTED: 'dispute' } as const;

/** Body of `POST /v1/collection-tasks/{taskId}/outcome`. */
export const CompleteTaskBody = /* @__PURE__ */ checked(
  z.strictObject({
    outcome: z.enum(taskOutcomes),
    note: Reason,
    promise: z.exactOptional(z.strictObject({ amount: PositiveMoney, payBy: DateOfBusiness })),
    dispute: z.exactOptional(z.strictObject({ invoiceIds: DisputedInvoices, reason: Reason })),
  }),
  z.superRefine((body, context) => {
    for (const [outcome, name] of Object.entries(partOf)) {
      const isGiven = body[name] !== undefined;
      if (isGiven === (body.outcome === outcome)) continue;
      const message = isGiven ? `makes no sense for ${body.outcome}: leave it out` : `is required for ${outcome}`;
      context.addIssue({ code: 'custom', path: [name], message, input: body[name] });
    }
  }),
);
export type CompleteTaskBody = z.infer<typeof CompleteTaskBody>;

export const CollectionTaskView = z.object({
  taskId: z.string(),
  kind: z.enum(taskKinds),
  status: z.enum(taskStatuses),
  caseId: z.string(),
  customerId: z.string(),
  text: z.string(),
  assignee: z.string(),
  rank: z.number(),
  totals: z.array(MoneyView),
  daysPastDue: z.int(),
  createdAt: InstantView,
  dueOn: DateView,
  dueAt: InstantView,
  escalatedAt: z.nullable(InstantView),
  escalatedFrom: z.nullable(z.string()),
  escalatedTo: z.nullable(z.string()),
  outcome: z.nullable(z.enum(taskOutcomes)),
  note: z.nullable(z.string()),
  promiseId: z.nullable(z.string()),
  disputeId: z.nullable(z.string()),
  doneBy: z.nullable(z.string()),
  doneAt: z.nullable(InstantView),
});
export type CollectionTaskView = z.infer<typeof CollectionTaskView>;
export const CollectionTaskListView = /* @__PURE__ */ listOf(CollectionTaskView);
export type CollectionTaskListView = z.infer<typeof CollectionTaskListView>;
