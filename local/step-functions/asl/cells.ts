import type { Json } from '../../json.ts';
import type { Branch, Run } from './execution.ts';
import type { Batch } from './map-batches.ts';

/**
 * The state of an execution, in pieces of JSON that are written one by one: what a step changes is small, however many
 * items a Map has. Pieces are never changed in place.
 */
export interface Cells {
  readonly run: (id: string) => Run;
  readonly putRun: (run: Run) => void;
  readonly branch: (id: string) => Branch | undefined;
  readonly putBranch: (branch: Branch) => void;
  /** What the programs of a fan-out begin with, kept apart because it never changes. */
  readonly items: (branchId: string) => readonly Batch[];
  readonly putItems: (branchId: string, items: readonly Batch[]) => void;
  readonly result: (branchId: string, index: number) => { readonly output: Json } | undefined;
  readonly putResult: (branchId: string, index: number, output: Json) => void;
  /** Every branch, or those inside of one. */
  readonly branches: (inside?: string) => readonly Branch[];
  readonly runs: (inside?: string) => readonly Run[];
  readonly removeBranch: (id: string) => void;
  /** Forgets what is inside of a branch, itself excepted: branches, runs, items and results. */
  readonly removeInside: (branchId: string) => void;
  /** Gives a number that was never given before. */
  readonly nextSerial: () => number;
  readonly takeChanges: () => Changes;
}

/** What has changed since it was asked for last. */
export interface Changes {
  /** Pieces by key; `undefined` for those that were removed. */
  readonly cells: ReadonlyMap<string, unknown>;
  /** Runs as they stand now, or as they stood when they were removed. */
  readonly runs: readonly Run[];
}

/** @param kept what was kept of the execution, by key. */
export const createCells = (kept: ReadonlyMap<string, unknown> = new Map()): Cells => {
  const cells = new Map(kept);
  let changes = new Map<string, unknown>();
  let changedRuns = new Map<string, Run>();

  const write = (key: string, value: unknown): void => {
    cells.set(key, value);
    changes.set(key, value);
  };
  const remove = (key: string): void => {
    if (cells.delete(key)) changes.set(key, undefined);
  };
  const valuesOf = <T>(kind: string, inside: string | undefined): readonly T[] => {
    const prefix = inside === undefined ? `${kind}:` : `${kind}:${inside}/`;
    return [...cells].filter(([key]) => key.startsWith(prefix)).map(([, value]) => value as T);
  };

  return {
    run: (id) => {
      const run = cells.get(`run:${id}`);
      if (!run) throw new RangeError(`There is no run ${id}`);
      return run as Run;
    },
    putRun: (run) => {
      changedRuns.set(run.id, run);
      write(`run:${run.id}`, run);
    },
    branch: (id) => cells.get(`branch:${id}`) as Branch | undefined,
    putBranch: (branch) => write(`branch:${branch.id}`, branch),
    items: (branchId) => (cells.get(`items:${branchId}`) ?? []) as readonly Batch[],
    putItems: (branchId, items) => write(`items:${branchId}`, items),
    result: (branchId, index) => cells.get(`result:${branchId}/${index}`) as { readonly output: Json } | undefined,
    putResult: (branchId, index, output) => write(`result:${branchId}/${index}`, { output }),
    branches: (inside) => valuesOf('branch', inside),
    runs: (inside) => valuesOf('run', inside),
    removeBranch: (id) => remove(`branch:${id}`),
    removeInside: (branchId) => {
      const prefixes = ['branch', 'run', 'items', 'result'].map((kind) => `${kind}:${branchId}/`);
      const inside = [...cells.keys()].filter((key) => prefixes.some((prefix) => key.startsWith(prefix)));
      for (const key of [...inside, `items:${branchId}`]) remove(key);
    },
    nextSerial: () => {
      const serial = Number(cells.get('serial') ?? 0) + 1;
      write('serial', serial);
      return serial;
    },
    takeChanges: () => {
      const taken = { cells: changes, runs: [...changedRuns.values()] };
      changes = new Map();
      changedRuns = new Map();
      return taken;
    },
  };
};
