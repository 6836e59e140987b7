import { writeFileSync } from 'node:fs';
import { Argument, Command, InvalidArgumentError } from 'commander';
import { type Bench, openBench } from './bench.ts';
import { runBundles } from './bundles/section.ts';
import { runCapacity } from './capacity/section.ts';
import { runCheck } from './check/section.ts';
import { runDailyRun } from './daily-run/section.ts';
import { print, putFunctionOutputAside } from './ground/output.ts';
import { runGrowth } from './growth/section.ts';
import { describeMachine } from './report/machine.ts';
import { printAims, printTable } from './report/print.ts';
import { createProgress } from './report/progress.ts';
import type { SectionReport } from './report/report.ts';
import { runSimulation } from './simulation/section.ts';

const sections = {
  check: runCheck,
  bundles: runBundles,
  capacity: runCapacity,
  growth: runGrowth,
  'daily-run': runDailyRun,
  simulation: runSimulation,
} satisfies Record<string, (bench: Bench) => Promise<SectionReport>>;
type SectionName = keyof typeof sections;
const sectionNames = Object.keys(sections) as SectionName[];

const toEffort = (text: string): number => {
  const effort = Number(text);
  if (effort > 0 && effort <= 10) return effort;
  throw new InvalidArgumentError('It is a number above 0 and up to 10.');
};

const command = new Command('npm run bench --')
  .description(
    'Measures credit checks beside their floor, bundles, capacity, growth, the daily run and simulations, on data that is thrown away.',
  )
  .addArgument(new Argument('[sections...]', 'what to measure; everything if not said').choices(sectionNames))
  .option('--json <file>', 'writes all figures to a file')
  .option('--effort <number>', 'share of the full number of repetitions', toEffort, 1)
  .parse();
const { json, effort } = command.opts<{ json?: string; effort: number }>();
const wanted = command.args.length > 0 ? (command.args as SectionName[]) : sectionNames;

const machine = describeMachine();
print(`${machine.processors} processors, ${machine.platform}, Node ${machine.node}`);
putFunctionOutputAside();
const progress = createProgress();
const bench = openBench(effort, progress.show);
const reports: Partial<Record<SectionName, SectionReport>> = {};
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    progress.clear();
    void bench.close().finally(() => process.exit(130));
  });
}
try {
  for (const name of wanted) {
    const report = await sections[name](bench);
    progress.clear();
    report.tables.forEach(printTable);
    reports[name] = report;
  }
} finally {
  progress.clear();
  await bench.close();
}

const aims = Object.values(reports).flatMap((report) => report.aims);
printAims(aims);
if (json !== undefined) {
  const figures = Object.fromEntries(Object.entries(reports).map(([name, report]) => [name, report.figures]));
  writeFileSync(json, `${JSON.stringify({ machine, aims, ...figures }, null, 2)}\n`);
}
if (aims.some(({ kind, met }) => kind === 'bound' && !met)) process.exitCode = 1;
