import type { Reply } from './reply.ts';

/**
 * What the door itself refuses, in the shape of the API's problems. A deployed HTTP API answers these with bodies of
 * its own that cannot be changed; the status codes are the same.
 */
const problems = {
  'bad-request': { code: 'validation', status: 400, title: 'The request is not valid' },
  unauthenticated: { code: 'unauthenticated', status: 401, title: 'A valid token is needed' },
  forbidden: { code: 'forbidden', status: 403, title: 'The token does not allow this' },
  'not-found': { code: 'not-found', status: 404, title: 'There is nothing here' },
  'too-large': { code: 'too-large', status: 413, title: 'The request is too large' },
  unavailable: { code: 'unavailable', status: 503, title: 'The platform cannot answer now' },
} as const;

export type DoorProblem = keyof typeof problems;

/** `application/problem+json` with the correlation id of the request. */
export const problemReply = (
  problem: DoorProblem,
  detail: string,
  correlationId: string,
  headers: Readonly<Record<string, string>> = {},
): Reply => {
  const { code, status, title } = problems[problem];
  return {
    status,
    headers: {
      'content-type': 'application/problem+json',
      'x-correlation-id': correlationId,
      ...(status === 503 && { 'retry-after': '1' }),
      ...headers,
    },
    body: JSON.stringify({
      type: `https://credence.dev/problems/${code}`,
      title,
      status,
      detail,
      code,
      errors: [],
      correlationId,
    }),
  };
};
