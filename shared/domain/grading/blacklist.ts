import type { GradingPolicy } from './policy.ts';

/** What repeated default is to do: propose the blacklist, or put the customer on it. `known` is what to remember then. */
export interface BlacklistStep {
  readonly action: 'PROPOSE' | 'SET' | null;
  readonly known: number;
}

/**
 * What follows from the months with a default among the last 24, once for each number of them: whoever was proposed, or
 * taken off the list again by a person, is so until there is another month with one.
 * @param defaults how many months. @param known how many of them were acted upon before.
 */
export const blacklistStep = (
  { blacklist }: Pick<GradingPolicy, 'blacklist'>,
  defaults: number,
  known: number,
  isBlacklisted: boolean,
): BlacklistStep => {
  const isDue = blacklist !== null && defaults >= blacklist.afterDefaults && defaults > known;
  if (!isDue) return { action: null, known: Math.min(known, defaults) };
  return { action: isBlacklisted ? null : blacklist.action, known: defaults };
};

/** Why, in words. */
export const blacklistReason = (defaults: number): string =>
  `Repeated default: write-offs or legal handoffs in ${defaults} of the last 24 months`;
