import { createHash } from 'node:crypto';

/** E-mail addresses are compared without case. */
export const sameAddress = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** Part of a mail's id that stands for its recipient, whom an id must not name. */
export const recipientPart = (address: string): string =>
  createHash('sha256').update(address.toLowerCase()).digest('hex').slice(0, 16);
