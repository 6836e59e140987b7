/** Names for which something holds: those, or with `allBut` every other one, what has no name included. */
export interface Names {
  readonly kind: 'NAMES';
  readonly allBut: boolean;
  readonly names: ReadonlySet<string>;
}

/** Numbers for which something holds: more than `above`, at most `upTo`; `null` where there is no bound. */
export interface Span {
  readonly kind: 'SPAN';
  readonly above: bigint | null;
  readonly upTo: bigint | null;
}

/** What a condition holds for, on one of the axes that rules have. */
export type Extent = Names | Span;

/** What all conditions of a rule hold for together: one extent for each axis, always in the same order. */
export type Reach = readonly Extent[];

type NameSet = Names['names'];

const without = (names: NameSet, others: NameSet): NameSet => new Set([...names].filter((name) => !others.has(name)));
const among = (names: NameSet, others: NameSet): NameSet => new Set([...names].filter((name) => others.has(name)));
const union = (names: NameSet, others: NameSet): NameSet => new Set([...names, ...others]);

const only = (names: NameSet): Names => ({ kind: 'NAMES', allBut: false, names });
const allBut = (names: NameSet): Names => ({ kind: 'NAMES', allBut: true, names });

/** Names can be thought of that no list has: all but some are never none. */
const isEmpty = (extent: Extent): boolean =>
  extent.kind === 'NAMES'
    ? !extent.allBut && extent.names.size === 0
    : extent.above !== null && extent.upTo !== null && extent.above >= extent.upTo;

const sharedNames = (a: Names, b: Names): Names => {
  if (a.allBut) return b.allBut ? allBut(union(a.names, b.names)) : only(without(b.names, a.names));
  return only(b.allBut ? without(a.names, b.names) : among(a.names, b.names));
};

const namesWithout = (a: Names, b: Names): Names => {
  if (a.allBut) return b.allBut ? only(without(b.names, a.names)) : allBut(union(a.names, b.names));
  return only(b.allBut ? among(a.names, b.names) : without(a.names, b.names));
};

const higher = (a: bigint | null, b: bigint | null): bigint | null => (a === null || (b !== null && b > a) ? b : a);
const lower = (a: bigint | null, b: bigint | null): bigint | null => (a === null || (b !== null && b < a) ? b : a);

const sharedSpan = (a: Span, b: Span): Span => ({
  kind: 'SPAN',
  above: higher(a.above, b.above),
  upTo: lower(a.upTo, b.upTo),
});

const spanWithout = (a: Span, b: Span): readonly Span[] => [
  ...(b.above === null ? [] : [{ ...a, upTo: lower(a.upTo, b.above) }]),
  ...(b.upTo === null ? [] : [{ ...a, above: higher(a.above, b.upTo) }]),
];

const otherAxis = (): never => {
  throw new TypeError('two reaches have not the same axes');
};

const shared = (a: Extent, b: Extent): Extent => {
  if (a.kind === 'NAMES') return b.kind === 'NAMES' ? sharedNames(a, b) : otherAxis();
  return b.kind === 'SPAN' ? sharedSpan(a, b) : otherAxis();
};

const minus = (a: Extent, b: Extent): readonly Extent[] => {
  if (a.kind === 'NAMES') return b.kind === 'NAMES' ? [namesWithout(a, b)] : otherAxis();
  return b.kind === 'SPAN' ? spanWithout(a, b) : otherAxis();
};

const pairs = (a: Reach, b: Reach): readonly (readonly [Extent, Extent])[] =>
  a.map((extent, axis) => [extent, b[axis] ?? otherAxis()]);

const some = (names: NameSet, test: (name: string) => boolean): boolean => {
  for (const name of names) if (test(name)) return true;
  return false;
};

/** Whether two lists have a name in common: the first that is found is enough. */
const namesMeet = (a: Names, b: Names): boolean => {
  if (a.allBut) return b.allBut || some(b.names, (name) => !a.names.has(name));
  return some(a.names, (name) => b.names.has(name) !== b.allBut);
};

const extentsMeet = (a: Extent, b: Extent): boolean =>
  a.kind === 'NAMES' && b.kind === 'NAMES' ? namesMeet(a, b) : !isEmpty(shared(a, b));

/** Whether there is anything that both hold for. */
export const meet = (a: Reach, b: Reach): boolean => pairs(a, b).every(([one, other]) => extentsMeet(one, other));

const namesContain = (a: Names, b: Names): boolean => {
  if (b.allBut) return a.allBut && !some(a.names, (name) => !b.names.has(name));
  return !some(b.names, (name) => a.names.has(name) === a.allBut);
};

/** Whether one reach leaves nothing of another one, all by itself. */
export const contains = (whole: Reach, part: Reach): boolean =>
  pairs(part, whole).every(([a, b]) =>
    a.kind === 'NAMES' && b.kind === 'NAMES' ? namesContain(b, a) : minus(a, b).every(isEmpty),
  );

/** What is left of a reach outside of another one, in parts that do not overlap. */
const remainder = (whole: Reach, taken: Reach): readonly Reach[] => {
  if (!meet(whole, taken)) return [whole];
  return pairs(whole, taken).flatMap(([extent, other], axis) =>
    minus(extent, other)
      .filter((part) => !isEmpty(part))
      // Within the other one on all axes before, so that no part is counted on two of them.
      .map((part) => [
        ...pairs(whole, taken)
          .slice(0, axis)
          .map(([a, b]) => shared(a, b)),
        part,
        ...whole.slice(axis + 1),
      ]),
  );
};

/** More parts than rules that people write leave of one another; with more it is not found out whether they are covered. */
const MOST_PARTS = 200;

/** Whether some reaches together leave nothing of another one. */
export const isCovered = (reach: Reach, by: readonly Reach[]): boolean => {
  let left: readonly Reach[] = [reach];
  for (const other of by) {
    left = left.flatMap((part) => remainder(part, other));
    if (left.length === 0) return true;
    if (left.length > MOST_PARTS) return false;
  }
  return false;
};
