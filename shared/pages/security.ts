import { createHash } from 'node:crypto';
import { style } from './style.ts';

const styleHash = createHash('sha256').update(style).digest('base64');

const policy = [
  "default-src 'none'",
  "img-src 'none'",
  `style-src 'sha256-${styleHash}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * Headers of every page: nothing is loaded or run, no page frames it, no search engine and no cache keeps it, and the
 * address, which is a secret, is told to nobody.
 */
export const pageHeaders: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': policy,
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'x-robots-tag': 'noindex',
  'x-content-type-options': 'nosniff',
};
