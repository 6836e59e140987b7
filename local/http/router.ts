/** A route that matches a request, with what its braces stand for, still percent-encoded. */
export interface Match<R> {
  readonly route: R;
  readonly pathParameters: Readonly<Record<string, string>>;
}

interface Candidate<R> {
  readonly route: R;
  readonly method: string;
  readonly segments: readonly string[];
}

const GREEDY = /^\{(.+)\+\}$/;
const PARAMETER = /^\{(.+)\}$/;

/**
 * Picks routes as an HTTP API does, the most specific first: fixed segments before a parameter, a parameter before a
 * greedy `{proxy+}`, on the same path the method before `ANY`; `$default` takes what is left. There is no implicit HEAD. Paths are matched as sent, so that an encoded slash stays inside its segment.
 */
export const createRouter = <R extends { readonly routeKey: string }>(
  routes: readonly R[],
): ((method: string, rawPath: string) => Match<R> | undefined) => {
  const fallback = routes.find(({ routeKey }) => routeKey === '$default');
  const candidates = routes
    .filter(({ routeKey }) => routeKey !== '$default')
    .map(toCandidate)
    .toSorted(
      (a, b) => compareSegments(a.segments, b.segments) || Number(a.method === 'ANY') - Number(b.method === 'ANY'),
    );
  return (method, rawPath) => {
    const segments = rawPath.split('/').slice(1);
    for (const candidate of candidates) {
      if (candidate.method !== method && candidate.method !== 'ANY') continue;
      const pathParameters = matchSegments(candidate.segments, segments);
      if (pathParameters) return { route: candidate.route, pathParameters };
    }
    return fallback && { route: fallback, pathParameters: {} };
  };
};

const toCandidate = <R extends { readonly routeKey: string }>(route: R): Candidate<R> => {
  const [method = '', path = ''] = route.routeKey.split(' ');
  return { route, method, segments: path.split('/').slice(1) };
};

/** 0 for a fixed segment, 1 for a parameter, 2 for a greedy one. */
const breadth = (segment: string | undefined): number => {
  if (segment === undefined) return 0;
  if (GREEDY.test(segment)) return 2;
  return PARAMETER.test(segment) ? 1 : 0;
};

const compareSegments = (a: readonly string[], b: readonly string[]): number => {
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const difference = breadth(a[index]) - breadth(b[index]);
    if (difference !== 0) return difference;
  }
  return 0;
};

const matchSegments = (
  pattern: readonly string[],
  segments: readonly string[],
): Readonly<Record<string, string>> | undefined => {
  const parameters: Record<string, string> = {};
  for (const [index, expected] of pattern.entries()) {
    const greedy = GREEDY.exec(expected)?.[1];
    if (greedy !== undefined) {
      const rest = segments.slice(index).join('/');
      return rest === '' ? undefined : { ...parameters, [greedy]: rest };
    }
    const actual = segments[index];
    if (actual === undefined) return undefined;
    const parameter = PARAMETER.exec(expected)?.[1];
    if (parameter === undefined) {
      if (actual !== expected) return undefined;
    } else {
      if (actual === '') return undefined;
      parameters[parameter] = actual;
    }
  }
  return pattern.length === segments.length ? parameters : undefined;
};
