import { stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { bundling } from '../../infra/bundling/bundled-code.ts';

const repository = join(import.meta.dirname, '..', '..');

export interface Bundle {
  readonly name: string;
  readonly file: string;
  readonly bytes: number;
}

/** Bundles a source into one file as the deployment does, but for what is overridden. */
export const makeBundle = async (
  name: string,
  entry: string,
  folder: string,
  overrides: BuildOptions = {},
): Promise<Bundle> => {
  const file = join(folder, name.replaceAll(/\W+/g, '-'), 'index.mjs');
  // Relative, as the deployment gives it: the names of sources are part of the bundle.
  const entryPoints = [relative(repository, join(repository, entry))];
  await build({ ...bundling, ...overrides, entryPoints, outfile: file });
  return { name, file, bytes: (await stat(file)).size };
};
