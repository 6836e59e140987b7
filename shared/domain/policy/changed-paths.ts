type Branch = Readonly<Record<string, unknown>>;

const isBranch = (value: unknown): value is Branch => typeof value === 'object' && value !== null;

const pathTo = (path: string, step: string, isItem: boolean): string => {
  if (isItem) return `${path}[${step}]`;
  return path === '' ? step : `${path}.${step}`;
};

/**
 * Where two JSON documents differ, as paths such as `approvals.limits[1].neededAbove.amount`, in the order of the later
 * document and then of what only the earlier one has. What one of them lacks as a whole is one path.
 */
export const changedPaths = (before: unknown, after: unknown, path = ''): readonly string[] => {
  if (Object.is(before, after)) return [];
  if (!isBranch(before) || !isBranch(after) || Array.isArray(before) !== Array.isArray(after)) return [path];
  const steps = new Set([...Object.keys(after), ...Object.keys(before)]);
  return [...steps].flatMap((step) =>
    changedPaths(before[step], after[step], pathTo(path, step, Array.isArray(after))),
  );
};
