import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from './write-whole.ts';

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

export const writeEndpoints = (dataDir: string, endpoints: Endpoints): void =>
  writeWhole(fileIn(dataDir), `${JSON.stringify(endpoints, null, 2)}\n`);

export const removeEndpoints = (dataDir: string): void => rmSync(fileIn(dataDir), { force: true });
