import { stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { bundling } from '../../infra/constructs/credence-function.ts';
import { aliasesOf } from './aliases.ts';

const repository = join(import.meta.dirname, '..', '..');
/** esbuild's options as the CDK sets them for the functions of the stacks. */
const asDeployed = (): BuildOptions => ({
  absWorkingDir: repository,
  bundle: true,
  platform: 'node',
  format: bundling.format,
  target: bundling.target,
  mainFields: [...bundling.mainFields],
  external: [...bundling.externalModules],
  minify: bundling.minify,
  sourcemap: bundling.sourceMap,
  sourcesContent: bundling.sourcesContent,
  banner: { js: bundling.banner },
  alias: aliasesOf(bundling.esbuildArgs),
  logLevel: 'warning',
});

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
  // Relative, as the CDK gives it: the names of sources are part of the bundle.
  const entryPoints = [relative(repository, join(repository, entry))];
  await build({ ...asDeployed(), ...overrides, entryPoints, outfile: file });
  return { name, file, bytes: (await stat(file)).size };
};
