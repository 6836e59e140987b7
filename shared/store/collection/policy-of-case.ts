import type { CollectionCase } from '../../domain/collection/case.ts';
import type { Context } from '../context.ts';
import { policyOfVersion } from '../policies.ts';

/**
 * The context under the version of the policy that a case began with, which it keeps to its end. The calendar is that of
 * the policy in force: on which days the house is closed is no rule that a case could have begun with. Cases that were
 * opened before they kept a version go by the policy in force.
 */
export const underPolicyOf = async (
  context: Context,
  { policyVersion }: Pick<CollectionCase, 'policyVersion'>,
): Promise<Context> => {
  const { policy } = context;
  if (policyVersion === undefined || policyVersion === policy.version) return context;
  const kept = await policyOfVersion(context, policyVersion);
  return { ...context, policy: { ...kept, calendars: policy.calendars } };
};
