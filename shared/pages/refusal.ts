import type { ProblemCode } from '../errors.ts';
import { type Message, messagePage } from './message.ts';

/** How a refusal is told to a person who opened a link. */
export interface ToldRefusal {
  readonly code: ProblemCode | 'internal';
  /** A sentence for people; not shown where it could only confuse. */
  readonly detail: string;
  /** Names the request in the logs. */
  readonly correlationId: string;
  /** Tags of the languages that the reader's browser asks for, the best one first. */
  readonly languages?: readonly string[];
}

/** What an address says that leads nowhere, whatever it was to be a link to. */
export const nothingHere: Message = {
  title: 'There is nothing at this address',
  paragraphs: [
    'The link is not complete, or it was never one of ours. Please open it from the mail itself; if it is broken over two lines there, copy all of it.',
  ],
};

const UNCHANGED = 'Nothing has been decided.';

const messageOf = ({ code, detail }: ToldRefusal): Message => {
  switch (code) {
    case 'not-found':
      return nothingHere;
    case 'gone':
      return { title: 'This link is closed', paragraphs: [detail] };
    case 'unauthenticated':
      return { title: 'Please sign in to decide', paragraphs: [detail, UNCHANGED] };
    case 'forbidden':
      // Who has left the role cannot decide after signing in either; the detail says what it is.
      return { title: 'You cannot decide this by the link', paragraphs: [detail, UNCHANGED] };
    case 'too-large':
      return { title: 'That was too much text', paragraphs: ['Please go back and shorten your comment.', UNCHANGED] };
    case 'rate-limited':
      return { title: 'Too many requests', paragraphs: ['Please wait a moment and try again.', UNCHANGED] };
    case 'conflict':
      return { title: 'Somebody was faster', paragraphs: [detail, 'Please open the link again to see how it stands.'] };
    case 'unavailable':
      return {
        title: 'Not available at the moment',
        paragraphs: [
          'Please try again in a moment. If you have just sent a decision, open the link again: it says whether it was recorded. A decision that is sent twice counts once.',
        ],
      };
    case 'validation':
    case 'unprocessable':
      return { title: 'This could not be read', paragraphs: [detail, UNCHANGED] };
    case 'internal':
      return {
        title: 'Something went wrong on our side',
        paragraphs: [
          'The error is recorded. Please try again later; if it goes on, tell your support the reference below.',
        ],
      };
    default:
      return code satisfies never;
  }
};

/** A plain page for whatever is no case and no form. */
export const refusalPage = (refusal: ToldRefusal): string =>
  messagePage({ ...messageOf(refusal), footer: [`Reference ${refusal.correlationId}`] });
