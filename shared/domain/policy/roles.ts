/** The groups that a person's token may carry, by which the policy names who does what. */
export const roles = [
  'credit-analysts',
  'credit-managers',
  'finance-directors',
  'collectors',
  'collection-leads',
  'legal',
  'platform-admins',
] as const;

export type Role = (typeof roles)[number];
