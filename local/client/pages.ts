import { type Answer, CallProblem } from './api-client.ts';

/** Opens a page, or sends its form, as a browser does: without any token. The body is the page's text. */
export type Browse = (path: string, form?: Readonly<Record<string, string>>) => Promise<Answer>;

/** Whatever the status is, it is an answer; only a platform that cannot be reached is a {@link CallProblem}. */
export const createBrowser = (origin: string, signal?: AbortSignal): Browse => {
  return async (path, form) => {
    const method = form ? 'POST' : 'GET';
    const start = performance.now();
    const request = { method, ...(form && { body: new URLSearchParams(form) }), ...(signal && { signal }) };
    try {
      const response = await fetch(`${origin}${path}`, request);
      const body = await response.text();
      return { method, path, status: response.status, body, milliseconds: performance.now() - start };
    } catch (error) {
      throw new CallProblem(`The platform cannot be reached at ${origin}.`, { cause: error });
    }
  };
};
