import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { projectDir, synthesize } from './synthesize.ts';

/** Everything that a template may depend on; the code of the functions is not bundled and does not count. */
const inputs = ['infra', 'shared', 'workflows', 'cdk.json', 'package.json', 'package-lock.json'];
const cacheDir = join(projectDir, 'node_modules', '.cache', 'credence');
const KEPT_ASSEMBLIES = 3;

/**
 * Gives the folder with the cloud assembly of stage `dev`, synthesized only if one of its inputs has changed since
 * the last time: that takes seconds, and every start and every test needs it.
 */
export const synthesizedApp = async (): Promise<string> => {
  const target = join(cacheDir, `assembly-${await fingerprint()}`);
  if (existsSync(target)) return target;
  const draft = `${target}.${process.pid}`;
  await synthesize(draft);
  // Another start may have been faster; its assembly is the same.
  await rename(draft, target).catch(() => rm(draft, { recursive: true, force: true }));
  await removeOldAssemblies();
  return target;
};

const fingerprint = async (): Promise<string> => {
  const hash = createHash('sha256').update(process.version);
  const files = (await Promise.all(inputs.map((input) => filesIn(join(projectDir, input))))).flat().toSorted();
  for (const file of files) {
    hash.update(`${relative(projectDir, file)}\0`).update(await readFile(file));
  }
  return hash.digest('hex').slice(0, 16);
};

const filesIn = async (path: string): Promise<readonly string[]> => {
  if (!existsSync(path)) return [];
  if (!(await stat(path)).isDirectory()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
};

const removeOldAssemblies = async (): Promise<void> => {
  const names = await readdir(cacheDir);
  const dated = await Promise.all(
    names.map(async (name) => ({
      name,
      age: -(await stat(join(cacheDir, name)).catch(() => ({ mtimeMs: 0 }))).mtimeMs,
    })),
  );
  const old = dated.toSorted((a, b) => a.age - b.age).slice(KEPT_ASSEMBLIES);
  await Promise.all(old.map(({ name }) => rm(join(cacheDir, name), { recursive: true, force: true })));
};
