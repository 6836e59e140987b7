import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  closureOf,
  hashCode,
  hashToken,
  isCodeOf,
  isToken,
  SECRET_BYTES,
  secretsFrom,
  standingOf,
} from '../../../shared/domain/approval/link.ts';

const randomBytes = fc.uint8Array({ minLength: SECRET_BYTES, maxLength: SECRET_BYTES });
const at = (time: string) => `2026-03-02T${time}.000Z`;

describe('link and code', () => {
  it('should be 256 bits and six digits, made of every one of the given bytes', () => {
    fc.assert(
      fc.property(randomBytes, (bytes) => {
        const { token, code } = secretsFrom(bytes);
        expect(isToken(token)).toBe(true);
        expect(Buffer.from(token, 'base64url')).toEqual(Buffer.from(bytes.subarray(0, 32)));
        expect(code).toMatch(/^\d{6}$/);
      }),
    );
    const zeros = new Uint8Array(SECRET_BYTES);
    const one = zeros.with(SECRET_BYTES - 1, 1);
    expect(secretsFrom(zeros).code).toBe('000000');
    expect(secretsFrom(one)).toEqual({ token: secretsFrom(zeros).token, code: '000001' });
    // 2^128 - 1 modulo a million.
    expect(secretsFrom(new Uint8Array(SECRET_BYTES).fill(255)).code).toBe('211455');
  });

  it.each([0, 32, SECRET_BYTES - 1, SECRET_BYTES + 1])('should not be made of %i bytes', (count) => {
    expect(() => secretsFrom(new Uint8Array(count))).toThrow(RangeError);
  });

  it('should be known by hashes, of which the code has that of token and code together', () => {
    // sha256sum of the same texts.
    expect(hashToken('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(hashCode('a', 'bc')).toBe(hashToken('a:bc'));
    const link = { codeHash: hashCode('token', '048213') };
    expect(isCodeOf(link, 'token', '048213')).toBe(true);
    for (const code of ['048214', '48213', '', ' 048213', '048213\n'])
      expect(isCodeOf(link, 'token', code)).toBe(false);
    expect(isCodeOf(link, 'other', '048213')).toBe(false);
  });

  it.each(['', 'a'.repeat(42), 'a'.repeat(44), `${'a'.repeat(42)}/`, `${'a'.repeat(42)}\n`, `${'a'.repeat(42)}=`])(
    'should not be looked up by %j',
    (text) => {
      expect(isToken(text)).toBe(false);
    },
  );
});

describe('a link', () => {
  const link = { state: 'LIVE', expiresAt: at('12:00:00'), changedAt: at('09:00:00') } as const;

  it('should end by time, from the very instant on', () => {
    expect(standingOf(link, at('11:59:59'))).toBe('LIVE');
    expect(standingOf(link, at('12:00:00'))).toBe('EXPIRED');
    expect(closureOf(link, at('11:59:59'))).toBeNull();
    expect(closureOf(link, at('12:00:00'))).toEqual({ reason: 'EXPIRED', at: at('12:00:00') });
  });

  it.each([
    ['USED', 'CLOSED'],
    ['REPLACED', 'REPLACED'],
    ['DEAD', 'DEAD'],
  ] as const)('should say that it is %s, also when its time is over', (state, reason) => {
    for (const now of [at('11:00:00'), at('13:00:00')]) {
      expect(standingOf({ ...link, state }, now)).toBe(state);
      expect(closureOf({ ...link, state }, now)).toMatchObject({ reason, at: at('09:00:00') });
    }
  });
});
