import { createHash, timingSafeEqual } from 'node:crypto';
import type { Instant } from '../../dates.ts';
import type { LinkClosure } from './closed-link.ts';
import type { ApprovalSubject } from './subject.ts';

/** Whom a link lets decide on what, and until when. */
export interface LinkTarget {
  readonly approvalId: string;
  /** Of the limit request or, by its subject, of the legal handoff. */
  readonly requestId: string;
  /** Left out: a limit request. */
  readonly subject?: ApprovalSubject;
  /** E-mail address of the approver, in lower case. */
  readonly approver: string;
  /** From this instant on the link is of no use. */
  readonly expiresAt: Instant;
}

/** What became of a link. `REPLACED`: a newer mail brought another one. `DEAD`: too many wrong codes. */
export type LinkState = 'LIVE' | 'USED' | 'REPLACED' | 'DEAD';

/** Link and code as they are known to the table: nobody can open anything with what stands here. */
export interface ApprovalLink extends LinkTarget {
  readonly tokenHash: string;
  readonly codeHash: string;
  readonly state: LinkState;
  /** Wrong codes so far. */
  readonly attempts: number;
  readonly mintedAt: Instant;
  /** Since when it is in its state. */
  readonly changedAt: Instant;
}

/** What the mail carries, and nothing else does. */
export interface LinkSecrets {
  /** 256 random bits, as base64url. */
  readonly token: string;
  /** Six digits. */
  readonly code: string;
}

/** So many wrong or missing codes end a link. */
export const MOST_ATTEMPTS = 5;

const TOKEN_BYTES = 32;
const CODE_BYTES = 16;
const CODE_DIGITS = 6;

/** How many random bytes make a link. */
export const SECRET_BYTES = TOKEN_BYTES + CODE_BYTES;

/**
 * Makes link and code of random bytes. The code is the rest of a 128-bit number: any six digits are as likely as any
 * other, but for one part in 10^32.
 * @throws RangeError when there are too few bytes.
 */
export const secretsFrom = (random: Uint8Array): LinkSecrets => {
  if (random.length !== SECRET_BYTES) throw new RangeError(`a link is made of ${SECRET_BYTES} random bytes`);
  const bytes = Buffer.from(random);
  const number = BigInt(`0x${bytes.subarray(TOKEN_BYTES).toString('hex')}`);
  return {
    token: bytes.subarray(0, TOKEN_BYTES).toString('base64url'),
    code: String(number % 10n ** BigInt(CODE_DIGITS)).padStart(CODE_DIGITS, '0'),
  };
};

/** Whether the text could be a token at all; anything else need not be looked up. */
export const isToken = (text: string): boolean => /^[A-Za-z0-9_-]{43}$/.test(text);

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** SHA-256 of the token, in hex: the name under which a link is kept. */
export const hashToken = (token: string): string => sha256(token);

/** SHA-256 of token and code: a million codes are quickly tried, but not without the 256 bits of the token. */
export const hashCode = (token: string, code: string): string => sha256(`${token}:${code}`);

/**
 * Whether this is the code that stands in the mail beside the link; takes as long whether it is or not. Whoever posted
 * the code is to hear of it only after one of the two writes that follow on it, a decision or an attempt that is spent:
 * everything else about a form is judged before its code.
 */
export const isCodeOf = (link: Pick<ApprovalLink, 'codeHash'>, token: string, code: string): boolean =>
  timingSafeEqual(Buffer.from(hashCode(token, code), 'hex'), Buffer.from(link.codeHash, 'hex'));

/** What the link is worth now: time ends a live one. */
export const standingOf = (link: Pick<ApprovalLink, 'state' | 'expiresAt'>, now: Instant): LinkState | 'EXPIRED' =>
  link.state === 'LIVE' && link.expiresAt <= now ? 'EXPIRED' : link.state;

/**
 * Why a link lets nobody decide any more, so far as the link itself tells; who decided in the meantime, and what, is
 * for the approval to say.
 */
export const closureOf = (
  link: Pick<ApprovalLink, 'state' | 'expiresAt' | 'changedAt'>,
  now: Instant,
): LinkClosure | null => {
  const standing = standingOf(link, now);
  switch (standing) {
    case 'LIVE':
      return null;
    case 'USED':
      return { reason: 'CLOSED', at: link.changedAt };
    case 'REPLACED':
      return { reason: 'REPLACED', at: link.changedAt };
    case 'DEAD':
      return { reason: 'DEAD', at: link.changedAt, freshMail: false };
    case 'EXPIRED':
      return { reason: 'EXPIRED', at: link.expiresAt };
    default:
      return standing satisfies never;
  }
};
