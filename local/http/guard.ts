import { headerOf, type Request } from './request.ts';

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

/**
 * Keeps web pages of elsewhere out. A page whose name was rebound to this machine sends its own `Host`; a form or
 * script on a foreign page sends its own `Origin`. Pages served on this machine may call the API (they need a
 * token anyway); what needs no token, such as the control API, only answers to pages of this very origin.
 * @returns a sentence that says what is wrong, or `undefined`.
 */
export const foreignness = (request: Request, needsToken: boolean): string | undefined => {
  const host = headerOf(request, 'host') ?? '';
  if (!LOOPBACK.test(host)) return `This platform answers only at its own address, not as '${host}'.`;
  const origin = headerOf(request, 'origin');
  if (origin === undefined) return undefined;
  // A form on a page that keeps its address to itself (`Referrer-Policy: no-referrer`) sends no origin, but the browser
  // still says, in a header that no page can set, that it was a page of this very origin.
  if (origin === 'null' && headerOf(request, 'sec-fetch-site') === 'same-origin') return undefined;
  const originHost = origin.replace(/^https?:\/\//i, '');
  const allowed = needsToken ? LOOPBACK.test(originHost) : originHost.toLowerCase() === host.toLowerCase();
  return allowed ? undefined : `Pages of ${origin} may not call this platform.`;
};
