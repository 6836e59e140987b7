import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where everything is, as written to `endpoints.json` for clients. */
export interface Endpoints {
  /** Origin of the API; clients append `/v1/...`. */
  readonly api: string;
  readonly tokenUrl: string;
  readonly outbox: string;
  readonly console: string;
  readonly docs: string;
  readonly control: string;
  readonly dynamodb: string;
}

export const endpointsAt = (origin: string, dynamodb: string): Endpoints => ({
  api: origin,
  tokenUrl: `${origin}/oauth2/token`,
  outbox: `${origin}/outbox`,
  console: `${origin}/console`,
  docs: `${origin}/docs`,
  control: `${origin}/control`,
  dynamodb,
});

const fileIn = (dataDir: string): string => join(dataDir, 'endpoints.json');

/** Written to one side and moved into place: whoever sees the file sees all of it. */
export const writeEndpoints = (dataDir: string, endpoints: Endpoints): void => {
  mkdirSync(dataDir, { recursive: true });
  const draft = `${fileIn(dataDir)}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(endpoints, null, 2)}\n`);
  renameSync(draft, fileIn(dataDir));
};

export const removeEndpoints = (dataDir: string): void => rmSync(fileIn(dataDir), { force: true });
