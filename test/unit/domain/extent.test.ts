import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contains, isCovered, meet, type Names, type Reach, type Span } from '../../../shared/domain/policy/extent.ts';

const names: fc.Arbitrary<Names> = fc.record({
  kind: fc.constant('NAMES'),
  allBut: fc.boolean(),
  names: fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { maxLength: 3 }).map((list) => new Set(list)),
});
const span: fc.Arbitrary<Span> = fc.record({
  kind: fc.constant('SPAN'),
  above: fc.option(fc.bigInt({ min: 0n, max: 3n })),
  upTo: fc.option(fc.bigInt({ min: 4n, max: 6n })),
});
const reaches: fc.Arbitrary<Reach> = fc.tuple(names, span);

const holds = ([name, amount]: readonly [string, bigint], [some, within]: Reach): boolean =>
  some?.kind === 'NAMES' &&
  within?.kind === 'SPAN' &&
  some.names.has(name) !== some.allBut &&
  (within.above === null || amount > within.above) &&
  (within.upTo === null || amount <= within.upTo);

// A name and amounts that no list and no bound has are among them.
const points = ['a', 'b', 'c', 'z'].flatMap((name) =>
  Array.from({ length: 9 }, (_, amount) => [name, BigInt(amount)] as const),
);

describe('what rules hold for', () => {
  it('should meet, be contained and be covered as its points say', () => {
    fc.assert(
      fc.property(reaches, fc.array(reaches, { minLength: 1, maxLength: 4 }), (reach, others) => {
        const inside = points.filter((point) => holds(point, reach));
        for (const other of others) {
          expect(meet(reach, other)).toBe(inside.some((point) => holds(point, other)));
          if (inside.length > 0) expect(contains(other, reach)).toBe(inside.every((point) => holds(point, other)));
        }
        const covered = inside.every((point) => others.some((other) => holds(point, other)));
        if (inside.length > 0) expect(isCovered(reach, others)).toBe(covered);
      }),
      { numRuns: 1_000 },
    );
  });

  it('should look names up, and not through lists of them', () => {
    const many = (prefix: string) => new Set(Array.from({ length: 20_000 }, (_, index) => `${prefix}${index}`));
    const of = (prefix: string): Reach => [{ kind: 'NAMES', allBut: false, names: many(prefix) }];
    const started = performance.now();
    expect(isCovered(of('a'), [of('b'), of('a')])).toBe(true);
    expect(meet(of('a'), of('b'))).toBe(false);
    expect(performance.now() - started).toBeLessThan(500);
  });
});
