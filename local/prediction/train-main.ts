import { writeFileSync } from 'node:fs';
import { addDays } from '../../shared/dates.ts';
import { messageOf } from '../problem.ts';
import { dateOption, ending, predictionCommand, tell } from './command.ts';
import { type LedgerInvoice, PredictionProblem } from './ledger.ts';
import { observe } from './observe.ts';
import { readCsv } from './read-csv.ts';
import { train } from './train.ts';

// Functions see UTC on Lambda; so does what they will predict by.
process.env['TZ'] = 'UTC';

const command = predictionCommand('train', 'Learns a late-payment model from a ledger, as JSON for the policy.')
  .option(
    '--until <date>',
    'learn from what was known before this day (default: the day after the last payment)',
    dateOption,
  )
  .option('--output <file>', 'where the model is written (default: to the output)')
  .parse();

const options = command.opts<{ readonly until?: string; readonly output?: string }>();

/** The day after the last payment that the ledger tells of: what is open then and past due is late. */
const dayAfter = (ledger: readonly LedgerInvoice[]): string => {
  let last = '';
  for (const { paidOn } of ledger) if (paidOn !== null && paidOn > last) last = paidOn;
  if (last === '') throw new PredictionProblem('There is no paid invoice in it: nothing can be learned.');
  return addDays(last, 1);
};

const write = (file: string, text: string): void => {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new PredictionProblem(`The model cannot be written: ${messageOf(error)}.`);
  }
};

await ending(async () => {
  const [file = ''] = command.args;
  const ledger = await readCsv(file);
  const until = options.until ?? dayAfter(ledger);
  tell(`Learning from what was known of ${ledger.length} invoices before ${until} ...`);
  const { model, choices } = train(observe(ledger), until);
  const text = `${JSON.stringify(model)}\n`;
  if (options.output === undefined) process.stdout.write(text);
  else write(options.output, text);
  const open = ledger.filter(({ dueOn, paidOn }) => paidOn === null && dueOn >= until).length;
  tell(
    `Learned from ${model.learnedFrom?.invoices} invoices of ${model.learnedFrom?.customers} customers${open > 0 ? `; ${open} open ones not due yet left out` : ''}.\n` +
      `At issue: ${choices.atIssue.lateness}; days: ${choices.atIssue.days}.\n` +
      (choices.byDispute ? `Knowing disputes: ${choices.byDispute.lateness}.\n` : '') +
      `${text.length} bytes${options.output === undefined ? '' : ` in ${options.output}`}: the part "prediction" of a policy.`,
  );
});
