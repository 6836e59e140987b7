import type { ApiMiddleware } from './exchange.ts';

/** Answers are for this caller at this moment: no cache may keep them, no browser may guess at their type. */
const defaults: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
};

export const responseHeaders = (): ApiMiddleware => {
  const add: ApiMiddleware['after'] = ({ response }) => {
    if (response) response.headers = { ...defaults, ...response.headers };
  };
  return { after: add, onError: add };
};
