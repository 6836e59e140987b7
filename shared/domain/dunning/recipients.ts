import { sameAddress } from '../mail/address.ts';
import { isMailAddress } from '../mail/mail.ts';

/** Whoever answers for a customer's invoices; more than these few would be a crowd in which nobody does. */
export const MOST_RECIPIENTS = 3;

/** Roles of contacts that are written to, the first that anybody has. Lawyers are written to by lawyers. */
const ROLES = ['BILLING', 'MANAGEMENT'] as const;

interface Contact {
  readonly email: string;
  readonly role: string;
}

const isContact = (value: unknown): value is Contact =>
  typeof value === 'object' &&
  value !== null &&
  'email' in value &&
  typeof value.email === 'string' &&
  'role' in value &&
  typeof value.role === 'string';

const distinct = (addresses: readonly string[]): readonly string[] =>
  addresses.filter((address, index) => addresses.findIndex((other) => sameAddress(other, address)) === index);

/**
 * Whom reminders go to: the billing contacts of a customer, without them the management; at most three addresses, each
 * once, and none that no mail can be sent to. Nobody when there is no such contact.
 * @param masterData as the customer's profile keeps it.
 */
export const recipientsOf = ({ contacts }: { readonly contacts?: unknown }): readonly string[] => {
  const known = Array.isArray(contacts) ? contacts.filter(isContact) : [];
  for (const role of ROLES) {
    const addresses = known.filter((contact) => contact.role === role).map(({ email }) => email.trim());
    const usable = distinct(addresses.filter(isMailAddress));
    if (usable.length > 0) return usable.slice(0, MOST_RECIPIENTS);
  }
  return [];
};
