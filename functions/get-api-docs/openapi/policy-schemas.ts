import type * as z from 'zod/mini';
import { CollectionStep, CollectionStrategy, Collections } from '../../../shared/contracts/collection-policy.ts';
import { Grading } from '../../../shared/contracts/grading-policy.ts';
import {
  LimitLevel,
  OrderReleaseLevel,
  PolicyDifference,
  PolicyDocumentBody,
  PolicyDraftView,
  PolicyVersionDetailView,
  PolicyVersionListView,
  PolicyVersionView,
  PublishPolicyBody,
  RestorePolicyVersionBody,
} from '../../../shared/contracts/policy.ts';
import {
  Calendars,
  Limits,
  PolicyRule,
  Publishing,
  UnusualOrder,
  Warnings,
} from '../../../shared/contracts/policy-parts.ts';
import { LateForecast, LateModel } from '../../../shared/contracts/prediction.ts';
import {
  FlipView,
  ShadowPolicyView,
  SimulatePolicyBody,
  SimulationView,
} from '../../../shared/contracts/simulation.ts';

/** The schemas of the policy and of what is done with it; see `named-schemas.ts`. */
export const policySchemas: Readonly<Record<string, z.ZodMiniType>> = {
  PolicyDocument: PolicyDocumentBody,
  UnusualOrder,
  PolicyRule,
  LimitLevel,
  OrderReleaseLevel,
  GradingPolicy: Grading,
  LimitPolicy: Limits,
  CollectionPolicy: Collections,
  CollectionStrategy,
  CollectionStep,
  PolicyCalendars: Calendars,
  WarningPolicy: Warnings,
  LateModel,
  LateForecast,
  PublishingPolicy: Publishing,
  PolicyVersion: PolicyVersionView,
  PolicyVersionList: PolicyVersionListView,
  PolicyVersionDetail: PolicyVersionDetailView,
  PolicyDifference,
  PolicyDraft: PolicyDraftView,
  SimulatePolicy: SimulatePolicyBody,
  Simulation: SimulationView,
  ShadowPolicy: ShadowPolicyView,
  FlippedDecision: FlipView,
  PublishPolicy: PublishPolicyBody,
  RestorePolicyVersion: RestorePolicyVersionBody,
};
