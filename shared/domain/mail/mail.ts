import type { Instant } from '../../dates.ts';
import type { LinkTarget } from '../approval/link.ts';
import type { JsonObject } from '../history/entry.ts';

/**
 * Where a mail is on its way. `UNKNOWN`: it was handed over, and whether it was taken was never heard; such a mail is
 * shown to a person and never sent again. `DROPPED`: it had become pointless before it went out. `SENT`: taken by the
 * mail service, of whose later news the rest tells.
 */
export type MailState =
  | 'PENDING'
  | 'CLAIMED'
  | 'DROPPED'
  | 'UNKNOWN'
  | 'FAILED'
  | 'SENT'
  | 'DELIVERED'
  | 'BOUNCED'
  | 'COMPLAINED';

/** A mail that is to go out, to one person: a bounce then tells exactly who was not reached. */
export interface MailDraft {
  /** Business key, such as `approval-01J8ZK-request-1`: there is at most one mail for each. */
  readonly mailId: string;
  readonly to: string;
  /** Name of the template, and what it is filled with. */
  readonly template: string;
  readonly data: JsonObject;
  /** What the recipient is to decide: link and code are minted as the mail goes out, and stand nowhere but in it. */
  readonly link?: LinkTarget;
  /** Ids of what the mail is about, for whoever hears of its fate. */
  readonly about?: Readonly<Record<string, string>>;
}

export interface Mail extends Omit<MailDraft, 'link'> {
  readonly link: LinkTarget | null;
  readonly about: Readonly<Record<string, string>>;
  readonly state: MailState;
  /** How often it was handed over to the mail service, refused ones included. */
  readonly tries: number;
  readonly queuedAt: Instant;
  readonly changedAt: Instant;
  readonly correlationId: string;
  /** Who holds a `CLAIMED` mail. */
  readonly claimId: string | null;
  /** Under which id the mail service took it. */
  readonly messageId: string | null;
  /** Why it is in its state, where that needs saying. */
  readonly reason: string | null;
  /** What it told when it was handed over, without link and code; `null` where `data` says it all. */
  readonly sent: JsonObject | null;
}

/** What became of handing a mail over: taken, not needed any more, surely not taken (for now, or for good), or not known. */
export type Handover =
  | { readonly kind: 'taken'; readonly messageId: string }
  | { readonly kind: 'pointless'; readonly reason: string }
  | { readonly kind: 'not-now'; readonly reason: string }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'unclear'; readonly reason: string };

/** A mail that is not taken for now is handed over this often; then it has failed. */
export const MOST_TRIES = 10;

/** The state that follows on a handover, the given one being the mail's `tries`-th. */
export const afterHandover = (handover: Handover, tries: number): MailState => {
  switch (handover.kind) {
    case 'taken':
      return 'SENT';
    case 'pointless':
      return 'DROPPED';
    case 'not-now':
      return tries < MOST_TRIES ? 'PENDING' : 'FAILED';
    case 'refused':
      return 'FAILED';
    case 'unclear':
      return 'UNKNOWN';
    default:
      return handover satisfies never;
  }
};

/** What the mail service tells of a mail afterwards. */
export type MailNews = 'SENT' | 'DELIVERED' | 'BOUNCED' | 'COMPLAINED' | 'FAILED';

/**
 * The states that news changes. News comes late, twice and in any order, so that weaker news never replaces stronger;
 * any of it settles what was unclear.
 */
const changedBy: Readonly<Record<MailNews, readonly MailState[]>> = {
  SENT: ['CLAIMED', 'UNKNOWN'],
  DELIVERED: ['CLAIMED', 'UNKNOWN', 'SENT'],
  FAILED: ['CLAIMED', 'UNKNOWN', 'SENT'],
  BOUNCED: ['CLAIMED', 'UNKNOWN', 'SENT', 'DELIVERED'],
  COMPLAINED: ['CLAIMED', 'UNKNOWN', 'SENT', 'DELIVERED', 'BOUNCED'],
};

/**
 * The states that news of this kind changes. A bounce may come of a mail that arrived all the same, for an answer of a
 * machine, such as an out-of-office, is called a bounce as well: of what was delivered it says nothing.
 */
export const statesBefore = (
  news: MailNews,
  { mayHaveArrived }: { readonly mayHaveArrived: boolean },
): readonly MailState[] => changedBy[news].filter((state) => !(mayHaveArrived && state === 'DELIVERED'));

/** Mails that need nobody's attention; the others can be listed by their state. */
export const isWell = (state: MailState): boolean => ['SENT', 'DELIVERED', 'DROPPED'].includes(state);

/** Also what the mail service takes as the value of a tag, by which its news finds the mail. */
export const isMailId = (text: string): boolean => /^[A-Za-z0-9_-]{1,128}$/.test(text);

const LONGEST_ADDRESS = 254;
const ADDRESS =
  /^(?!\.)(?!.*\.\.)[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}(?<!\.)@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+(?:[A-Za-z]{2,63}|[Xx][Nn]--[A-Za-z0-9-]{0,58}[A-Za-z0-9])$/;

/**
 * Whether the text is one plain address and nothing else: no name, no second address, no line break. Addresses are ASCII,
 * as the mail service takes them; a domain of other letters is written in its `xn--` form.
 */
export const isMailAddress = (text: string): boolean => text.length <= LONGEST_ADDRESS && ADDRESS.test(text);
