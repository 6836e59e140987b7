import { describe, expect, it } from 'vitest';
import { toEvent } from '../../local/http/event.ts';
import { replyOf } from '../../local/http/reply.ts';
import type { Request } from '../../local/http/request.ts';

const request = (over: Partial<Request> = {}): Request => ({
  method: 'POST',
  rawPath: '/v1/things/a%20b',
  rawQueryString: 'tag=one&tag=two&name=a%26b&empty=',
  headers: new Map([
    ['host', ['127.0.0.1:4010']],
    ['content-type', ['application/json']],
    ['x-many', ['1', '2']],
    ['cookie', ['a=1; b=2']],
    ['user-agent', ['curl/8']],
  ]),
  body: Buffer.from('{"a":1}'),
  sourceIp: '127.0.0.1',
  protocol: 'HTTP/1.1',
  ...over,
});

const facts = {
  apiId: 'local',
  accountId: '111122223333',
  stage: '$default',
  routeKey: 'POST /v1/things/{thingId}',
  pathParameters: { thingId: 'a b' },
  requestId: '00000000-0000-4000-8000-000000000000',
  now: Date.parse('2026-03-31T08:15:00.123Z'),
  jwt: { claims: { sub: 'local', scope: 'credit/read' }, scopes: ['credit/read'] },
};

describe('payload format 2.0', () => {
  it('should hand over a request in the shape of an HTTP API', () => {
    expect(toEvent(request(), facts)).toEqual({
      version: '2.0',
      routeKey: 'POST /v1/things/{thingId}',
      rawPath: '/v1/things/a%20b',
      rawQueryString: 'tag=one&tag=two&name=a%26b&empty=',
      cookies: ['a=1', 'b=2'],
      headers: {
        host: '127.0.0.1:4010',
        'content-type': 'application/json',
        'x-many': '1,2',
        'user-agent': 'curl/8',
        'x-amzn-trace-id': expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/),
        'x-forwarded-for': '127.0.0.1',
        'x-forwarded-port': '4010',
        'x-forwarded-proto': 'http',
      },
      queryStringParameters: { tag: 'one,two', name: 'a&b', empty: '' },
      pathParameters: { thingId: 'a b' },
      requestContext: {
        accountId: '111122223333',
        apiId: 'local',
        authorizer: {
          jwt: { claims: { sub: 'local', scope: 'credit/read' }, scopes: ['credit/read'] },
          principalId: '',
          integrationLatency: 0,
        },
        domainName: '127.0.0.1',
        domainPrefix: '127',
        http: {
          method: 'POST',
          path: '/v1/things/a%20b',
          protocol: 'HTTP/1.1',
          sourceIp: '127.0.0.1',
          userAgent: 'curl/8',
        },
        requestId: '00000000-0000-4000-8000-000000000000',
        routeKey: 'POST /v1/things/{thingId}',
        stage: '$default',
        time: '31/Mar/2026:08:15:00 +0000',
        timeEpoch: 1774944900123,
      },
      body: '{"a":1}',
      isBase64Encoded: false,
    });
  });

  it('should leave out what a request does not have', () => {
    const bare = request({ method: 'GET', rawQueryString: '', headers: new Map(), body: Buffer.alloc(0) });
    const event = toEvent(bare, { ...facts, pathParameters: {}, jwt: undefined });
    for (const absent of ['body', 'cookies', 'queryStringParameters', 'pathParameters']) {
      expect(event).not.toHaveProperty(absent);
    }
    expect(event.requestContext).not.toHaveProperty('authorizer');
    expect(event.isBase64Encoded).toBe(false);
  });

  it.each([
    ['text/csv; charset=utf-8', 'a,b', false],
    ['application/problem+json', '{}', false],
    ['application/xml', '<a/>', false],
    ['application/x-www-form-urlencoded', 'a=1', true],
    ['application/pdf', '%PDF', true],
    ['application/json', Buffer.from([0xff, 0xfe]), true],
  ])('should hand over a body of type %s as text or in base64', (contentType, content, encoded) => {
    const body = Buffer.from(content);
    const event = toEvent(request({ headers: new Map([['content-type', [contentType]]]), body }), facts);
    expect(event.isBase64Encoded).toBe(encoded);
    expect(Buffer.from(event.body ?? '', encoded ? 'base64' : 'utf8')).toEqual(body);
  });

  it('should take an answer with a status code as it is', () => {
    const reply = replyOf({ statusCode: 201, headers: { 'X-Count': 3 }, cookies: ['a=1'], body: 'done' });
    expect(reply).toEqual({
      status: 201,
      headers: { 'content-type': 'text/plain;charset=UTF-8', 'x-count': '3' },
      cookies: ['a=1'],
      body: 'done',
    });
  });

  it('should decode a body in base64', () => {
    expect(replyOf({ statusCode: 200, body: 'AAH/', isBase64Encoded: true })?.body).toEqual(Buffer.from([0, 1, 255]));
  });

  it('should answer anything else as the JSON body of a 200', () => {
    expect(replyOf({ fine: true })).toMatchObject({
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: '{"fine":true}',
    });
  });

  it('should not take an answer whose parts have the wrong type', () => {
    expect(replyOf({ statusCode: 'later' })).toBeUndefined();
    expect(replyOf({ statusCode: 200, body: { a: 1 } })).toBeUndefined();
  });
});
