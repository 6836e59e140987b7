import * as z from 'zod/mini';
import { nextSteps } from '../../domain/limit-request/next-step.ts';
import { Identifier, InstantView } from '../primitives.ts';
import { taskInput } from './task.ts';

/** Input of an execution; its name is the request's id. */
export const LimitApprovalInput = z.object({ requestId: Identifier, correlationId: z.string() });
export type LimitApprovalInput = z.infer<typeof LimitApprovalInput>;

/** Input of the tasks that move a request on. */
export const RequestTaskInput = /* @__PURE__ */ taskInput({ requestId: Identifier });

/** What the workflow does next, and what a wait waits for: that `stage` is passed, until `dueAt` at most. */
export const RequestStep = z.object({
  next: z.enum(nextSteps),
  stage: z.int(),
  dueAt: InstantView,
  /** Input of the workflow that ends a temporary limit, where one was granted. */
  temporaryLimit: z.nullable(
    z.object({
      requestId: z.string(),
      customerId: z.string(),
      correlationId: z.string(),
      noticeAt: z.nullable(InstantView),
      endsAt: InstantView,
    }),
  ),
});
export type RequestStep = z.infer<typeof RequestStep>;

export const ParkInput = /* @__PURE__ */ taskInput({ requestId: Identifier, state: z.string(), error: z.string() });

/** Input of a wait. What completes it is a `RequestStep`. */
export const WaitInput = /* @__PURE__ */ taskInput({
  requestId: Identifier,
  stage: z.int(),
  /** Counts the tries of one wait, each with a token of its own. */
  attempt: z.int(),
  taskToken: z.string().check(z.minLength(1), z.maxLength(2048)),
});
export type WaitInput = z.infer<typeof WaitInput>;

/** A wait answers nothing by itself. */
export const WaitOutput = z.object({});

/** News of a request on the bus, so far as its workflow is concerned. */
export const RequestNews = z.object({
  'detail-type': z.string(),
  time: z.string(),
  detail: z.object({
    at: InstantView,
    correlationId: z.string(),
    /** `stage`: which the request came to by being let go on. */
    data: z.object({ requestId: Identifier, stage: z.exactOptional(z.int()) }),
  }),
});
export type RequestNews = z.infer<typeof RequestNews>;
