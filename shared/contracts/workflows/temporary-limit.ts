import * as z from 'zod/mini';
import { Identifier } from '../primitives.ts';
import { taskFields, taskInput } from './task.ts';

const about = { requestId: Identifier, customerId: Identifier };

/** Input of an execution of `workflows/temporary-limit.asl.json`, whose name is the `requestId`. */
export const TemporaryLimitExecution = z.object({
  ...about,
  correlationId: taskFields.correlationId,
  /** `null`: granted too late for any notice. */
  noticeAt: z.nullable(z.iso.datetime()),
  endsAt: z.iso.datetime(),
});
export type TemporaryLimitExecution = z.infer<typeof TemporaryLimitExecution>;

export const AnnounceTemporaryLimitEndInput = /* @__PURE__ */ taskInput(about);
export const AnnounceTemporaryLimitEndOutput = z.object({
  /** Not so when the limit is gone already. */
  announced: z.boolean(),
});

export const EndTemporaryLimitInput = /* @__PURE__ */ taskInput(about);
export const EndTemporaryLimitOutput = z.object({
  /** `GONE`: ended before, or replaced by another one. */
  outcome: z.enum(['ENDED', 'GONE']),
  /** Whether the customer is on hold because of it. */
  held: z.boolean(),
});
