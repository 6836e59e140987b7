import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { afterAll, describe, expect, it } from 'vitest';
import { makeBundle } from '../../bench/bundles/bundle.ts';
import { bundledCode } from '../../infra/bundling/bundled-code.ts';

const entry = 'functions/check-credit/handler.ts';
const folder = mkdtempSync(join(tmpdir(), 'credence-bundle-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the bundles that the bench measures', () => {
  it('should be those that are deployed, byte for byte, when a function is bundled', async () => {
    const app = new App({ outdir: join(folder, 'cdk.out') });
    new LambdaFunction(new Stack(app, 'Stack'), 'Function', {
      code: bundledCode(entry),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
    });
    app.synth();
    const asset = readdirSync(join(folder, 'cdk.out')).find((name) => name.startsWith('asset.'));
    const deployed = readFileSync(join(folder, 'cdk.out', asset ?? '', 'index.mjs'), 'utf8');
    const measured = await makeBundle('check-credit', entry, folder);
    expect(readFileSync(measured.file, 'utf8')).toBe(deployed);
    expect(measured.bytes).toBe(Buffer.byteLength(deployed));
  });
});
