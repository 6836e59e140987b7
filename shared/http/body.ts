import { Refusal } from '../errors.ts';
import { whereBroken } from './broken-json.ts';
import type { ApiEvent } from './exchange.ts';
import { invalidField } from './validation.ts';

const KIBIBYTE = 1024;
const MEBIBYTE = 1024 * KIBIBYTE;

/** JSON bodies are small: the largest, a payment with 500 allocations, has some 60 kB. */
export const MAX_JSON_BYTES = MEBIBYTE;
/** A Lambda event carries 6 MB at most, base64 and envelope included. */
export const MAX_FILE_BYTES = 5 * MEBIBYTE;

/** A form of a page: a code, an amount, and a comment of up to a thousand characters, percent-encoded. */
export const MAX_FORM_BYTES = 16 * KIBIBYTE;

/** Media type of the request without parameters, lower case: `application/json` of `application/json; charset=utf-8`. */
export const contentTypeOf = (event: ApiEvent): string =>
  (event.headers?.['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';

const charsetOf = (event: ApiEvent): string =>
  /;\s*charset="?([^\s";]+)/i.exec(event.headers?.['content-type'] ?? '')?.[1]?.toLowerCase() ?? 'utf-8';

const tooLarge = (maxBytes: number): Refusal => {
  const size = maxBytes < MEBIBYTE ? `${maxBytes / KIBIBYTE} KiB` : `${maxBytes / MEBIBYTE} MiB`;
  return new Refusal('too-large', `The body is larger than ${size}. Split it into several requests.`);
};

const decode = (bytes: Buffer): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw invalidField('body', 'must be text in UTF-8');
  }
};

/** The body as text: base64 undone, UTF-8 required, bounded in bytes (413). */
export const readText = (event: ApiEvent, maxBytes: number): string => {
  const { body = '', isBase64Encoded } = event;
  if (body === '') return '';
  if (!['utf-8', 'utf8', 'us-ascii'].includes(charsetOf(event))) throw invalidField('Content-Type', 'must be in UTF-8');
  if (Buffer.byteLength(body, isBase64Encoded ? 'base64' : 'utf8') > maxBytes) throw tooLarge(maxBytes);
  return isBase64Encoded ? decode(Buffer.from(body, 'base64')) : body;
};

/** The JSON value of the body; refuses another content type, an empty body and broken JSON, saying where. */
export const readJson = (event: ApiEvent, text: string): unknown => {
  if (text !== '' && contentTypeOf(event) !== 'application/json') {
    throw invalidField('Content-Type', 'must be application/json');
  }
  if (text === '') throw invalidField('body', 'is required: send a JSON object');
  try {
    return JSON.parse(text);
  } catch {
    throw invalidField('body', `is not valid JSON: ${whereBroken(text)}`);
  }
};
