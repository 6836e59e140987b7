import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Platform, type PlatformOptions, startPlatform } from '../../local/platform.ts';
import { writeFixtureAssembly } from './fixtures/local-app/assembly.ts';

export const temporaryDir = (): string => mkdtempSync(join(tmpdir(), 'credence-'));

/** Starts the fixture application on a throw-away data folder, or on one that is given. */
export const startFixturePlatform = async (options: PlatformOptions = {}): Promise<Platform> =>
  startPlatform({
    dataDir: temporaryDir(),
    port: 0,
    empty: true,
    quiet: true,
    synthesizedDir: await writeFixtureAssembly(temporaryDir()),
    ...options,
  });

/** Asks until the answer is as wished, for a bounded time; gives the last answer. */
export const eventually = async <T>(
  ask: () => Promise<T>,
  wished: (answer: T) => boolean,
  seconds = 10,
): Promise<T> => {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (wished(answer) || Date.now() > end) return answer;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};

/** The JSON body of an answer, of which the test says the shape. */
export const readJson = async <T>(response: Response | Promise<Response>): Promise<T> =>
  (await (await response).json()) as T;
