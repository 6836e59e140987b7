import * as z from 'zod';
import type { Json, JsonObject } from '../../json.ts';
import type { Definition, State } from './definition.ts';
import { isExpression } from './jsonata/expression.ts';
import { LONGEST_SECONDS } from './limits.ts';

const json = z.custom<Json>((value) => value !== undefined);
const jsonObject = z.custom<JsonObject>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  {
    error: 'must be an object',
  },
);
const expression = z.string().refine(isExpression, { error: 'must be a JSONata expression {% ... %}' });
const integer = (least: number, most = LONGEST_SECONDS) => z.number().int().min(least).max(most);
const integerOrExpression = (least: number, most = LONGEST_SECONDS) => z.union([integer(least, most), expression]);

const described = { Comment: z.string().optional() };
const outcome = { Assign: jsonObject.optional(), Output: json.optional() };
const continuing = { Next: z.string().optional(), End: z.literal(true).optional() };
const continues = (state: { readonly Next?: unknown; readonly End?: unknown }): boolean =>
  (state.Next === undefined) !== (state.End === undefined);
const CONTINUES = { error: "must have either Next or 'End': true" };

const errorEquals = z.array(z.string()).min(1);

const retrier = z.strictObject({
  Comment: z.string().optional(),
  ErrorEquals: errorEquals,
  IntervalSeconds: integer(1).optional(),
  MaxAttempts: integer(0).optional(),
  BackoffRate: z.number().min(1).optional(),
  MaxDelaySeconds: integer(1, 31_622_400).optional(),
  JitterStrategy: z.enum(['FULL', 'NONE']).optional(),
});

const catcher = z.strictObject({
  Comment: z.string().optional(),
  ErrorEquals: errorEquals,
  Next: z.string(),
  ...outcome,
});

const recovering = { Retry: z.array(retrier).optional(), Catch: z.array(catcher).optional() };

const pass = z
  .strictObject({ Type: z.literal('Pass'), ...described, ...outcome, ...continuing })
  .refine(continues, CONTINUES);

const task = z
  .strictObject({
    Type: z.literal('Task'),
    ...described,
    Resource: z.string(),
    Arguments: json.optional(),
    Credentials: json.optional(),
    TimeoutSeconds: integerOrExpression(1).optional(),
    HeartbeatSeconds: integerOrExpression(1).optional(),
    ...outcome,
    ...continuing,
    ...recovering,
  })
  .refine(continues, CONTINUES);

const choice = z.strictObject({
  Type: z.literal('Choice'),
  ...described,
  Choices: z
    .array(
      z.strictObject({
        Comment: z.string().optional(),
        Condition: z.union([z.boolean(), expression]),
        Next: z.string(),
        ...outcome,
      }),
    )
    .min(1),
  Default: z.string().optional(),
  ...outcome,
});

/** A point in time with `T` and an offset; AWS takes nothing less, but lets the seconds be left out. */
export const TIMESTAMP = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

const wait = z
  .strictObject({
    Type: z.literal('Wait'),
    ...described,
    Seconds: integerOrExpression(0).optional(),
    Timestamp: z.union([z.string().regex(TIMESTAMP), expression]).optional(),
    ...outcome,
    ...continuing,
  })
  .refine(continues, CONTINUES)
  .refine(({ Seconds, Timestamp }) => (Seconds === undefined) !== (Timestamp === undefined), {
    error: 'must have either Seconds or Timestamp',
  });

const succeed = z.strictObject({ Type: z.literal('Succeed'), ...described, Output: json.optional() });

const fail = z.strictObject({
  Type: z.literal('Fail'),
  ...described,
  Error: z.string().optional(),
  Cause: z.string().optional(),
});

const program = {
  Comment: z.string().optional(),
  StartAt: z.string(),
  States: z.record(
    z.string(),
    z.lazy((): z.ZodType<State> => state),
  ),
};

const parallel = z
  .strictObject({
    Type: z.literal('Parallel'),
    ...described,
    Arguments: json.optional(),
    Branches: z.array(z.strictObject(program)).min(1),
    ...outcome,
    ...continuing,
    ...recovering,
  })
  .refine(continues, CONTINUES);

const itemBatcher = z
  .strictObject({
    MaxItemsPerBatch: integerOrExpression(1).optional(),
    MaxInputBytesPerBatch: integerOrExpression(1, 262_144).optional(),
    BatchInput: json.optional(),
  })
  .refine(({ MaxItemsPerBatch, MaxInputBytesPerBatch }) => (MaxItemsPerBatch ?? MaxInputBytesPerBatch) !== undefined, {
    error: 'must have MaxItemsPerBatch or MaxInputBytesPerBatch',
  });

const processorConfig = z.strictObject({
  Mode: z.enum(['INLINE', 'DISTRIBUTED']).optional(),
  ExecutionType: z.enum(['STANDARD', 'EXPRESS']).optional(),
});

const map = z
  .strictObject({
    Type: z.literal('Map'),
    ...described,
    Items: z.union([expression, z.array(json)]).optional(),
    ItemSelector: json.optional(),
    ItemBatcher: itemBatcher.optional(),
    ItemProcessor: z.strictObject({ ProcessorConfig: processorConfig.optional(), ...program }),
    MaxConcurrency: integerOrExpression(0).optional(),
    ToleratedFailureCount: integerOrExpression(0).optional(),
    ToleratedFailurePercentage: z.union([z.number().min(0).max(100), expression]).optional(),
    Label: z.string().max(40).optional(),
    ...outcome,
    ...continuing,
    ...recovering,
  })
  .refine(continues, CONTINUES);

const state: z.ZodType<State> = z.discriminatedUnion('Type', [pass, task, choice, wait, succeed, fail, parallel, map]);

/** A whole state machine in JSONata. Fields that it does not name are refused by their names. */
export const definitionSchema: z.ZodType<Definition> = z.strictObject({
  ...described,
  ...program,
  Version: z.string().optional(),
  TimeoutSeconds: integer(1).optional(),
});
