import { malformed } from '../refusals.ts';

/** A field of a message: its tag, and its content line by line. */
export interface Field {
  readonly tag: string;
  readonly line: number;
  readonly lines: readonly string[];
}

/** The fields of one statement message, from `:20:` on. */
export type Message = readonly Field[];

const TAG = /^:(\d{2}[A-Z]?):(.*)$/;
/** End of a message, alone on its line or with the end of its envelope or what a bank appends. */
const END = /^-(?:\}|[A-Z]{0,3}$)/;
/** The envelope, on a line of its own or before the first field. */
const ENVELOPE = /^(?:\{[1235]:(?:[^{}]|\{[^{}]*\})*\})*\{4:|^\{[1235]:.*\}$/;
const LINE_END = /\r\n|\n|\r/;
const MAX_LINE_CHARACTERS = 2_000;

/**
 * Splits a file into messages and their fields. Whatever a bank puts around the messages, envelopes, headers, blank
 * lines, is passed over. @throws validation when there is no message in it.
 */
export const readMessages = (file: string): readonly Message[] => {
  const messages: Field[][] = [];
  let field: { tag: string; line: number; lines: string[] } | null = null;
  for (const [index, raw] of file
    .replace(/^\uFEFF/, '')
    .split(LINE_END)
    .entries()) {
    const line = index + 1;
    if (raw.length > MAX_LINE_CHARACTERS) throw malformed(line, `has more than ${MAX_LINE_CHARACTERS} characters`);
    const text = raw.replace(ENVELOPE, '').trimEnd();
    const [, tag, content = ''] = TAG.exec(text) ?? [];
    if (tag !== undefined) {
      field = { tag, line, lines: [content] };
      if (tag === '20') messages.push([]);
      messages.at(-1)?.push(field);
    } else if (END.test(text)) {
      field = null;
    } else if (text !== '') {
      field?.lines.push(text);
    }
  }
  if (messages.length === 0) throw malformed(1, 'begins a file without a statement: there is no :20: in it');
  return messages;
};
