import { isMailAddress } from '../domain/mail/mail.ts';

/**
 * Addresses as they are compared everywhere: lower case, each once, sorted. One that no mail can be sent to, such as
 * `jürgen@example.com`, is left out: whoever has it cannot be asked, and must not keep the others from being asked.
 */
export const asAddresses = (addresses: readonly string[]): readonly string[] =>
  [...new Set(addresses.map((address) => address.trim().toLowerCase()))].filter(isMailAddress).sort();
