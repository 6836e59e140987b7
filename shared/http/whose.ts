import type { Caller } from './exchange.ts';
import { invalidField } from './validation.ts';

/**
 * The address that a filter asks for: `me` is the caller's own.
 * @throws validation where a machine asks for its own.
 */
export const whose = (field: string, asked: string | undefined, { email }: Caller): string | undefined => {
  if (asked !== 'me') return asked?.toLowerCase();
  if (email === undefined) throw invalidField(field, 'is "me", and the token carries no e-mail address of a person');
  return email.toLowerCase();
};
