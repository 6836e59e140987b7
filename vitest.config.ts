import { defineConfig } from 'vitest/config';

const endToEnd = 'test/e2e/**/*.test.ts';
const workflows = 'test/workflow/*/**/*.test.ts';
const infra = 'test/infra/**/*.test.ts';
const rules = 'test/{unit,property,architecture}/**/*.test.ts';
/** All but those that load the store a second time, as another process would. */
const stores = 'test/contract/{store,daily-run}/!(policies|order-releases|temporary-limits|races).test.ts';

/** Two at a time, also on a machine of two cores. Those that need platforms, with processes of their own, come last. */
const together = { maxWorkers: 2, sequence: { groupOrder: 0 } };
const onPlatforms = { maxWorkers: 2, sequence: { groupOrder: 1 } };

export default defineConfig({
  test: {
    // Seconds on a machine that has nothing else to do.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'parts',
          include: ['test/**/*.test.ts'],
          exclude: [endToEnd, workflows, infra, rules, stores],
          ...together,
        },
      },
      // What the store remembers, it remembers by table, and each file has one of its own.
      { extends: true, test: { name: 'stores', include: [stores], isolate: false, ...together } },
      // They keep nothing: what one file has loaded serves the others.
      { extends: true, test: { name: 'rules', include: [rules], isolate: false, ...together } },
      // What one file has synthesized serves the others of its worker.
      { extends: true, test: { name: 'infra', include: [infra], isolate: false, ...together } },
      // Each file starts a platform of its own, on a folder and a port of its own.
      { extends: true, test: { name: 'workflows', include: [workflows], ...onPlatforms } },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: [endToEnd],
          globalSetup: 'test/support/e2e/global-setup.ts',
          // Those that run at a time have a platform each, which the files of a worker share, and move its clock.
          ...onPlatforms,
          // Nor do they share anything else: what one file has loaded serves the next one.
          isolate: false,
        },
      },
    ],
  },
});
