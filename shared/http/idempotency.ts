import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { ApiEvent } from './exchange.ts';
import { invalidField } from './validation.ts';

const VISIBLE_ASCII = /^[\x21-\x7E]{1,128}$/;

/** The `Idempotency-Key`, undefined when there is none. */
export const idempotencyKeyOf = (event: ApiEvent): string | undefined => {
  const key = event.headers?.['idempotency-key'];
  if (key === undefined) return undefined;
  if (VISIBLE_ASCII.test(key)) return key;
  throw invalidField('Idempotency-Key', 'must be 1 to 128 visible ASCII characters');
};

/**
 * SHA-256 (hex) of operation, path parameters and body in the canonical form of RFC 8785: white space and the order of
 * fields do not count, and the same body under another id or operation is another request.
 */
export const requestHash = (operationId: string, params: unknown, body: unknown): string =>
  createHash('sha256')
    .update(canonicalize({ operationId, params, body }) ?? '')
    .digest('hex');
