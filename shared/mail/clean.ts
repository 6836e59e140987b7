/**
 * Texts of mails come from customers' names, orders and comments. Angle brackets are the renderers' matter; here it is
 * about characters that end a header or a line, or that turn around the order in which a text is read.
 */
const DIRECTION_MARKS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;
const HALVES_OF_PAIRS = /\p{Cs}/gu;

const ELLIPSIS = '…';

/** At most so many characters, cut with an ellipsis and never through the middle of one. */
export const shorten = (text: string, longest: number): string => {
  const characters = [...text];
  if (characters.length <= longest) return text;
  return `${characters
    .slice(0, longest - 1)
    .join('')
    .trimEnd()}${ELLIPSIS}`;
};

/** One line without control characters. */
export const oneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(DIRECTION_MARKS, '')
    .replace(HALVES_OF_PAIRS, '')
    .replace(/ {2,}/g, ' ')
    .trim();

/** The lines of a text, each without control characters; blank ones are left out. */
export const lines = (text: string): readonly string[] =>
  text
    .split(/\r\n|[\n\r\v\f\u0085\p{Zl}\p{Zp}]/u)
    .map(oneLine)
    .filter((line) => line !== '');

const LONGEST_SUBJECT = 150;

/** A subject of one line and of a length that no mail service breaks. */
export const subjectLine = (text: string): string => shorten(oneLine(text), LONGEST_SUBJECT);
