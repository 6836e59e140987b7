import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** Imports that are there at run time: neither of types only, nor of packages. */
const importStatement = /^(?:import|export)\s(?!type\s)(?:[^'=;]*?from\s+)?'(\.[^']+)'/gm;

/** Every file of the project that a file loads, directly or through others. */
export const loadedBy = (file: string, seen: Set<string> = new Set()): ReadonlySet<string> => {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, specifier = ''] of readFileSync(file, 'utf8').matchAll(importStatement)) {
    if (specifier.endsWith('.ts') || specifier.endsWith('.tsx'))
      loadedBy(normalize(join(dirname(file), specifier)), seen);
  }
  return seen;
};
