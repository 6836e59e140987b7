import {
  CognitoIdentityProviderClient,
  paginateListUsersInGroup,
  type UserType,
} from '@aws-sdk/client-cognito-identity-provider';
import { unavailable } from '../errors.ts';
import { asAddresses } from './addresses.ts';
import type { People } from './directory.ts';

/** The most that Cognito gives in one answer. */
const PAGE_SIZE = 60;
/** 3,000 people of one role are more than any company has; a list that goes on is a fault, and is not followed. */
const MOST_PAGES = 50;
/** Cognito answers in well under a second; whoever waits longer is better served by the next try. */
const REQUEST_TIMEOUT_MS = 2_000;
const CONNECTION_TIMEOUT_MS = 1_000;
/** Throttling and broken connections pass; with the time-outs above, three tries end within a task's time. */
const TRIES = 3;

/** Confirmed by signing in, or by the company's own sign-in. */
const HAS_SIGNED_IN: ReadonlySet<string | undefined> = new Set(['CONFIRMED', 'EXTERNAL_PROVIDER']);

/** Invited, or to set another password: cannot sign in yet, but decides by mail, if the address is known to be theirs. */
const HAS_NO_PASSWORD: ReadonlySet<string | undefined> = new Set(['FORCE_CHANGE_PASSWORD', 'RESET_REQUIRED']);

const addressOf = ({ Enabled, UserStatus, Attributes }: UserType): readonly string[] => {
  const attribute = (name: string) => Attributes?.find(({ Name }) => Name === name)?.Value;
  const email = attribute('email');
  const isTheirs =
    HAS_SIGNED_IN.has(UserStatus) || (HAS_NO_PASSWORD.has(UserStatus) && attribute('email_verified') === 'true');
  return Enabled && email && isTheirs ? [email] : [];
};

const createClient = (): CognitoIdentityProviderClient =>
  new CognitoIdentityProviderClient({
    maxAttempts: TRIES,
    requestHandler: {
      requestTimeout: REQUEST_TIMEOUT_MS,
      throwOnRequestTimeout: true,
      connectionTimeout: CONNECTION_TIMEOUT_MS,
    },
  });

/** People of a user pool: a role is the group of its name. */
export const cognitoPeople = (userPoolId: string, client = createClient()): People => ({
  inRole: async (role) => {
    const addresses: string[] = [];
    try {
      let pages = 0;
      const asked = { UserPoolId: userPoolId, GroupName: role };
      for await (const { Users = [] } of paginateListUsersInGroup({ client, pageSize: PAGE_SIZE }, asked)) {
        pages += 1;
        if (pages > MOST_PAGES) throw new RangeError(`The group ${role} has more than ${MOST_PAGES} pages of people.`);
        addresses.push(...Users.flatMap(addressOf));
      }
    } catch (error) {
      throw unavailable(`The directory of people cannot be asked for ${role}. Try again shortly.`, error);
    }
    return asAddresses(addresses);
  },
});
