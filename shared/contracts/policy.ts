import * as z from 'zod/mini';
import { deciders } from '../domain/policy/approvals.ts';
import { roles } from '../domain/policy/roles.ts';
import { NotNegativeMoneyText, PositiveMoneyText } from './amounts.ts';
import { Collections } from './collection-policy.ts';
import { collectionProblems } from './collection-policy-rules.ts';
import { Grade } from './customers.ts';
import { Grading } from './grading-policy.ts';
import { gradingProblems } from './grading-policy-rules.ts';
import { automaticProblems, delegationProblems } from './policy-delegation-rules.ts';
import { partProblems } from './policy-part-rules.ts';
import { Calendars, Limits, PolicyRules, Publishing, UnusualOrder, Warnings } from './policy-parts.ts';
import { ruleProblems } from './policy-rule-rules.ts';
import { policyProblems } from './policy-rules.ts';
import { Increase, Share } from './policy-values.ts';
import { LateModel } from './prediction.ts';
import { Currency, checked, InstantView, Label, listOf, PageQuery, pattern, Reason, TermsDays } from './primitives.ts';

const MAX_LEVELS = 9;
const MAX_SEGMENTS = 100;
const MAX_CURRENCIES = 50;
const MAX_DAYS = 365;

const Days = /* @__PURE__ */ checked(z.int(), z.gte(1), z.lte(MAX_DAYS));
const DaysOrNone = /* @__PURE__ */ checked(z.int(), z.gte(0), z.lte(MAX_DAYS));

const level = {
  level: /* @__PURE__ */ checked(z.int(), z.gte(1), z.lte(MAX_LEVELS)),
  role: z.enum(roles),
  decidedBy: z.enum(deciders),
  neededAbove: z.exactOptional(PositiveMoneyText),
};

// @__NO_SIDE_EFFECTS__
function matrixOf<S extends z.ZodMiniType>(item: S) {
  return z
    .array(item)
    .check(z.minLength(1, 'must have a level: nobody would approve any amount'), z.maxLength(MAX_LEVELS));
}

export const LimitLevel = z.strictObject({ ...level, neededAboveIncreasePercent: z.exactOptional(Increase) });
export const OrderReleaseLevel = z.strictObject(level);

const CreditChecks = z.strictObject({
  tolerancePercent: Share,
  reservationDays: Days,
  maxDaysPastDue: DaysOrNone,
  utilizationWarningPercent: Share,
  maxRateAgeDays: DaysOrNone,
  defaultTermsDays: TermsDays,
  maxOrders: /* @__PURE__ */ checked(z.array(PositiveMoneyText), z.maxLength(MAX_CURRENCIES)),
  segmentsWithoutCredit: /* @__PURE__ */ checked(z.array(Label), z.maxLength(MAX_SEGMENTS)),
  unusualOrder: z.nullable(UnusualOrder),
});

const Approvals = z.strictObject({
  currency: Currency,
  limits: /* @__PURE__ */ matrixOf(LimitLevel),
  straightThrough: z.nullable(
    z.strictObject({
      grades: /* @__PURE__ */ checked(z.array(Grade), z.minLength(1)),
      withinRecommendation: z.boolean(),
      upTo: PositiveMoneyText,
    }),
  ),
  orderReleases: /* @__PURE__ */ matrixOf(OrderReleaseLevel),
  remindAfterDays: Days,
  escalateAfterDays: Days,
  expireAfterDays: Days,
  lapse: z.strictObject({ exposureGrowthPercent: Share, onGradeDrop: z.boolean() }),
  signInAbove: z.nullable(NotNegativeMoneyText),
  delegations: /* @__PURE__ */ checked(
    z.array(z.strictObject({ role: z.enum(roles), to: z.enum(roles) })),
    z.maxLength(roles.length),
  ),
});

/** The whole policy, as it is sent, stored and shown. Body of the draft's PUT. */
export const PolicyDocumentBody = /* @__PURE__ */ checked(
  z.strictObject({
    creditChecks: CreditChecks,
    rules: PolicyRules,
    approvals: Approvals,
    grading: Grading,
    limits: Limits,
    prediction: z.nullable(LateModel),
    collections: Collections,
    calendars: Calendars,
    warnings: Warnings,
    publishing: Publishing,
  }),
  z.superRefine(
    (document, context) => {
      for (const { path, message, input } of [
        ...policyProblems(document),
        ...ruleProblems(document),
        ...delegationProblems(document),
        ...automaticProblems(document),
        ...gradingProblems(document.grading),
        ...collectionProblems(document.collections, document.rules),
        ...partProblems(document),
      ]) {
        context.addIssue({ code: 'custom', path: [...path], message, input });
      }
    },
    // Fields that are wrong by themselves cannot be compared with others.
    { when: ({ issues }) => issues.length === 0 },
  ),
);
export type PolicyDocumentBody = z.infer<typeof PolicyDocumentBody>;

const Version = z.int();

/** A version of the policy. Nobody wrote or published the built-in one. */
export const PolicyVersionView = z.object({
  version: Version,
  active: z.boolean(),
  draftedBy: z.nullable(z.string()),
  draftedAt: z.nullable(InstantView),
  publishedBy: z.nullable(z.string()),
  publishedAt: z.nullable(InstantView),
  changes: z.array(z.string()),
  restoredFrom: z.nullable(Version),
  reason: z.nullable(z.string()),
  document: PolicyDocumentBody,
});
export type PolicyVersionView = z.infer<typeof PolicyVersionView>;

/** A place where two documents differ; `null` where one of them has nothing there. */
export const PolicyDifference = z.object({ path: z.string(), from: z.unknown(), to: z.unknown() });

/** A version with what differs from the one before. */
export const PolicyVersionDetailView = z.extend(PolicyVersionView, { diff: z.array(PolicyDifference) });
export type PolicyVersionDetailView = z.infer<typeof PolicyVersionDetailView>;

export const PolicyVersionParams = z.object({
  version: /* @__PURE__ */ pattern(/^[1-9]\d{0,8}$/, 'must be the number of a version, such as "7"'),
});

export const RestorePolicyVersionBody = z.strictObject({ reason: Reason });

export const ListPolicyVersionsQuery = z.object(PageQuery);
export const PolicyVersionListView = /* @__PURE__ */ listOf(PolicyVersionView);
export type PolicyVersionListView = z.infer<typeof PolicyVersionListView>;

export const PolicyDraftView = z.object({
  draftHash: z.string(),
  basedOnVersion: Version,
  draftedBy: z.string(),
  draftedAt: InstantView,
  changes: z.array(z.string()),
  diff: z.array(PolicyDifference),
  document: PolicyDocumentBody,
});
export type PolicyDraftView = z.infer<typeof PolicyDraftView>;

const DraftHash = /* @__PURE__ */ pattern(/^[0-9a-f]{64}$/, 'must be the draftHash that the draft was answered with');

export const PublishPolicyBody = z.strictObject({ draftHash: z.exactOptional(DraftHash) });
export type PublishPolicyBody = z.infer<typeof PublishPolicyBody>;
