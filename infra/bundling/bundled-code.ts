import { join } from 'node:path';
import { AssetHashType, DockerImage } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { type BuildOptions, buildSync } from 'esbuild';

const repository = join(import.meta.dirname, '..', '..');

/** How a handler is bundled: one file of ESM with the SDK in our version, not in that of the runtime's last patch. */
export const bundling = {
  absWorkingDir: repository,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  mainFields: ['module', 'main'],
  minify: true,
  sourcemap: true,
  sourcesContent: false,
  // React, which makes the mails, otherwise brings its development build along.
  define: { 'process.env.NODE_ENV': '"production"' },
  alias: { '@aws-sdk/credential-provider-node': join(import.meta.dirname, 'environment-credentials.ts') },
  // Some dependencies are CommonJS and ask for Node's own modules with require, which ESM does not have.
  banner: { js: "import { createRequire } from 'node:module';const require = createRequire(import.meta.url);" },
  logLevel: 'warning',
} satisfies BuildOptions;

/**
 * The code of a handler, in the file `index.mjs`. It is bundled in this process: the CDK by itself starts npx for each
 * function, which takes longer than the bundling.
 * @param entry the handler's source, from the root of the repository.
 */
export const bundledCode = (entry: string): Code =>
  Code.fromAsset(repository, {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      image: DockerImage.fromRegistry('not-needed'),
      // Never run, but part of what the CDK tells one bundle from another by; without it all would be the first one.
      command: ['esbuild', entry],
      local: {
        tryBundle: (outputDir) => {
          buildSync({ ...bundling, entryPoints: [entry], outfile: join(outputDir, 'index.mjs') });
          return true;
        },
      },
    },
  });
