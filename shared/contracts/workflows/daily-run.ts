import * as z from 'zod/mini';
import { runStatuses } from '../../domain/daily-run/run.ts';
import { DateOfBusiness } from '../primitives.ts';
import { taskFields, taskInput } from './task.ts';

/** What EventBridge Scheduler hands to the function that starts the run. */
export const ScheduledRun = z.object({
  /** When the schedule was to fire, whenever it did: the date of the run is that of this instant. */
  scheduledAt: z.iso.datetime(),
  correlationId: taskFields.correlationId,
});
export type ScheduledRun = z.infer<typeof ScheduledRun>;

/** Input of an execution, whose name is the date. */
export const DailyRunInput = z.object({ date: DateOfBusiness, correlationId: z.string() });
export type DailyRunInput = z.infer<typeof DailyRunInput>;

export const PlanDailyRunInput = /* @__PURE__ */ taskInput({ date: DateOfBusiness });
export const PlanDailyRunOutput = z.object({
  /** Counts the executions of the run. */
  attempt: z.int(),
  /** Those with anybody to be looked at. */
  shards: z.array(z.string()),
});

const Shard = { date: DateOfBusiness, shard: z.string().check(z.regex(/^\d{2}$/)), attempt: z.int() };

export const AttendShardInput = /* @__PURE__ */ taskInput({
  ...Shard,
  /** The error for which the shard is given up: it is noted, and nobody is looked at. */
  giveUp: z.nullable(z.string()),
});
/** `more`: its time was over before the end of the shard. */
export const AttendShardOutput = z.object({ more: z.boolean() });

/** Steps of this run that failed before, for those who report on it. */
const Failures = z.array(z.object({ step: z.string(), error: z.string() }));

/** Input of a step that is done once in a run, after the shards. */
export const RunStepInput = /* @__PURE__ */ taskInput({ date: DateOfBusiness, failures: Failures });
/** What such a step has done is in the table, and in its log. */
export const RunStepOutput = z.object({});

export const FinishDailyRunOutput = z.object({ status: z.enum(runStatuses) });
