import * as z from 'zod/mini';
import { stepKinds } from '../domain/collection/strategy.ts';
import { roles } from '../domain/policy/roles.ts';
import { PositiveMoneyText } from './amounts.ts';
import { Grade } from './customers.ts';
import { Share, SmallShare } from './policy-values.ts';
import { checked, Label, pattern } from './primitives.ts';

const MAX_STRATEGIES = 20;
const MAX_STEPS = 20;
const MAX_SEGMENTS = 100;
const MAX_DAYS = 365;
const MAX_CURRENCIES = 50;

const TimeOfDay = /* @__PURE__ */ pattern(
  /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/,
  'must be a time of day from "00:00" to "24:00", such as "08:00"',
);

const Grades = /* @__PURE__ */ checked(z.array(Grade), z.minLength(1));

export const CollectionStep = z.strictObject({
  id: /* @__PURE__ */ pattern(/^[a-z0-9][a-z0-9-]{0,39}$/, 'must be 1 to 40 of a-z 0-9 -, such as "firm-reminder"'),
  kind: z.enum(stepKinds),
  daysFromDue: /* @__PURE__ */ checked(z.int(), z.gte(-60), z.lte(MAX_DAYS)),
  onlyGrades: z.exactOptional(Grades),
  orLikelyLateFromPercent: z.exactOptional(Share),
  hold: z.exactOptional(z.literal(true)),
  needsApproval: z.exactOptional(z.enum(roles)),
});

export const CollectionStrategy = z.strictObject({
  name: Label,
  grades: z.exactOptional(Grades),
  segments: z.exactOptional(/* @__PURE__ */ checked(z.array(Label), z.minLength(1), z.maxLength(MAX_SEGMENTS))),
  steps: /* @__PURE__ */ checked(z.array(CollectionStep), z.minLength(1), z.maxLength(MAX_STEPS)),
});

const WorkingDays = /* @__PURE__ */ checked(z.int(), z.gte(1), z.lte(30));

/** The part of the policy that collections go by. */
export const Collections = z.strictObject({
  strategies: /* @__PURE__ */ checked(z.array(CollectionStrategy), z.minLength(1), z.maxLength(MAX_STRATEGIES)),
  minimumGapDays: /* @__PURE__ */ checked(z.int(), z.gte(1), z.lte(60)),
  residuePercent: z.exactOptional(SmallShare),
  residueUpTo: z.exactOptional(
    /* @__PURE__ */ checked(z.array(PositiveMoneyText), z.minLength(1), z.maxLength(MAX_CURRENCIES)),
  ),
  quietHours: z.strictObject({ from: TimeOfDay, to: TimeOfDay }),
  taskDueDays: WorkingDays,
  legalReminderDays: WorkingDays,
});
