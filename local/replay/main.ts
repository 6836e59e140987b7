import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { CallProblem } from '../client/api-client.ts';
import { onThrowawayPlatform } from '../client/throwaway.ts';
import { DEFAULT_DATA_DIR } from '../platform.ts';
import { StartProblem } from '../problem.ts';
import { generateLedger } from './generate-ledger.ts';
import { type Ledger, LedgerProblem, ofFirstCustomers } from './ledger.ts';
import { firstMoment } from './play.ts';
import { printSummary } from './print-summary.ts';
import { readLedger } from './read-ledger.ts';
import { introduce, replay } from './replay.ts';
import { planDays } from './steps.ts';
import type { Summary } from './summary.ts';

// Functions see UTC on Lambda; the time zone of a process is one for all of its threads.
process.env['TZ'] = 'UTC';

const wholeNumber = (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new InvalidArgumentError('It is a whole number above zero.');
  return value;
};

const positiveNumber = (text: string): number => {
  const value = Number(text);
  if (!(value > 0) || value > 1000) throw new InvalidArgumentError('It is a number above 0 and at most 1000.');
  return value;
};

interface CommandLine {
  readonly limitFactor: number;
  readonly customers?: number;
  readonly invoices: number;
  readonly seed: number;
  readonly days: number;
  readonly dailyRuns: boolean;
  readonly keep?: string;
  readonly report?: string;
  readonly json?: boolean;
}

const REPORT = 'replay-report.json';

const command = new Command('npm run replay --')
  .description('Replays a receivables ledger day by day through the API of a platform that is started for it.')
  .argument('[file]', 'CSV file; without one a portfolio is made up')
  .option(
    '--limit-factor <number>',
    'limit of a customer: its highest exposure in the ledger times this',
    positiveNumber,
    0.8,
  )
  .option(
    '--customers <number>',
    'only the first customers of the file; how many to make up (default: all, 40)',
    wholeNumber,
  )
  .option('--invoices <number>', 'how many invoices to make up', wholeNumber, 400)
  .option('--days <number>', 'over how many days to make them up', wholeNumber, 700)
  .option('--seed <number>', 'what to make a portfolio up from', wholeNumber, 1)
  .option('--keep <dir>', 'keep the data of the platform in a new folder, to look at it with npm start -- --data DIR')
  .option('--no-daily-runs', 'follow no schedule: nothing is due, chased or reported by itself')
  .option(
    '--report <file>',
    `where the summary is written (default: ${REPORT} in the folder of --keep, or in ${DEFAULT_DATA_DIR})`,
  )
  .option('--json', 'print the summary as JSON and nothing else')
  .parse();

const options = command.opts<CommandLine>();

const chooseLedger = (file: string | undefined): Ledger => {
  if (file === undefined) {
    const { seed, invoices, days, customers = 40 } = options;
    return generateLedger({ seed, customers: Math.min(customers, invoices), invoices, days });
  }
  const ledger = readLedger(file);
  return options.customers === undefined ? ledger : ofFirstCustomers(ledger, options.customers);
};

const newFolder = (folder: string): string => {
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    throw new LedgerProblem(`The folder ${folder} is not empty; --keep needs one that is new or empty.`);
  }
  return resolve(folder);
};

const writeReport = (summary: Summary): void => {
  const file = options.report ?? join(options.keep ?? DEFAULT_DATA_DIR, REPORT);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(summary, null, 2)}\n`);
  say(`\nThe report is in ${file}.`);
};

const say = (text: string): void => {
  if (!options.json) process.stdout.write(`${text}\n`);
};

try {
  const ledger = chooseLedger(command.args[0]);
  const days = planDays(ledger);
  say(introduce(ledger, options.limitFactor, options.dailyRuns));
  const throwaway = {
    name: 'replay',
    startAt: firstMoment(days),
    withoutSchedules: !options.dailyRuns,
    ...(options.keep && { keep: newFolder(options.keep) }),
  };
  process.exitCode = await onThrowawayPlatform(throwaway, async ({ endpoints }, signal) => {
    const { dailyRuns, limitFactor: factor } = options;
    const summary = await replay({ ledger, days, factor, endpoints, dailyRuns, signal });
    process.stdout.write(`${options.json ? JSON.stringify(summary, null, 2) : printSummary(summary)}\n`);
    writeReport(summary);
    return summary.agreement.agrees && summary.errors.length === 0 ? 0 : 1;
  });
  if (options.keep) say(`\nThe data is kept: npm start -- --data ${options.keep}`);
} catch (error) {
  const isToBeTold = [LedgerProblem, StartProblem, CallProblem].some((kind) => error instanceof kind);
  if (!isToBeTold || !(error instanceof Error)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
