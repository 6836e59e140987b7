import { Refusal } from '../../errors.ts';

type Verdict = 'APPROVE' | 'REJECT' | 'RETURN';

/** Why an emailed link opens nothing any more. Instants in UTC; `by` is an e-mail address. */
export type LinkClosure =
  /** Its approver decided, with it or otherwise. */
  | { readonly reason: 'USED'; readonly at: string; readonly decision: Verdict }
  /** Another approver decided what this one was asked. */
  | { readonly reason: 'DECIDED_BY_OTHER'; readonly at: string; readonly decision: Verdict; readonly by: string }
  /** A newer mail to the same approver carries the link that counts. */
  | { readonly reason: 'REPLACED'; readonly at: string }
  /** Too many wrong codes. `freshMail`: whether another mail is on its way. */
  | { readonly reason: 'DEAD'; readonly at: string; readonly freshMail: boolean }
  | { readonly reason: 'WITHDRAWN'; readonly at: string; readonly by: string }
  /** Nobody decided in time. */
  | { readonly reason: 'EXPIRED'; readonly at: string }
  /** The link is too old; what it was for still waits. */
  | { readonly reason: 'LINK_EXPIRED'; readonly at: string }
  /** The facts moved away from those that were assessed. */
  | { readonly reason: 'LAPSED'; readonly at: string; readonly why: string }
  /** It ended in another way, or waits for somebody else now. */
  | { readonly reason: 'CLOSED'; readonly at: string };

const sentenceOf = (closure: LinkClosure): string => {
  switch (closure.reason) {
    case 'USED':
      return 'The decision is already recorded.';
    case 'DECIDED_BY_OTHER':
      return `${closure.by} has already decided.`;
    case 'REPLACED':
      return 'A newer mail has replaced this link.';
    case 'DEAD':
      return 'The link is closed after too many wrong codes.';
    case 'WITHDRAWN':
      return `${closure.by} has withdrawn the request.`;
    case 'EXPIRED':
      return 'The request ended without a decision.';
    case 'LINK_EXPIRED':
      return 'The link has expired; take that of the newest mail, or sign in.';
    case 'LAPSED':
      return `The request has lapsed: ${closure.why}`;
    case 'CLOSED':
      return 'Nothing waits for a decision here any more.';
    default:
      return closure satisfies never;
  }
};

/** The refusal of a link that opens nothing any more (410), with what its page tells. */
export class LinkClosed extends Refusal {
  readonly closure: LinkClosure;

  constructor(closure: LinkClosure) {
    super('gone', sentenceOf(closure));
    this.name = 'LinkClosed';
    this.closure = closure;
  }
}
