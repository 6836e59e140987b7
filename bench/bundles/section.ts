import { rm } from 'node:fs/promises';
import type { Bench } from '../bench.ts';
import { temporaryFolder } from '../ground/environment.ts';
import { kilobytes, milliseconds, ratio } from '../report/format.ts';
import type { Aim, SectionReport, TableView } from '../report/report.ts';
import { type BundleFigures, CHECK_FUNCTIONS, measureBundles } from './measure.ts';

const AIMED_RATIO = 1.25;
const AIMED_BYTES = 450_000;

/** Size and load time of every function, bundled as it is deployed, beside the SDK's clients alone. */
export const runBundles = async (bench: Bench): Promise<SectionReport> => {
  const folder = await temporaryFolder();
  try {
    const figures = await measureBundles(bench, folder);
    const checks = figures.filter(({ name }) => CHECK_FUNCTIONS.includes(name));
    return { tables: [toTable(figures)], aims: checks.flatMap(toAims), figures };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const toTable = (figures: readonly BundleFigures[]): TableView => ({
  title: 'Bundles: size, and time to load in a fresh process',
  head: ['', 'size', 'load, median', 'min to max', 'processor', 'times the bare SDK', 'times it bundled alike'],
  rows: figures.map(({ name, bytes, load, processor, besideBare, besideBareAlike }) => [
    name,
    kilobytes(bytes),
    milliseconds(load.median),
    `${load.min.toFixed(1)} to ${load.max.toFixed(1)}`,
    milliseconds(processor),
    besideBare.median.toFixed(2),
    besideBareAlike.median.toFixed(2),
  ]),
});

const toAims = ({ name, bytes, besideBare }: BundleFigures): Aim[] => [
  {
    what: `${name}: load time beside the bare SDK`,
    wanted: `at most ${AIMED_RATIO} times`,
    found: ratio(besideBare),
    met: besideBare.median <= AIMED_RATIO,
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
