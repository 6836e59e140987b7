import * as z from 'zod/mini';
import { figureNames } from '../domain/daily-run/figures.ts';
import { runStatuses } from '../domain/daily-run/run.ts';
import { DateOfBusiness, DateView, Identifier, InstantView } from './primitives.ts';

/** Body of `POST /v1/jobs/daily-run`. */
export const RunDailyJobBody = z.strictObject({ date: z.exactOptional(DateOfBusiness) });
export type RunDailyJobBody = z.infer<typeof RunDailyJobBody>;

export const JobParams = z.object({ runId: Identifier });

/** What a run, or a part of it, has counted. */
export const RunFiguresView = /* @__PURE__ */ z.object(
  /* @__PURE__ */ Object.fromEntries(figureNames.map((name) => [name, z.int()])) as Record<
    (typeof figureNames)[number],
    z.ZodMiniInt
  >,
);

export const ShardRunView = z.object({
  shard: z.string(),
  status: z.enum(runStatuses),
  figures: RunFiguresView,
  /** The first of those who could not be attended to. */
  failed: z.array(z.object({ customerId: z.string(), error: z.string() })),
  error: z.nullable(z.string()),
});

export const JobView = z.object({
  runId: z.string(),
  kind: z.literal('DAILY_RUN'),
  date: DateView,
  status: z.enum(runStatuses),
  startedAt: InstantView,
  startedBy: z.string(),
  endedAt: z.nullable(InstantView),
  executionArn: z.string(),
  attempt: z.int(),
  figures: RunFiguresView,
  failures: z.array(z.object({ step: z.string(), error: z.string() })),
  shards: z.array(ShardRunView),
  correlationId: z.string(),
});
export type JobView = z.infer<typeof JobView>;
