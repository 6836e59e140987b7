import { createHash } from 'node:crypto';
import { style } from './style.ts';

const policyFor = (sheet: string): string =>
  [
    "default-src 'none'",
    "img-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(sheet).digest('base64')}'`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/**
 * Headers of a page with this style sheet: nothing is loaded or run, no page frames it, no search engine and no cache
 * keeps it, and the address, which is a secret, is told to nobody.
 */
export const headersFor = (sheet: string): Readonly<Record<string, string>> => ({
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': policyFor(sheet),
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'x-robots-tag': 'noindex',
  'x-content-type-options': 'nosniff',
});

/** Headers of every page that has the common style sheet. */
export const pageHeaders = headersFor(style);
