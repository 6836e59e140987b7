import { describe, expect, it } from 'vitest';
import { roles } from '../../shared/domain/policy/roles.ts';
import { resourcesOf, synthesize } from './support.ts';

describe('the groups of people', () => {
  it('should be the roles that a policy may name', () => {
    const { data } = synthesize('dev');
    const groups = [...resourcesOf(data, 'AWS::Cognito::UserPoolGroup').values()].map(
      ({ Properties }) => Properties['GroupName'],
    );
    expect(groups.toSorted()).toEqual([...roles].toSorted());
  });
});
