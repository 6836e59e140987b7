import { parseArgs } from 'node:util';
import { App } from 'aws-cdk-lib';
import cdkJson from '../cdk.json' with { type: 'json' };
import packageJson from '../package.json' with { type: 'json' };
import { buildEnvironment } from './build.ts';
import { ConfigurationError, environmentOf } from './config/environments.ts';

/**
 * Writes the cloud assembly of one stage. Started by the CDK (`npx cdk synth -c stage=prod`), or alone:
 * `node infra/app.ts -c stage=prod --output DIR`, which takes context in the same form.
 */
const synthesize = (): void => {
  const { context, output } = readArguments();
  const app = new App({ context: { ...cdkJson.context, ...context }, ...(output && { outdir: output }) });
  const stage: unknown = app.node.tryGetContext('stage') ?? 'dev';
  buildEnvironment(app, environmentOf(String(stage)), packageJson.version);
  app.synth();
};

/** `-c key=value` as the CDK reads it, except that lists and objects may be written as JSON. */
const readArguments = (): { context: Record<string, unknown>; output: string | undefined } => {
  const { values } = parseArgs({
    options: { context: { type: 'string', short: 'c', multiple: true }, output: { type: 'string', short: 'o' } },
  });
  const entries = (values.context ?? []).map((text) => {
    const [key = '', ...rest] = text.split('=');
    const value = rest.join('=');
    return [key, /^[[{]/.test(value) ? JSON.parse(value) : value] as const;
  });
  return { context: Object.fromEntries(entries), output: values.output };
};

try {
  synthesize();
} catch (error) {
  if (!(error instanceof ConfigurationError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
