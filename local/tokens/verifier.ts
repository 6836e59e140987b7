import { errors, type JWTPayload, jwtVerify } from 'jose';
import type { KeyRing } from './keys.ts';

export type Verified = { readonly payload: JWTPayload } | { readonly problem: string };

/** Says whether a token was issued here and is valid now, by real time. */
export type TokenVerifier = (token: string) => Promise<Verified>;

/** Tokens are verified once and remembered; only their times are looked at again. */
const REMEMBERED_TOKENS = 1000;

export const createVerifier = (keys: KeyRing): TokenVerifier => {
  const remembered = new Map<string, JWTPayload>();
  return async (token) => {
    const known = remembered.get(token);
    if (known) return isCurrent(known) ? { payload: known } : { problem: 'it has expired' };
    try {
      const { payload } = await jwtVerify(token, keys.publicKeys, {
        issuer: [...keys.issuers()],
        algorithms: ['RS256'],
        requiredClaims: ['exp'],
      });
      if (remembered.size >= REMEMBERED_TOKENS) remembered.clear();
      remembered.set(token, payload);
      return { payload };
    } catch (error) {
      return { problem: describe(error) };
    }
  };
};

const isCurrent = (payload: JWTPayload): boolean => payload.exp === undefined || payload.exp > Date.now() / 1000;

const describe = (error: unknown): string => {
  if (error instanceof errors.JWTExpired) return 'it has expired';
  if (error instanceof errors.JWTClaimValidationFailed) return `the claim '${error.claim}' does not hold`;
  return 'its signature or form is not valid';
};
