import { defineConfig } from 'vitest/config';

const endToEnd = 'test/e2e/**/*.test.ts';
const workflows = 'test/workflow/*/**/*.test.ts';
const infra = 'test/infra/**/*.test.ts';
const rules = 'test/{unit,property,architecture}/**/*.test.ts';

/** Two at a time, also on a machine of two cores; what runs one at a time comes after it. */
const together = { maxWorkers: 2, sequence: { groupOrder: 0 } };
const twoPlatforms = { maxWorkers: 2, testTimeout: 120_000, hookTimeout: 120_000, sequence: { groupOrder: 1 } };
const oneByOne = { fileParallelism: false, sequence: { groupOrder: 2 } };

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'parts',
          include: ['test/**/*.test.ts'],
          exclude: [endToEnd, workflows, infra, rules],
          ...together,
        },
      },
      // They keep nothing: what one file has loaded serves the others.
      { extends: true, test: { name: 'rules', include: [rules], isolate: false, ...together } },
      // What one file has synthesized serves the others.
      { extends: true, test: { name: 'infra', include: [infra], isolate: false, ...oneByOne } },
      // Each file starts a platform of its own, on a folder and a port of its own.
      { extends: true, test: { name: 'workflows', include: [workflows], ...twoPlatforms } },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: [endToEnd],
          globalSetup: 'test/support/e2e/global-setup.ts',
          // They share one platform and move its clock.
          ...oneByOne,
          // Nor do they share anything else: what one file has loaded serves the next one.
          isolate: false,
        },
      },
    ],
  },
});
