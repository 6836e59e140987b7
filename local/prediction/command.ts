import { Command, InvalidArgumentError } from 'commander';
import { isBusinessDate } from '../../shared/dates.ts';
import { PredictionProblem } from './ledger.ts';

/** The file or the command line is wrong. */
const WRONG_INPUT = 2;

export const FILE_HELP =
  'CSV file with the columns customerId, issuedOn (may be empty), dueOn, paidOn (empty while open), amount and, if known, disputed';

/** A command of the model; what is wrong on its line ends it as wrong files do. */
export const predictionCommand = (name: string, description: string): Command =>
  new Command(`npm run ${name} --`)
    .description(description)
    .argument('<file>', FILE_HELP)
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : WRONG_INPUT));

export const dateOption = (text: string): string => {
  if (!isBusinessDate(text)) throw new InvalidArgumentError('It is a date that exists, such as 2026-03-31.');
  return text;
};

/** Says on the side what is going on; the output is for the result. */
export const tell = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

/** Tells what is wrong with what was given, without a trace of the stack. */
export const ending = async (work: () => Promise<void>): Promise<void> => {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof PredictionProblem)) throw error;
    tell(error.message);
    process.exitCode = WRONG_INPUT;
  }
};
