import type { GradingPolicy } from './policy.ts';

/** What repeated default is to do: propose the blacklist, or put the customer on it. `known` is what to remember then. */
export interface BlacklistStep {
  readonly action: 'PROPOSE' | 'SET' | null;
  readonly known: number;
}

/**
 * What follows from the defaults of the last 24 months, once for each number of them: whoever was proposed, or taken off
 * the list again by a person, is so until there is another default.
 * @param known how many defaults were acted upon before.
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
  `Repeated default: ${defaults} write-offs and legal handoffs within 24 months`;
