import { ending, predictionCommand, tell } from './command.ts';
import { evaluate } from './evaluate.ts';
import { printEvaluation } from './print-evaluation.ts';
import { readCsv } from './read-csv.ts';

// Functions see UTC on Lambda; so does what they predict by.
process.env['TZ'] = 'UTC';

const command = predictionCommand(
  'evaluate',
  'Learns a late-payment model from the first 70 % of a ledger and tries it on the rest, beside two plain rules.',
)
  .option('--json', 'print the result as JSON and nothing else')
  .parse();

await ending(async () => {
  const [file = ''] = command.args;
  const ledger = await readCsv(file);
  const { json } = command.opts<{ readonly json?: boolean }>();
  if (!json && process.stderr.isTTY) tell(`Learning from the first of ${ledger.length} invoices ...`);
  const { evaluation } = evaluate(ledger);
  process.stdout.write(`${json ? JSON.stringify(evaluation, null, 2) : printEvaluation(evaluation)}\n`);
});
