import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, describe, expect, it } from 'vitest';
import { clientSettings } from '../../local/dynamodb/client-settings.ts';
import type { BusEvent } from '../../local/events/event-store.ts';
import type { Platform, PlatformOptions } from '../../local/platform.ts';
import { eventually, readJson, startFixturePlatform, temporaryDir } from '../support/fixture-platform.ts';
import { writeFixtureAssembly } from '../support/fixtures/local-app/assembly.ts';

const started: Platform[] = [];
const start = async (options: PlatformOptions): Promise<Platform> => {
  const platform = await startFixturePlatform(options);
  started.push(platform);
  return platform;
};
afterEach(async () => {
  for (const platform of started.splice(0)) await platform.stop();
});

const write = (platform: Platform, id: string) =>
  fetch(`${platform.endpoints.api}/open/items/${id}`, { method: 'PUT', body: '{}' });

const events = async (platform: Platform) =>
  (await readJson<{ items: readonly BusEvent[] }>(fetch(`${platform.endpoints.control}/events`))).items;

const now = async (platform: Platform) =>
  Date.parse((await readJson<{ now: string }>(fetch(`${platform.endpoints.control}/clock`))).now);

describe('a data folder', () => {
  it('should go on with its data, tokens, events and clock when it is started again on another port', async () => {
    const dataDir = temporaryDir();
    const first = await start({ dataDir });
    const token = await first.token(['credit/read']);
    await write(first, 'ACME');
    await eventually(
      () => events(first),
      (found) => found.length > 0,
    );
    await fetch(`${first.endpoints.control}/clock`, { method: 'POST', body: '{"advance":"P90D"}' });
    await first.stop();

    const second = await start({ dataDir });
    expect(second.endpoints.api).not.toBe(first.endpoints.api);
    const headers = { authorization: `Bearer ${token}` };
    expect((await fetch(`${second.endpoints.api}/v1/things/1`, { headers })).status).toBe(200);
    expect(Math.round((await now(second)) / 86_400_000 - Date.now() / 86_400_000)).toBe(90);
    const client = new DynamoDBClient(clientSettings(second.endpoints.dynamodb, 'eu-central-1'));
    const Key = { pk: { S: 'CUSTOMER#ACME' }, sk: { S: 'HISTORY#1' } };
    const { Item } = await client.send(new GetItemCommand({ TableName: 'fixture', Key }));
    expect(Item?.['customerId']).toEqual({ S: 'ACME' });
    client.destroy();

    await write(second, 'NORDIC');
    const found = await eventually(
      () => events(second),
      (items) => items.length > 1,
    );
    expect(found.map(({ detail }) => detail['customerId'])).toEqual(['NORDIC', 'ACME']);
  });

  it('should have its addresses in endpoints.json exactly while the platform is ready', async () => {
    const dataDir = temporaryDir();
    const file = join(dataDir, 'endpoints.json');
    const platform = await start({ dataDir });
    const { api, tokenUrl, outbox, console, docs, control, dynamodb } = JSON.parse(readFileSync(file, 'utf8'));
    expect([tokenUrl, outbox, console, docs, control].every((url) => url.startsWith(api))).toBe(true);
    expect(new URL(api).pathname).toBe('/');
    expect(dynamodb).toBe(platform.endpoints.dynamodb);
    await platform.stop();
    expect(existsSync(file)).toBe(false);
  });

  it('should refuse a second platform while one is running, and say which', async () => {
    const dataDir = temporaryDir();
    const first = await start({ dataDir });
    await expect(start({ dataDir })).rejects.toThrow(new RegExp(`in use .*process ${process.pid}.*--data DIR`));
    expect((await fetch(`${first.endpoints.control}/clock`)).status).toBe(200);
    expect(existsSync(join(dataDir, 'endpoints.json'))).toBe(true);
  });

  it('should be free again when a start has failed', async () => {
    const dataDir = temporaryDir();
    await expect(start({ dataDir, synthesizedDir: temporaryDir() })).rejects.toThrow(/assembly cannot be read/);
    await start({ dataDir });
  });
});

describe('a start', () => {
  it('should say what to do when the port is taken', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const address = taken.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    await expect(start({ port })).rejects.toThrow(`Port ${port} cannot be used (EADDRINUSE)`);
    taken.close();
  });

  it('should refuse a resource that it cannot run', async () => {
    const synthesizedDir = await writeFixtureAssembly(temporaryDir());
    const file = join(synthesizedDir, 'fixture-data.template.json');
    const template = JSON.parse(readFileSync(file, 'utf8'));
    template.Resources.Cluster = { Type: 'AWS::ECS::Cluster', Properties: {} };
    writeFileSync(file, JSON.stringify(template));
    await expect(start({ synthesizedDir })).rejects.toThrow('AWS::ECS::Cluster (Cluster in fixture-data)');
  });

  it('should refuse functions that do not agree on their environment', async () => {
    const synthesizedDir = await writeFixtureAssembly(temporaryDir());
    const file = join(synthesizedDir, 'fixture-api.template.json');
    const template = JSON.parse(readFileSync(file, 'utf8'));
    template.Resources.Echo.Properties.Environment.Variables.TABLE_NAME = 'another';
    writeFileSync(file, JSON.stringify(template));
    await expect(start({ synthesizedDir })).rejects.toThrow(/do not agree on the environment variable TABLE_NAME/);
  });

  it('should use the engine that DYNAMODB_ENDPOINT names', async () => {
    const engine = await start({});
    process.env['DYNAMODB_ENDPOINT'] = engine.endpoints.dynamodb;
    try {
      const platform = await start({});
      expect(platform.endpoints.dynamodb).toBe(engine.endpoints.dynamodb);
      expect((await write(platform, 'elsewhere')).status).toBe(204);
    } finally {
      delete process.env['DYNAMODB_ENDPOINT'];
    }
  });
});
