import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SQSClient } from '@aws-sdk/client-sqs';
import { Command, InvalidArgumentError, Option } from 'commander';
import { environmentOf } from '../config/environments.ts';
import { stages } from '../config/schema.ts';
import { readBatch } from './batches.ts';
import { callsOn } from './functions.ts';
import { printable } from './letter.ts';
import { openMailbox } from './mailbox.ts';
import { isWell, messageLines, type QueueReport, summary } from './print.ts';
import { deadLetterQueues } from './queues.ts';
import { redriveQueue, type Told } from './redrive.ts';

interface CommandLine {
  readonly stage: string;
  readonly queue?: readonly string[];
  readonly dryRun?: boolean;
  readonly discard?: boolean;
  readonly limit: number;
}

const toLimit = (text: string): number => {
  const limit = Number(text);
  if (Number.isInteger(limit) && limit > 0) return limit;
  throw new InvalidArgumentError('It is a whole number above 0.');
};

const names = Object.keys(deadLetterQueues);
const command = new Command('npm run redrive --')
  .description('Hands what was given up on to the functions that should have taken it, and deletes what they take.')
  .addOption(new Option('--stage <stage>', 'of which stage').choices(stages).makeOptionMandatory())
  .addOption(new Option('--queue <names...>', 'which queues; all of the stage if not said').choices(names))
  .option('--dry-run', 'shows the messages and what would be done; calls and deletes nothing')
  .option('--discard', 'deletes what nothing can be done with as well, of the queues that --queue names')
  .option('--limit <number>', 'how many messages of a queue at most', toLimit, 1_000)
  .parse();
const { discard = false, dryRun = false, limit, queue, stage } = command.opts<CommandLine>();
if (discard && !queue) command.error('error: --discard deletes for good: name the queues with --queue.');

const { account, region } = environmentOf(stage);
// The endpoint of the region, or that which AWS_ENDPOINT_URL_SQS names; never the host in a queue's address.
const queues = new SQSClient({ region, useQueueUrlAsEndpoint: false });
// A function may take longer to answer than the socket of most other services.
const functions = new LambdaClient({ region, requestHandler: { requestTimeout: 900_000 } });
const streams = new DynamoDBStreamsClient({ region });

let stopping = false;
process.on('SIGINT', () => {
  if (stopping) process.exit(130);
  stopping = true;
  process.stderr.write('Ends after this message; once more ends at once.\n');
});

const redrive = async (name: string): Promise<QueueReport> => {
  const told: Told[] = [];
  process.stdout.write(`${name}\n`);
  try {
    await redriveQueue({
      stage,
      queue: deadLetterQueues[name] ?? { otherwise: name },
      mailbox: await openMailbox(queues, account, `credence-${stage}-${name}`),
      call: callsOn(functions, account, stage),
      readBatch: (batch, entityTypes) => readBatch(streams, batch, entityTypes),
      dryRun,
      discard,
      limit,
      tell: (one) => {
        told.push(one);
        process.stdout.write(messageLines(one));
      },
      stopped: () => stopping,
    });
    return { queue: name, told };
  } catch (error) {
    const trouble = printable(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
    process.stdout.write(`  cannot be read: ${trouble}\n`);
    return { queue: name, told, trouble };
  }
};

const reports: QueueReport[] = [];
for (const name of queue ?? names) if (!stopping) reports.push(await redrive(name));
process.stdout.write(`\n${summary(reports)}`);
if (!isWell(reports)) process.exitCode = 1;
if (stopping) process.exitCode = 130;
for (const client of [queues, functions, streams]) client.destroy();
