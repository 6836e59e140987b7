import { Command } from 'commander';
import { CallProblem, clientOf } from '../client/api-client.ts';
import { createBrowser } from '../client/pages.ts';
import { onThrowawayPlatform } from '../client/throwaway.ts';
import type { Platform } from '../platform.ts';
import { StartProblem } from '../problem.ts';
import { paint, table, wrap } from '../terminal/text.ts';
import { firstDay } from './cast.ts';
import { chapters } from './chapters.ts';
import { createStage } from './stage.ts';

// Functions see UTC on Lambda; the time zone of a process is one for all of its threads.
process.env['TZ'] = 'UTC';

new Command('npm run demo')
  .description('Tells what the platform does, in real calls to one that is started for it and thrown away.')
  .parse();

const nextSteps = [
  ['npm start', 'runs it for you, with sample customers'],
  ['npm run replay -- ledger.csv', 'takes your own receivables through it'],
];

const write = (text: string): void => void process.stdout.write(text);

const tellStory = async (platform: Platform, signal: AbortSignal): Promise<number> => {
  const started = performance.now();
  let calls = 0;
  const client = clientOf(platform.endpoints, signal);
  const browser = createBrowser(platform.endpoints.api, signal);
  const stage = createStage({
    write,
    call: (...request) => {
      calls += 1;
      return client(...request);
    },
    browse: (...request) => {
      calls += 1;
      return browser(...request);
    },
  });
  for (const [index, { title, tell }] of chapters.entries()) {
    write(`\n${paint('bold', `${index + 1}  ${title}`)}\n`);
    await tell(stage);
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  write(`\n${calls} calls in ${seconds} s; everything is thrown away now. To go on:\n\n`);
  write(`${table([{ title: '' }, { title: '' }], nextSteps, '  ')}\n`);
  return 0;
};

const fail = (message: string): void => {
  process.stderr.write(`\n${message}\n`);
  process.exitCode = 1;
};

try {
  const opening = `Credence decides whether an order may go out on credit. This is what it does, in real calls to a
    platform that starts now, from the stacks that deploy, in a throw-away folder.`;
  write(`${wrap(opening)}\n`);
  process.exitCode = await onThrowawayPlatform({ name: 'demo', startAt: new Date(`${firstDay}T08:00:00Z`) }, tellStory);
} catch (error) {
  if (error instanceof CallProblem || error instanceof StartProblem) fail(`The demo stops here. ${error.message}`);
  else throw error;
}
