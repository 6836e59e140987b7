import { describe, expect, it } from 'vitest';
import { ProblemView } from '../../../shared/contracts/problems.ts';
import { type ProblemCode, Refusal, unavailable } from '../../../shared/errors.ts';
import { problemReply } from '../../../shared/http/problems.ts';

const read = (error: unknown) => {
  const reply = problemReply(error, 'c-1');
  return { ...reply, problem: ProblemView.parse(JSON.parse(reply.body ?? '')) };
};

describe('a problem', () => {
  it.each<[ProblemCode, number]>([
    ['validation', 400],
    ['unauthenticated', 401],
    ['forbidden', 403],
    ['not-found', 404],
    ['conflict', 409],
    ['gone', 410],
    ['too-large', 413],
    ['unprocessable', 422],
    ['rate-limited', 429],
    ['unavailable', 503],
  ])('should answer a refusal %s with %i', (code, status) => {
    const { statusCode, headers, problem } = read(new Refusal(code, 'Because.', [{ path: 'a[0].b', message: 'm' }]));
    expect(statusCode).toBe(status);
    expect(headers['content-type']).toBe('application/problem+json');
    expect(problem).toMatchObject({
      type: `https://credence.dev/problems/${code}`,
      status,
      code,
      detail: 'Because.',
      errors: [{ path: 'a[0].b', message: 'm' }],
      correlationId: 'c-1',
    });
  });

  it('should say when to come back', () => {
    expect(read(unavailable('Busy.')).headers['retry-after']).toBe('1');
    expect(read(new Refusal('rate-limited', 'Slower.')).headers['retry-after']).toBe('1');
    expect(read(new Refusal('conflict', 'No.')).headers['retry-after']).toBeUndefined();
  });

  it('should say which kind of token is wanted', () => {
    expect(read(new Refusal('unauthenticated', 'No.')).headers['www-authenticate']).toBe('Bearer');
  });

  it.each([
    new Error('ECONNREFUSED 10.0.0.1 table credence-prod'),
    new TypeError('x is not a function'),
    'a text',
    undefined,
    null,
  ])('should tell nothing of an error of ours: %s', (error) => {
    const { statusCode, problem, body } = read(error);
    expect(statusCode).toBe(500);
    expect(problem).toMatchObject({ code: 'internal', errors: [] });
    expect(body).not.toMatch(/credence-prod|10\.0\.0\.1|function|text/);
  });

  it.each(['ThrottlingException', 'ProvisionedThroughputExceededException', 'TimeoutError'])(
    'should answer %s of the SDK with 503, without its message',
    (name) => {
      const { statusCode, headers, body } = read(Object.assign(new Error('arn:aws:table/secret'), { name }));
      expect(statusCode).toBe(503);
      expect(headers['retry-after']).toBe('1');
      expect(body).not.toContain('secret');
    },
  );
});
