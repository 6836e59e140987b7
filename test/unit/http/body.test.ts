import { describe, expect, it } from 'vitest';
import { Refusal } from '../../../shared/errors.ts';
import { contentTypeOf, MAX_JSON_BYTES, readFileText, readJson, readText } from '../../../shared/http/body.ts';
import { apiEvent } from '../../support/api-event.ts';

const event = (body: string | undefined, parts: object = {}) => apiEvent('checkCredit', { body, ...parts });
const base64 = (bytes: string | Uint8Array) => ({
  body: Buffer.from(bytes).toString('base64'),
  isBase64Encoded: true,
  headers: { 'content-type': 'application/json' },
});

const refusalOf = (act: () => unknown): Refusal => {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('nothing was refused');
};

const read = (body: string | undefined, parts: object = {}) => {
  const given = event(body, parts);
  return readJson(given, readText(given, MAX_JSON_BYTES));
};

describe('a JSON body', () => {
  it('should be read as text and from base64', () => {
    expect(read('{"a":"ä"}')).toEqual({ a: 'ä' });
    expect(read(undefined, base64('{"a":"ä"}'))).toEqual({ a: 'ä' });
  });

  it.each(['application/json', 'application/json; charset=utf-8', 'Application/JSON;charset="UTF-8"'])(
    'should be taken as %s',
    (type) => {
      expect(read('{}', { headers: { 'content-type': type } })).toEqual({});
    },
  );

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/json+x',
    'multipart/form-data; boundary=x',
    '',
  ])('should be refused as "%s"', (type) => {
    const refusal = refusalOf(() => read('{}', { headers: { 'content-type': type } }));
    expect(refusal).toMatchObject({ code: 'validation', errors: [{ path: 'Content-Type' }] });
  });

  it('should be refused in another character set', () => {
    const refusal = refusalOf(() => read('{}', { headers: { 'content-type': 'application/json; charset=utf-16' } }));
    expect(refusal.errors).toEqual([{ path: 'Content-Type', message: 'must be in UTF-8' }]);
  });

  it.each([
    ['{"a":}', 'line 1 column 6'],
    ['{"a":1,\n "b":01}', 'line 2 column 7'],
    ["{'a':1}", 'line 1 column 2'],
    ['[1,]', 'line 1 column 4'],
    ['{}x', 'line 1 column 3'],
    ['{"a":"x\ny"}', 'line 1 column 8'],
    ['NaN', 'line 1 column 1'],
    ['{"a":1', 'ends too early'],
    ['"abc', 'ends too early'],
    ['   ', 'ends too early'],
  ])('should be refused where it is broken: %j', (body, where) => {
    const refusal = refusalOf(() => read(body));
    expect(refusal.code).toBe('validation');
    expect(refusal.errors).toEqual([{ path: 'body', message: expect.stringContaining(where) }]);
  });

  it('should be refused when it is missing', () => {
    for (const body of ['', undefined]) {
      expect(refusalOf(() => read(body)).errors).toEqual([
        { path: 'body', message: 'is required: send a JSON object' },
      ]);
    }
  });

  it('should be refused when its bytes are no UTF-8', () => {
    const refusal = refusalOf(() => read(undefined, base64(new Uint8Array([0x22, 0xff, 0xfe, 0x22]))));
    expect(refusal.errors).toEqual([{ path: 'body', message: 'must be text in UTF-8' }]);
  });

  it('should be refused above a mebibyte, counted in bytes', () => {
    const fits = `"${'x'.repeat(MAX_JSON_BYTES - 2)}"`;
    expect(read(fits)).toHaveLength(MAX_JSON_BYTES - 2);
    expect(refusalOf(() => read(`"${'ä'.repeat(MAX_JSON_BYTES / 2)}"`)).code).toBe('too-large');
    expect(refusalOf(() => read(undefined, base64(`${fits} `))).code).toBe('too-large');
  });

  it('should not overflow the stack when it is nested deeply', () => {
    const depth = 200_000;
    expect(() => read('['.repeat(depth) + ']'.repeat(depth))).not.toThrow(RangeError);
    expect(refusalOf(() => read('['.repeat(depth))).code).toBe('validation');
  });
});

describe('a file', () => {
  const file = (text: string, encoding: BufferEncoding, contentType: string) => {
    const body = Buffer.from(text, encoding).toString('base64');
    return readFileText(
      event(body, { isBase64Encoded: true, headers: { 'content-type': contentType } }),
      MAX_JSON_BYTES,
    );
  };
  const inXml = (encoding: string) => `<?xml version="1.0" encoding="${encoding}"?><a>Käse</a>`;

  it.each([
    ['UTF-8', 'Käse', 'utf8', 'text/csv'],
    ['the encoding that its XML declares', inXml('ISO-8859-1'), 'latin1', 'application/xml'],
    ['the encoding that its type states', 'Käse', 'latin1', 'text/csv; charset=iso-8859-1'],
    ['Windows-1252, which MT940 does not state', ':86:Käse', 'latin1', 'text/vnd.mt940'],
    ['UTF-8, when MT940 is that', ':86:Käse', 'utf8', 'text/vnd.mt940'],
  ] as const)('should be read in %s', (_what, text, encoding, contentType) => {
    expect(file(text, encoding, contentType)).toBe(text);
  });

  it.each([
    ['no text at all', 'Käse', 'latin1', 'text/csv', 'body'],
    ['not what it declares', inXml('utf-8'), 'latin1', 'text/xml', 'body'],
    ['in an encoding that nobody expects', 'x', 'utf8', 'text/csv; charset=ebcdic', 'Content-Type'],
  ] as const)('should be refused when it is %s', (_what, text, encoding, contentType, path) => {
    expect(refusalOf(() => file(text, encoding, contentType)).errors).toMatchObject([{ path }]);
  });
});

describe('the media type of a request', () => {
  it('should be without parameters and in small letters', () => {
    expect(contentTypeOf(event('x', { headers: { 'content-type': 'Text/CSV ; header=present' } }))).toBe('text/csv');
    expect(contentTypeOf(apiEvent('getHealth'))).toBe('');
  });
});
