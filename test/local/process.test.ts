import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { BusEvent } from '../../local/events/event-store.ts';
import type { Endpoints } from '../../local/state/endpoints.ts';
import { eventually, readJson, temporaryDir } from '../support/fixture-platform.ts';
import { writeFixtureAssembly } from '../support/fixtures/local-app/assembly.ts';

let assembly: string;
beforeAll(async () => {
  assembly = await writeFixtureAssembly(temporaryDir());
});

interface Running {
  readonly child: ChildProcess;
  readonly exit: Promise<number | null>;
  readonly output: () => string;
}

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

const launch = (dataDir: string): Running => {
  const args = ['local/main.ts', '--port', '0', '--data', dataDir, '--empty', '--assembly', assembly];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      printed += chunk;
    });
  }
  return { child, exit: once(child, 'exit').then(([code]) => code), output: () => printed };
};

const endpointsOf = async (dataDir: string): Promise<Endpoints> => {
  const file = join(dataDir, 'endpoints.json');
  await eventually(
    async () => existsSync(file),
    (exists) => exists,
    30,
  );
  return JSON.parse(readFileSync(file, 'utf8'));
};

const enginePid = (dataDir: string): number => Number(readFileSync(join(dataDir, 'dynamodb', 'engine.pid'), 'utf8'));

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

const write = (endpoints: Endpoints, id: string) =>
  fetch(`${endpoints.api}/open/items/${id}`, { method: 'PUT', body: '{}' });

describe('the process', () => {
  it('should print addresses and a first call once it is ready', async () => {
    const dataDir = temporaryDir();
    const running = launch(dataDir);
    const endpoints = await endpointsOf(dataDir);
    const output = await eventually(
      async () => running.output(),
      (text) => text.includes('Ctrl-C'),
    );
    for (const address of [endpoints.tokenUrl, endpoints.docs, endpoints.control]) expect(output).toContain(address);
    expect(output).toContain(`curl -s ${endpoints.tokenUrl}`);
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('should finish what is in flight and end cleanly on %s', async (signal) => {
    const dataDir = temporaryDir();
    const running = launch(dataDir);
    const endpoints = await endpointsOf(dataDir);
    const engine = enginePid(dataDir);
    const inFlight = fetch(`${endpoints.api}/misbehave/dawdle`);
    await new Promise((resolve) => setTimeout(resolve, 200));
    const start = Date.now();
    running.child.kill(signal);
    expect((await inFlight).status).toBe(200);
    expect(await running.exit).toBe(0);
    expect(Date.now() - start).toBeLessThan(5000);
    expect(existsSync(join(dataDir, 'endpoints.json'))).toBe(false);
    expect(isAlive(engine)).toBe(false);
  });

  it('should lose nothing and leave nothing behind when it is killed', async () => {
    const dataDir = temporaryDir();
    const first = launch(dataDir);
    const endpoints = await endpointsOf(dataDir);
    const engine = enginePid(dataDir);
    const ids = Array.from({ length: 40 }, (_, index) => `item-${index}`);
    await Promise.all(ids.map((id) => write(endpoints, id)));
    first.child.kill('SIGKILL');
    await first.exit;
    expect(
      await eventually(
        async () => isAlive(engine),
        (alive) => !alive,
      ),
    ).toBe(false);

    const dead = readFileSync(join(dataDir, 'endpoints.json'), 'utf8');
    launch(dataDir);
    const file = join(dataDir, 'endpoints.json');
    const read = async () => (existsSync(file) ? readFileSync(file, 'utf8') : '');
    const again: Endpoints = JSON.parse(await eventually(read, (text) => text !== '' && text !== dead, 30));
    const customers = async () => {
      const { items } = await readJson<{ items: readonly BusEvent[] }>(fetch(`${again.control}/events?limit=500`));
      return new Set(items.map(({ detail }) => detail['customerId']));
    };
    const delivered = await eventually(customers, (found) => found.size >= ids.length);
    expect([...delivered].toSorted()).toEqual(ids.toSorted());
  });

  it('should end when the npx that started it is ended', async () => {
    const dataDir = temporaryDir();
    const args = ['npx', 'node', 'local/main.ts', '--port', '0', '--data', dataDir, '--empty', '--assembly', assembly];
    const npx = spawn('/bin/sh', ['-c', 'exec "$@"', 'sh', ...args], { stdio: 'ignore' });
    children.push(npx);
    await endpointsOf(dataDir);
    const platform = Number(readFileSync(join(dataDir, 'runtime.pid'), 'utf8'));
    npx.kill('SIGTERM');
    expect(
      await eventually(
        async () => isAlive(platform),
        (alive) => !alive,
      ),
    ).toBe(false);
    expect(existsSync(join(dataDir, 'endpoints.json'))).toBe(false);
  });

  it('should refuse to start on a folder that is in use, with exit code 1', async () => {
    const dataDir = temporaryDir();
    const first = launch(dataDir);
    await endpointsOf(dataDir);
    const second = launch(dataDir);
    expect(await second.exit).toBe(1);
    expect(second.output()).toContain(`process ${first.child.pid}`);
    expect(second.output()).not.toContain('    at ');
  });

  it('should end with exit code 1 and say why when the engine ends', async () => {
    const dataDir = temporaryDir();
    const running = launch(dataDir);
    await endpointsOf(dataDir);
    process.kill(enginePid(dataDir), 'SIGKILL');
    expect(await running.exit).toBe(1);
    expect(running.output()).toContain('The DynamoDB engine has ended unexpectedly.');
  });
});
