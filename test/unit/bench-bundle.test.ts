import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { afterAll, describe, expect, it } from 'vitest';
import { makeBundle } from '../../bench/bundles/bundle.ts';
import { bundledCode } from '../../infra/bundling/bundled-code.ts';

const names = ['check-credit', 'get-health'];
const folder = mkdtempSync(join(tmpdir(), 'credence-bundle-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const entryOf = (name: string): string => `functions/${name}/handler.ts`;

describe('the bundles that the bench measures', () => {
  it('should be those that are deployed, byte for byte and each its own, when functions are bundled', async () => {
    const app = new App({ outdir: join(folder, 'cdk.out') });
    const stack = new Stack(app, 'Stack');
    for (const name of names) {
      const code = bundledCode(entryOf(name));
      new LambdaFunction(stack, name, { code, handler: 'index.handler', runtime: Runtime.NODEJS_24_X });
    }
    app.synth();
    const assets = readdirSync(join(folder, 'cdk.out')).filter((name) => name.startsWith('asset.'));
    const deployed = assets.map((asset) => readFileSync(join(folder, 'cdk.out', asset, 'index.mjs'), 'utf8'));
    const measured = await Promise.all(names.map((name) => makeBundle(name, entryOf(name), folder)));
    expect(measured.map(({ file }) => readFileSync(file, 'utf8')).toSorted()).toEqual(deployed.toSorted());
    expect(new Set(deployed).size).toBe(names.length);
    expect(measured.map(({ bytes }) => bytes).toSorted()).toEqual(
      deployed.map((text) => Buffer.byteLength(text)).toSorted(),
    );
  });
});
