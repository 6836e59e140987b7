import * as z from 'zod/mini';
import { checked } from '../primitives.ts';

/** What the state machine hands to every task beside its own fields. */
export const taskFields = {
  /** When the state was entered, `$states.context.State.EnteredTime`: the same however often the task is retried. */
  now: z.iso.datetime(),
  correlationId: /* @__PURE__ */ checked(z.string(), z.minLength(1), z.maxLength(128)),
};

/** The input of a task: `now`, `correlationId` and the fields of its own. */
// @__NO_SIDE_EFFECTS__
export function taskInput<const Shape extends Readonly<Record<string, z.ZodMiniType>>>(shape: Shape) {
  return z.object({ ...taskFields, ...shape });
}

export interface TaskFields {
  readonly now: string;
  readonly correlationId: string;
}
