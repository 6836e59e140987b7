import * as z from 'zod/mini';
import { Identifier, InstantView } from '../primitives.ts';
import { taskInput } from './task.ts';

/** Input of an execution; its name is the case's id and the run. */
export const CollectionInput = z.object({ caseId: Identifier, run: z.int(), correlationId: z.string() });
export type CollectionInput = z.infer<typeof CollectionInput>;

/** Input of the task that moves a case on. */
export const AdvanceCaseInput = /* @__PURE__ */ taskInput({
  caseId: Identifier,
  run: z.int(),
  /** When the execution began: none lasts for more than a year. */
  startedAt: InstantView,
  executionArn: z.string(),
});

/**
 * What the workflow does next: wait for news until `wakeAt`, seal what goes to the lawyers, go on in a fresh execution, or
 * end because the case is closed.
 */
export const caseSteps = ['AWAIT_NEWS', 'SEAL_HANDOFF', 'CONTINUE', 'END'] as const;

export const CaseStep = z.object({
  next: z.enum(caseSteps),
  version: z.int(),
  /** When to look again at the latest. */
  wakeAt: InstantView,
  /** How much later than that, so that not all cases of a morning are woken in one instant. */
  delaySeconds: z.int(),
});
export type CaseStep = z.infer<typeof CaseStep>;

/** Input of a wait. What completes it is `{}`: the workflow looks again. */
export const AwaitNewsInput = /* @__PURE__ */ taskInput({
  caseId: Identifier,
  version: z.int(),
  wakeAt: InstantView,
  /** Counts the tries of one wait, each with a token of its own. */
  attempt: z.int(),
  taskToken: z.string().check(z.minLength(1), z.maxLength(2048)),
});
export type AwaitNewsInput = z.infer<typeof AwaitNewsInput>;

export const ParkCaseInput = /* @__PURE__ */ taskInput({ caseId: Identifier, state: z.string(), error: z.string() });

/** News of a customer on the bus, so far as collections are concerned. */
export const CustomerNews = z.object({
  'detail-type': z.string(),
  detail: z.object({
    at: InstantView,
    customerId: Identifier,
    seq: z.int(),
    correlationId: z.string(),
    data: z.record(z.string(), z.unknown()),
  }),
});
export type CustomerNews = z.infer<typeof CustomerNews>;

/** News that a case was opened, or again. */
export const CaseOpenedNews = z.object({
  detail: z.object({
    correlationId: z.string(),
    data: z.object({ caseId: Identifier, run: z.int() }),
  }),
});
