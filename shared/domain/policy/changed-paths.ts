/** A place where two documents differ. What one of them does not have there is `null`. */
export interface Difference {
  readonly path: string;
  readonly from: unknown;
  readonly to: unknown;
}

type Branch = Readonly<Record<string, unknown>>;
type Steps = readonly string[];

const isBranch = (value: unknown): value is Branch => typeof value === 'object' && value !== null;

const stepTo = (step: string, isItem: boolean, isFirst: boolean): string => {
  if (isItem) return `[${step}]`;
  return isFirst ? step : `.${step}`;
};

interface Place {
  readonly steps: Steps;
  readonly from: unknown;
  readonly to: unknown;
}

const placesOf = (from: unknown, to: unknown, steps: Steps): readonly Place[] => {
  if (Object.is(from, to)) return [];
  if (!isBranch(from) || !isBranch(to) || Array.isArray(from) !== Array.isArray(to)) return [{ steps, from, to }];
  const names = new Set([...Object.keys(to), ...Object.keys(from)]);
  return [...names].flatMap((name) =>
    placesOf(from[name], to[name], [...steps, stepTo(name, Array.isArray(to), steps.length === 0)]),
  );
};

/**
 * Where two JSON documents differ, and in what, in the order of the later document and then of what only the earlier one
 * has. Paths are such as `approvals.limits[1].neededAbove.amount`; what one of them lacks as a whole is one place.
 */
export const differences = (before: unknown, after: unknown): readonly Difference[] =>
  placesOf(before, after, []).map(({ from = null, steps, to = null }) => ({ path: steps.join(''), from, to }));

/** So many paths tell what was changed; more of them would fill the item of a version. */
const MOST_PATHS = 200;

/**
 * The paths of `differences`. Of more than 200 the ends are cut off, as far as is needed: `rules` says that there are
 * many changes somewhere in the rules.
 */
export const changedPaths = (before: unknown, after: unknown): readonly string[] => {
  const places = placesOf(before, after, []).map(({ steps }) => steps);
  const cutTo = (length: number): readonly string[] => [
    ...new Set(places.map((steps) => steps.slice(0, length).join(''))),
  ];
  let length = Math.max(1, ...places.map((steps) => steps.length));
  while (length > 1 && cutTo(length).length > MOST_PATHS) length -= 1;
  return cutTo(length);
};
