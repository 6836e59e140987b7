import { inject } from 'vitest';
import type { Addresses } from './platform-process.ts';

export interface SharedPlatform {
  readonly dataDir: string;
  readonly endpoints: Addresses;
}

/** The platform of the process that runs these tests: nobody else moves its clock meanwhile. */
export const platformOfWorker = (): SharedPlatform => {
  const worker = Number(process.env['VITEST_POOL_ID']);
  const platform = inject('platforms')[worker - 1];
  if (!platform) throw new Error(`no platform was started for worker ${worker}`);
  return platform;
};
