/** What a token may be used for. */
export const scopes = [
  'credit/check',
  'credit/read',
  'credit/write',
  'credit/approve',
  'credit/collect',
  'credit/policy',
  'credit/admin',
] as const;

export type Scope = (typeof scopes)[number];
