import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { afterAll, describe, expect, it } from 'vitest';
import { buildEnvironment } from '../../infra/build.ts';
import { environmentOf } from '../../infra/config/environments.ts';
import { stages } from '../../infra/config/schema.ts';
import { newApp, removeFolders, synthesize, temporaryFolder } from './support.ts';

afterAll(removeFolders);

const repository = join(import.meta.dirname, '../..');

interface Outcome {
  readonly code: number;
  readonly output: string;
  readonly files: string[];
}

const run = async (args: string[]): Promise<Omit<Outcome, 'files'>> =>
  promisify(execFile)(process.execPath, args, { cwd: repository, env: { PATH: process.env['PATH'] } }).then(
    ({ stdout, stderr }) => ({ code: 0, output: stdout + stderr }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ code, output: stdout + stderr }),
  );

/** Runs `node infra/app.ts` as a person would, without credentials and without bundling. */
const runApp = async (...args: string[]): Promise<Outcome> => {
  const folder = temporaryFolder();
  const outcome = await run(['infra/app.ts', '-c', 'aws:cdk:bundling-stacks=[]', '--output', folder, ...args]);
  return { ...outcome, files: readdirSync(folder) };
};

/** The same app with something in it that breaks a rule. */
const brokenApp = `
  import { App } from 'aws-cdk-lib';
  import { Topic } from 'aws-cdk-lib/aws-sns';
  import { buildEnvironment } from './infra/build.ts';
  import { environmentOf } from './infra/config/environments.ts';
  const app = new App({ context: { 'aws:cdk:bundling-stacks': [] }, outdir: process.argv[1] });
  new Topic(buildEnvironment(app, environmentOf('dev'), '1.2.3').api, 'Unsafe');
  app.synth();
`;

describe('the synthesis', () => {
  it.each(stages)('should find nothing to report in %s', (stage) => {
    expect(() => synthesize(stage)).not.toThrow();
  });

  it('should stop at a broken rule that nobody acknowledged', () => {
    const app = newApp();
    new Topic(buildEnvironment(app, environmentOf('dev'), '1.2.3').api, 'Unsafe');
    expect(() => app.synth()).toThrow('The SNS Topic does not require publishers to use SSL');
  });

  it('should stop at a broken rule even when the rule pack only warns of it', () => {
    const app = newApp();
    new CfnLogGroup(buildEnvironment(app, environmentOf('dev'), '1.2.3').api, 'Endless');
    expect(() => app.synth()).toThrow('explicit retention policy');
  });

  it.concurrent('should end with a failure when a rule is broken, so that a build stops', async ({ expect }) => {
    const folder = temporaryFolder();
    const { code, output } = await run(['--input-type=module', '--eval', brokenApp, folder]);
    expect(code).toBe(1);
    expect(output).toContain('AwsSolutions-SNS3');
  });

  it.concurrent('should write the templates of the stage that is asked for, silently', async ({ expect }) => {
    const { code, files, output } = await runApp('-c', 'stage=prod');
    expect({ code, output }).toEqual({ code: 0, output: '' });
    expect(files).toEqual(
      expect.arrayContaining(
        ['data', 'api', 'approvals', 'messages', 'workflows'].map((part) => `Credence-prod-${part}.template.json`),
      ),
    );
  });

  it.concurrent('should write those of dev when no stage is named', async ({ expect }) => {
    const { files } = await runApp();
    expect(files).toContain('Credence-dev-api.template.json');
  });

  it.concurrent('should stop with one sentence when the stage is unknown', async ({ expect }) => {
    const { code, output } = await runApp('-c', 'stage=production');
    expect(code).toBe(1);
    expect(output).toBe(
      "There is no stage 'production'. Choose one of dev, staging, prod, for instance: npx cdk synth -c stage=dev\n",
    );
  });
});
