import type { Bench } from '../bench.ts';
import type { Taken } from '../statistics/measure.ts';
import { median, ratioOf, type Spread, spread } from '../statistics/summary.ts';
import { type Bundle, makeBundle } from './bundle.ts';
import { loadTimes } from './load-time.ts';

/** The functions that an order waits for. */
export const CHECK_FUNCTIONS: readonly string[] = ['check-credit', 'amend-reservation'];
/** As anybody bundles the SDK: with its search for credentials in files, single sign-on and instance metadata. */
const BARE = 'bare SDK';
/** With the credentials of the environment alone, as the stacks bundle the functions. */
const BARE_ALIKE = 'bare SDK, bundled as the functions are';

const CHECK_RUNS = 30;
const OTHER_RUNS = 5;
const LONGEST_SECONDS = 30;
const REPETITIONS = 5;

export interface BundleFigures {
  readonly name: string;
  readonly bytes: number;
  readonly load: Spread;
  /** Processor time of the loading process: median, in milliseconds. */
  readonly processor: number;
  readonly besideBare: Spread;
  readonly besideBareAlike: Spread;
}

/** Bundles every function as it is deployed, and loads each over and over beside the SDK's clients alone. */
export const measureBundles = async (
  { ground, effort, progress }: Bench,
  folder: string,
): Promise<readonly BundleFigures[]> => {
  const { application, environment } = await ground();
  const floors = [
    await makeBundle(BARE, 'bench/bundles/bare-sdk.ts', folder, { alias: {} }),
    await makeBundle(BARE_ALIKE, 'bench/bundles/bare-sdk.ts', folder),
  ];
  const functions = await Promise.all(
    application.functions.map(({ entry }) => makeBundle(entry.split('/').at(-2) ?? entry, entry, folder)),
  );
  const checks = functions.filter(({ name }) => CHECK_FUNCTIONS.includes(name));
  const others = functions.filter(({ name }) => !CHECK_FUNCTIONS.includes(name));
  const checkRuns = Math.max(REPETITIONS, Math.ceil(CHECK_RUNS * effort));
  const otherRuns = Math.max(1, Math.ceil(OTHER_RUNS * effort));
  const total = checkRuns * (floors.length + checks.length) + otherRuns * (floors.length + others.length);
  let done = 0;
  const runs = {
    longestSeconds: LONGEST_SECONDS,
    environment: { ...environment, NODE_OPTIONS: application.functions[0]?.environment['NODE_OPTIONS'] ?? '' },
    onRun: () => {
      done += 1;
      progress('bundles', done / total);
    },
  };
  const closely = await loadTimes([...floors, ...checks], { ...runs, times: checkRuns });
  const roughly = await loadTimes([...floors, ...others], { ...runs, times: otherRuns });
  return [
    ...[...floors, ...checks].map((bundle) => toFigures(bundle, closely, REPETITIONS)),
    ...others.map((bundle) => toFigures(bundle, roughly, 1)),
  ];
};

const toFigures = ({ name, bytes }: Bundle, taken: ReadonlyMap<string, Taken>, repetitions: number): BundleFigures => {
  const of = (bundle: string): Taken => taken.get(bundle) ?? { durations: [], processor: [] };
  const own = of(name);
  return {
    name,
    bytes,
    load: spread(own.durations),
    processor: median(own.processor),
    besideBare: ratioOf(own.durations, of(BARE).durations, repetitions),
    besideBareAlike: ratioOf(own.durations, of(BARE_ALIKE).durations, repetitions),
  };
};
