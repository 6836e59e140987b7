import { createHash } from 'node:crypto';
import type { UserPool } from '../assembly/user-pools.ts';
import { awsJson, parseObject, refuse } from '../http/aws-json.ts';
import type { Reply } from '../http/reply.ts';
import { headerOf, type Request } from '../http/request.ts';
import { asString } from '../json.ts';
import { subjectOf } from '../tokens/subject.ts';
import type { People } from './people.ts';

export interface CognitoOptions {
  readonly userPools: readonly UserPool[];
  readonly people: Pick<People, 'inGroup'>;
}

const TARGET = 'AWSCognitoIdentityProviderService.ListUsersInGroup';
const LARGEST_PAGE = 60;
/** Nobody of the laptop was created at any time; the SDK wants a number. */
const CREATED = Date.UTC(2026, 0, 1) / 1000;

/**
 * The endpoint of Cognito user pools for the SDK (AWS JSON 1.1). Knows `ListUsersInGroup`; refuses every other
 * operation by name.
 */
export const createCognito =
  ({ userPools, people }: CognitoOptions): ((request: Request) => Promise<Reply>) =>
  async (request) => {
    const target = headerOf(request, 'x-amz-target') ?? '';
    if (target !== TARGET) {
      const operation = target.split('.')[1] ?? 'this request';
      return refuse('UnknownOperationException', `Cognito on a laptop does not know ${operation}.`);
    }
    const body = parseObject(request.body.toString('utf8'));
    if (!body) return refuse('SerializationException', 'The body is not JSON.');
    const poolId = asString(body['UserPoolId']) ?? '';
    const pool = userPools.find(({ id }) => id === poolId);
    if (!pool) return refuse('ResourceNotFoundException', `User pool ${poolId} does not exist.`);
    const group = asString(body['GroupName']) ?? '';
    if (!pool.groups.includes(group)) return refuse('ResourceNotFoundException', 'Group not found.');
    const limit = body['Limit'] ?? LARGEST_PAGE;
    if (typeof limit !== 'number' || !Number.isInteger(limit) || limit < 0 || limit > LARGEST_PAGE) {
      return refuse('InvalidParameterException', `Limit must be a whole number from 0 to ${LARGEST_PAGE}.`);
    }
    const members = people.inGroup(group);
    const start = startAfter(members, asString(body['NextToken']));
    if (start === undefined) return refuse('InvalidParameterException', 'Invalid pagination token.');
    const end = start + (limit === 0 ? LARGEST_PAGE : limit);
    const last = members[end - 1];
    return awsJson(200, {
      Users: members.slice(start, end).map(toUser),
      ...(last !== undefined && end < members.length && { NextToken: tokenOf(last) }),
    });
  };

const toUser = (email: string) => ({
  Username: subjectOf(email),
  Attributes: [
    { Name: 'sub', Value: subjectOf(email) },
    { Name: 'email', Value: email },
    { Name: 'email_verified', Value: 'true' },
  ],
  UserCreateDate: CREATED,
  UserLastModifiedDate: CREATED,
  Enabled: true,
  UserStatus: 'CONFIRMED',
});

/** Names the last person of a page without giving the address away. */
const tokenOf = (email: string): string => createHash('sha256').update(email).digest('base64url');

const startAfter = (members: readonly string[], token: string | undefined): number | undefined => {
  if (token === undefined) return 0;
  const last = members.findIndex((email) => tokenOf(email) === token);
  return last < 0 ? undefined : last + 1;
};
