import { createRequire } from 'node:module';
import { cpus, totalmem } from 'node:os';

const require = createRequire(import.meta.url);
const packages = ['@aws-sdk/client-dynamodb', '@aws-sdk/lib-dynamodb', '@dynoxide/linux-x64', 'esbuild'] as const;

const versionOf = (name: string): string => {
  try {
    const { version }: { version: string } = require(`${name}/package.json`);
    return version;
  } catch {
    return 'not installed';
  }
};

/** On what the figures were taken. */
export const describeMachine = () => ({
  processors: cpus().length,
  memoryGigabytes: Math.round(totalmem() / 1e9),
  platform: `${process.platform} ${process.arch}`,
  node: process.version,
  versions: Object.fromEntries(packages.map((name) => [name, versionOf(name)])),
});
