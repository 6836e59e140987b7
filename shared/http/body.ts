import { isUtf8 } from 'node:buffer';
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

/** Encodings of files other than UTF-8 that banks still write, by the names under which they are declared. */
const FILE_ENCODINGS = ['iso-8859-1', 'latin1', 'iso-8859-15', 'windows-1252', 'cp1252'];
const XML_ENCODING = /^<\?xml[^>]{0,100}\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']/;

/** What the file says of its own encoding; SWIFT messages say nothing, and older ones are not in UTF-8. */
const encodingOf = (event: ApiEvent, bytes: Buffer): string => {
  const inXml = XML_ENCODING.exec(bytes.subarray(0, 200).toString('latin1'))?.[1]?.toLowerCase();
  const declared = /;\s*charset=/i.test(event.headers?.['content-type'] ?? '') ? charsetOf(event) : inXml;
  if (declared !== undefined) return declared;
  return contentTypeOf(event) === 'text/vnd.mt940' && !isUtf8(bytes) ? 'windows-1252' : 'utf-8';
};

/** A file as text: as `readText`, but also in the encodings in which banks write. */
export const readFileText = (event: ApiEvent, maxBytes: number): string => {
  const { body = '', isBase64Encoded } = event;
  if (!isBase64Encoded) return readText(event, maxBytes);
  if (Buffer.byteLength(body, 'base64') > maxBytes) throw tooLarge(maxBytes);
  const bytes = Buffer.from(body, 'base64');
  const encoding = encodingOf(event, bytes);
  if (FILE_ENCODINGS.includes(encoding)) return new TextDecoder('windows-1252').decode(bytes);
  return readText(event, maxBytes);
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
