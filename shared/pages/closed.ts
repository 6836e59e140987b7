import type { LinkClosure } from '../domain/approval/closed-link.ts';
import { oneLine } from '../mail/clean.ts';
import { instantText } from '../mail/wording.ts';
import { type Message, messagePage } from './message.ts';
import { decisionText, type Wording } from './wording.ts';

const NOTHING_TO_DO = 'There is nothing left for you to do.';

const messageOf = (closure: LinkClosure, { timeZone }: Wording): Message => {
  const at = instantText(closure.at, timeZone);
  switch (closure.reason) {
    case 'USED':
      return {
        title: 'Your decision is recorded',
        paragraphs: [`The request was ${decisionText(closure.decision)} by you on ${at}.`, NOTHING_TO_DO],
      };
    case 'DECIDED_BY_OTHER':
      return {
        title: 'Somebody else has decided',
        paragraphs: [
          `${oneLine(closure.by)} ${decisionText(closure.decision)} the request on ${at}.`.replace(
            'returned for information the request',
            'returned the request for information',
          ),
          NOTHING_TO_DO,
        ],
      };
    case 'REPLACED':
      return {
        title: 'A newer mail has replaced this link',
        paragraphs: [`A mail with a new link and a new code went out to you on ${at}. Please use that one.`],
      };
    case 'DEAD':
      return {
        title: 'This link is closed',
        paragraphs: [
          `A wrong code was entered too often; the last time on ${at}. Nothing has been decided.`,
          closure.freshMail
            ? 'A mail with a new link and a new code is on its way to you.'
            : 'The request still waits. Please look for a newer mail, or sign in to decide.',
        ],
      };
    case 'WITHDRAWN':
      return {
        title: 'The request was withdrawn',
        paragraphs: [`${oneLine(closure.by)} withdrew it on ${at}.`, NOTHING_TO_DO],
      };
    case 'EXPIRED':
      return {
        title: 'The request has expired',
        paragraphs: [`It ended without a decision on ${at}.`, NOTHING_TO_DO],
      };
    case 'LINK_EXPIRED':
      return {
        title: 'This link has expired',
        paragraphs: [
          `It was good until ${at}.`,
          'What it was for still waits. Please look for a newer mail, or sign in.',
        ],
      };
    case 'LAPSED':
      return {
        title: 'The request has lapsed',
        paragraphs: [`It ended on ${at}: ${oneLine(closure.why)}`, NOTHING_TO_DO],
      };
    case 'CLOSED':
      return {
        title: 'Nothing waits for a decision here',
        paragraphs: [`This link has been of no use since ${at}.`, NOTHING_TO_DO],
      };
    default:
      return closure satisfies never;
  }
};

/** Why a link opens nothing any more: who did what, and when. */
export const closedPage = (closure: LinkClosure, wording: Wording): string => messagePage(messageOf(closure, wording));
