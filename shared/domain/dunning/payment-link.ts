import type { Instant } from '../../dates.ts';
import { Refusal } from '../../errors.ts';
import type { MailLanguage } from './language.ts';

/** Whose open items a link shows, whom it was sent to, and until when it is good. */
export interface PaymentLinkTarget {
  readonly customerId: string;
  /** The case whose reminder brought it. */
  readonly caseId: string;
  /** E-mail address that what is said by the link counts as said by. */
  readonly recipient: string;
  /** From this instant on the link is of no use. */
  readonly expiresAt: Instant;
  /** The mail that carries it. */
  readonly mailId?: string;
  /** The language of that mail, which its page speaks too. */
  readonly language: MailLanguage;
}

/** `DEAD`: by too many wrong codes. */
export type PaymentLinkState = 'LIVE' | 'DEAD';

/**
 * Link and code as they are known to the table: nobody can open anything with what stands here. Unlike the link of an
 * approval it stays good after it was used: who has promised one day may dispute the next.
 */
export interface PaymentLink extends PaymentLinkTarget {
  readonly tokenHash: string;
  readonly codeHash: string;
  readonly state: PaymentLinkState;
  /** Wrong codes so far. */
  readonly attempts: number;
  /** Right codes so far. */
  readonly uses: number;
  readonly mintedAt: Instant;
  /** A mail with another link was queued when this one died. */
  readonly freshMail: boolean;
  /** Since when it is in its state. */
  readonly changedAt: Instant;
}

/** A reminder is paid, or followed by the next one with a link of its own, well within this time. */
export const LINK_DAYS = 60;

/** Nobody has so much to say; a program that has got hold of a mail is stopped by it. */
export const MOST_USES = 50;

/** Why a link opens nothing any more, and since when. */
export interface PaymentLinkClosure {
  readonly reason: 'DEAD' | 'EXPIRED' | 'USED_UP';
  readonly at: Instant;
  readonly language: MailLanguage;
  /** Of a dead one: a mail with another link is on its way. */
  readonly freshMail?: boolean;
}

const sentences: Readonly<Record<PaymentLinkClosure['reason'], string>> = {
  DEAD: 'The link is closed after too many wrong codes.',
  EXPIRED: 'The link has expired.',
  USED_UP: 'The link was used too often.',
};

/** The refusal of a link that opens nothing any more (410), with what its page tells. */
export class PaymentLinkClosed extends Refusal {
  readonly closure: PaymentLinkClosure;

  constructor(closure: PaymentLinkClosure) {
    super('gone', sentences[closure.reason]);
    this.name = 'PaymentLinkClosed';
    this.closure = closure;
  }
}

/** Why a link is of no use now; `null` while it is. */
export const paymentLinkClosure = (
  { changedAt, expiresAt, freshMail, language, state, uses }: Omit<PaymentLink, 'tokenHash' | 'codeHash'>,
  now: Instant,
): PaymentLinkClosure | null => {
  if (state === 'DEAD') return { reason: 'DEAD', at: changedAt, freshMail, language };
  if (expiresAt <= now) return { reason: 'EXPIRED', at: expiresAt, language };
  return uses >= MOST_USES ? { reason: 'USED_UP', at: changedAt, language } : null;
};
