import * as z from 'zod/mini';
import { taskKinds } from '../domain/collection-task/task.ts';
import { MoneyView } from './amounts.ts';
import { DateOfBusiness, Identifier } from './primitives.ts';

/** For a lead: tasks of collections that nobody has done in time. */
export const TasksEscalatedData = z.object({
  /** The most urgent ones, at least one. */
  tasks: z
    .array(
      z.object({
        taskId: z.string(),
        caseId: z.string(),
        kind: z.enum(taskKinds),
        customer: z.object({ customerId: Identifier, legalName: z.string() }),
        /** What is to be done, in a sentence. */
        text: z.string(),
        totals: z.array(MoneyView),
        daysPastDue: z.int(),
        /** The last day on which it would have been in time. */
        dueOn: DateOfBusiness,
        /** Whose task it was; `null` where it was the recipient's own, or nobody's. */
        from: z.nullable(z.string()),
      }),
    )
    .check(z.minLength(1)),
  /** How many came besides. */
  more: z.int(),
});
