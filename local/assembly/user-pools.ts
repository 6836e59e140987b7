import { asString } from '../json.ts';
import type { Resource } from './model.ts';

/** A user pool of the stacks with the names of its groups. */
export interface UserPool {
  readonly id: string;
  readonly groups: readonly string[];
}

export const readUserPools = (resources: readonly Resource[]): readonly UserPool[] => {
  const ofType = (type: string) => resources.filter((resource) => resource.type === `AWS::Cognito::${type}`);
  const groups = ofType('UserPoolGroup');
  return ofType('UserPool').map(({ ref: id }) => ({
    id,
    groups: groups.filter(({ properties }) => asString(properties['UserPoolId']) === id).map(({ ref }) => ref),
  }));
};
