import type { PreTokenGenerationV2TriggerEvent } from 'aws-lambda';
import { scopesBeyond } from '../../shared/domain/identity/scopes-of-roles.ts';

/** With it a person could change the own e-mail address, by which requesters and approvers are told apart. */
const SELF_SERVICE = 'aws.cognito.signin.user.admin';

/**
 * Shapes the access token of a person before the user pool signs it: the e-mail address goes in, and the scopes that
 * none of the person's groups has are taken out. Called for each sign-in and each refresh; tokens of machines are not.
 */
export const handler = async (event: PreTokenGenerationV2TriggerEvent): Promise<PreTokenGenerationV2TriggerEvent> => {
  const { groupConfiguration, userAttributes } = event.request;
  const email = userAttributes['email']?.toLowerCase();
  return {
    ...event,
    response: {
      claimsAndScopeOverrideDetails: {
        accessTokenGeneration: {
          ...(email && { claimsToAddOrOverride: { email } }),
          scopesToSuppress: [...scopesBeyond(groupConfiguration.groupsToOverride ?? []), SELF_SERVICE],
        },
      },
    },
  };
};
