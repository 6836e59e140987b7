import type { Reply } from './exchange.ts';

const JSON_TYPE = 'application/json';

/** Throws on a bigint: amounts leave as money objects of text, and a number would lose digits. */
const json = (statusCode: number, view: unknown, headers: Record<string, string> = {}): Reply => ({
  statusCode,
  headers: { 'content-type': JSON_TYPE, ...headers },
  body: JSON.stringify(view),
});

/** 200 with a view. */
export const ok = <View>(view: View): Reply => json(200, view);

/** 201 with the view of what was created. */
export const created = <View>(view: View): Reply => json(201, view);

/** 202 with the view of what was begun. */
export const accepted = <View>(view: View): Reply => json(202, view);

/** 204, nothing to say. */
export const noContent = (): Reply => ({ statusCode: 204, headers: {} });

/** 200 with bytes, as they are. */
export const bytes = (type: string, content: Uint8Array, headers: Record<string, string> = {}): Reply => ({
  statusCode: 200,
  headers: { 'content-type': type, ...headers },
  body: Buffer.from(content).toString('base64'),
  isBase64Encoded: true,
});

/** 200 with text of another type, such as CSV or HTML. */
export const content = (type: string, text: string, headers: Record<string, string> = {}): Reply => ({
  statusCode: 200,
  headers: { 'content-type': type.includes('charset') ? type : `${type}; charset=utf-8`, ...headers },
  body: text,
});
