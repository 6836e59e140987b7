import { describe, expect, it } from 'vitest';
import { createRouter } from '../../local/http/router.ts';

const router = (...routeKeys: readonly string[]) => {
  const match = createRouter(routeKeys.map((routeKey) => ({ routeKey })));
  return (method: string, path: string) => match(method, path)?.route.routeKey;
};

describe('routes of an HTTP API', () => {
  const route = router(
    '$default',
    'ANY /v1/{proxy+}',
    'GET /v1/customers/{customerId}',
    'ANY /v1/customers/{customerId}',
    'GET /v1/customers/search',
    'POST /v1/customers/{customerId}/hold',
    'GET /v1/{kind}/{id}/hold',
  );

  it.each([
    ['GET', '/v1/customers/search', 'GET /v1/customers/search', 'a fixed segment is there'],
    ['GET', '/v1/customers/ACME', 'GET /v1/customers/{customerId}', 'a parameter stands for the segment'],
    ['PUT', '/v1/customers/ACME', 'ANY /v1/customers/{customerId}', 'no route of the method matches'],
    ['HEAD', '/v1/customers/ACME', 'ANY /v1/customers/{customerId}', 'HEAD is not declared, but ANY is'],
    ['POST', '/v1/customers/ACME/hold', 'POST /v1/customers/{customerId}/hold', 'the longer path matches'],
    ['GET', '/v1/customers/ACME/hold', 'GET /v1/{kind}/{id}/hold', 'only the general path has the method'],
    ['GET', '/v1/invoices/1/lines', 'ANY /v1/{proxy+}', 'only the greedy path matches'],
    ['GET', '/v1', '$default', 'nothing else matches'],
    ['GET', '/v1/', '$default', 'a greedy parameter would be empty'],
    ['GET', '/v1/customers/', 'ANY /v1/{proxy+}', 'a parameter would be empty'],
  ])('should send %s %s to %s when %s', (method, path, expected) => {
    expect(route(method, path)).toBe(expected);
  });

  it('should find nothing when no route matches and there is no $default', () => {
    const strict = router('GET /v1/things/{id}');
    expect(strict('HEAD', '/v1/things/1')).toBeUndefined();
    expect(strict('GET', '/v1/things/1/')).toBeUndefined();
    expect(strict('GET', '/V1/things/1')).toBeUndefined();
  });

  it('should keep an encoded slash inside its segment', () => {
    const match = createRouter([{ routeKey: 'GET /v1/things/{id}' }]);
    expect(match('GET', '/v1/things/a%2Fb')?.pathParameters).toEqual({ id: 'a%2Fb' });
  });
});
