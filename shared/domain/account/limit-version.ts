import type { Account } from './account.ts';

/** By these the policy has rules and terms: how far a shared limit may be passed goes by those of the account that owns it. */
const settling = ['grade', 'segment', 'region', 'industry'] as const;

/**
 * The version of what bounds the exposure after a change of the account: the one that the change itself gives, else one more
 * when other rules of the policy may hold from now on. Members may come at any time, so that it counts without them, too.
 */
export const limitVersionAfter = (account: Account, changes: Partial<Account> = {}): number => {
  const { limitVersion = account.limitVersion } = changes;
  if (limitVersion !== account.limitVersion) return limitVersion;
  const isChanged = settling.some((name) => changes[name] !== undefined && changes[name] !== account[name]);
  return isChanged ? limitVersion + 1 : limitVersion;
};
