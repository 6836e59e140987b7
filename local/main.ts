import { relative, resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { banner } from './banner.ts';
import { DEFAULT_DATA_DIR, DEFAULT_PORT, type Platform, startPlatform } from './platform.ts';
import { StartProblem } from './problem.ts';

// Functions see UTC on Lambda; the time zone of a process is one for all of its threads.
process.env['TZ'] = 'UTC';

const PARENT_WATCH_MILLISECONDS = 500;

const toPort = (text: string): number => {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new InvalidArgumentError('It is 0 to 65535.');
  return port;
};

interface CommandLine {
  readonly port: number;
  readonly data: string;
  readonly empty?: boolean;
  readonly assembly?: string;
}

const { port, data, empty, assembly } = new Command('npm start --')
  .description('Runs the platform on this machine, from the stacks that deploy.')
  .option('--port <number>', 'port to serve on; 0 picks a free one', toPort, DEFAULT_PORT)
  .option('--data <dir>', 'folder that keeps everything', DEFAULT_DATA_DIR)
  .option('--empty', 'start a new data folder without sample customers')
  .option('--assembly <dir>', 'run a cloud assembly that was synthesized already')
  .parse()
  .opts<CommandLine>();

const fail = (message: string): void => {
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
};

let platform: Platform | undefined;
let ending = false;

/** Ends the platform; a second signal does not wait for anything. */
const end = (): void => {
  if (ending) process.exit(130);
  ending = true;
  // While the platform still starts there is nothing to finish: its parts end with the process.
  if (!platform) process.exit(0);
  void platform.stop().then(
    () => process.exit(),
    (error: unknown) => {
      fail(String(error));
      process.exit(1);
    },
  );
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);

// Started by npm or npx, the platform ends with them, even where the shell between does not pass a signal on.
if (process.env['npm_command']) {
  const parent = process.ppid;
  const watch = () => {
    if (process.ppid !== parent && !ending) end();
  };
  setInterval(watch, PARENT_WATCH_MILLISECONDS).unref();
}

try {
  process.stdout.write(
    'Starting; when the stacks have changed, they are synthesized first, which takes some seconds.\n',
  );
  platform = await startPlatform({
    dataDir: data,
    port,
    ...(empty && { empty }),
    ...(assembly && { synthesizedDir: assembly }),
    onFailure: (message) => {
      fail(message);
      end();
    },
  });
  process.stdout.write(banner(platform, relative(process.cwd(), resolve(data)) || '.'));
} catch (error) {
  if (!(error instanceof StartProblem)) throw error;
  fail(error.message);
}
