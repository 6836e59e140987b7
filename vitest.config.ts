import { defineConfig } from 'vitest/config';

const endToEnd = 'test/e2e/**/*.test.ts';
const workflows = 'test/workflow/*/**/*.test.ts';
const infra = 'test/infra/**/*.test.ts';
const rules = 'test/{unit,property,architecture}/**/*.test.ts';

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: { name: 'parts', include: ['test/**/*.test.ts'], exclude: [endToEnd, workflows, infra, rules] },
      },
      // They keep nothing: what one file has loaded serves the others.
      { extends: true, test: { name: 'rules', include: [rules], isolate: false } },
      // What one file has synthesized serves the others.
      { extends: true, test: { name: 'infra', include: [infra], fileParallelism: false, isolate: false } },
      // Each file starts a platform of its own: one at a time is enough for a machine.
      { extends: true, test: { name: 'workflows', include: [workflows], fileParallelism: false } },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: [endToEnd],
          globalSetup: 'test/support/e2e/global-setup.ts',
          // They share one platform and move its clock.
          fileParallelism: false,
          // Nor do they share anything else: what one file has loaded serves the next one.
          isolate: false,
        },
      },
    ],
  },
});
