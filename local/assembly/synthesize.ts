import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { StartProblem } from '../problem.ts';

/** The root of the repository: entries of functions and `infra/app.ts` are named from here. */
export const projectDir = join(import.meta.dirname, '..', '..');

/** No stack is bundled: the laptop runs the handlers from their sources. */
const context = { stage: 'dev', 'aws:cdk:bundling-stacks': [] };

/**
 * Writes the cloud assembly of stage `dev` into a folder by running the CDK app as the deployment does.
 * Refuses with what the app printed when the app refuses.
 */
export const synthesize = async (outputDir: string): Promise<void> => {
  await mkdir(outputDir, { recursive: true });
  const child = spawn(process.execPath, ['infra/app.ts'], {
    cwd: projectDir,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      CDK_OUTDIR: outputDir,
      CDK_CONTEXT_JSON: JSON.stringify(context),
      JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION: '1',
      JSII_SILENCE_WARNING_DEPRECATED_NODE_VERSION: '1',
    },
  });
  const printed: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => printed.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => printed.push(chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) {
    throw new StartProblem(`The stacks cannot be synthesized (infra/app.ts):\n${Buffer.concat(printed).toString()}`);
  }
};
