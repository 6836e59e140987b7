import { rm } from 'node:fs/promises';
import type { Bench } from '../bench.ts';
import { temporaryFolder } from '../ground/environment.ts';
import { kilobytes, milliseconds, ratio } from '../report/format.ts';
import type { Aim, SectionReport } from '../report/report.ts';
import { ratioOf, type Spread, spread } from '../statistics/summary.ts';
import { type Bundle, makeBundle } from './bundle.ts';
import { loadTimes } from './load-time.ts';

/** The functions that an order waits for. */
const CHECK_FUNCTIONS = ['check-credit', 'amend-reservation'];
const BARE = 'bare SDK';
const BARE_AS_DEPLOYED = 'bare SDK, bundled as the functions are';
const AIMED_RATIO = 1.25;
const AIMED_BYTES = 450_000;

const CLOSE_RUNS = 30;
const OTHER_RUNS = 5;
const REPETITIONS = 5;

interface Figures {
  readonly name: string;
  readonly bytes: number;
  readonly load: Spread;
  /** Beside the bare SDK with the options that the functions are bundled with. */
  readonly ratio: Spread;
}

/** Size and load time of every function, bundled as it is deployed, beside the SDK's clients alone. */
export const runBundles = async (bench: Bench): Promise<SectionReport> => {
  const folder = await temporaryFolder();
  try {
    const figures = await measure(bench, folder);
    return {
      tables: [
        {
          title: `Bundles: size, and time to load in a fresh process`,
          head: ['', 'size', 'load, median', 'min to max', 'times the bare SDK'],
          rows: figures.map(({ name, bytes, load, ratio: times }) => [
            name,
            kilobytes(bytes),
            milliseconds(load.median),
            `${load.min.toFixed(1)} to ${load.max.toFixed(1)}`,
            times.median.toFixed(2),
          ]),
        },
      ],
      aims: figures.filter(({ name }) => CHECK_FUNCTIONS.includes(name)).flatMap(toAims),
      figures,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const measure = async ({ ground, effort, progress }: Bench, folder: string): Promise<readonly Figures[]> => {
  const { application, environment } = await ground();
  const bare = await makeBundle(BARE, 'bench/bundles/bare-sdk.ts', folder, { alias: {} });
  const floor = await makeBundle(BARE_AS_DEPLOYED, 'bench/bundles/bare-sdk.ts', folder);
  const functions = await Promise.all(
    application.functions.map(({ entry }) => makeBundle(entry.split('/').at(-2) ?? entry, entry, folder)),
  );
  const isClose = ({ name }: Bundle): boolean => CHECK_FUNCTIONS.includes(name);
  const close = [bare, floor, ...functions.filter(isClose)];
  const others = [floor, ...functions.filter((bundle) => !isClose(bundle))];
  const closeRuns = Math.max(REPETITIONS, Math.ceil(CLOSE_RUNS * effort));
  const otherRuns = Math.max(2, Math.ceil(OTHER_RUNS * effort));
  const total = closeRuns * close.length + otherRuns * others.length;
  let done = 0;
  const runs = {
    environment: { ...environment, NODE_OPTIONS: application.functions[0]?.environment['NODE_OPTIONS'] ?? '' },
    onRun: () => {
      done += 1;
      progress('bundles', done / total);
    },
  };
  const closeTimes = await loadTimes(close, { ...runs, times: closeRuns });
  const otherTimes = await loadTimes(others, { ...runs, times: otherRuns });
  const toFigures = ({ name, bytes }: Bundle): Figures => {
    const measuredWith = closeTimes.has(name) ? closeTimes : otherTimes;
    const own = measuredWith.get(name) ?? [];
    const repetitions = closeTimes.has(name) ? REPETITIONS : 1;
    return {
      name,
      bytes,
      load: spread(own),
      ratio: ratioOf(own, measuredWith.get(floor.name) ?? [], repetitions),
    };
  };
  return [...close, ...others.filter((bundle) => bundle !== floor)].map(toFigures);
};

const toAims = ({ name, bytes, ratio: times }: Figures): Aim[] => [
  {
    what: `${name}: load time beside the bare SDK`,
    wanted: `at most ${AIMED_RATIO} times`,
    found: ratio(times),
    met: times.median <= AIMED_RATIO,
    kind: 'timing',
  },
  {
    what: `${name}: size of the bundle`,
    wanted: `at most ${kilobytes(AIMED_BYTES)}`,
    found: kilobytes(bytes),
    met: bytes <= AIMED_BYTES,
    kind: 'bound',
  },
];
