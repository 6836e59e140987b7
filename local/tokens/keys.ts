import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLocalJWKSet, type JWK } from 'jose';
import { type JWKStore, OAuth2Issuer } from 'oauth2-mock-server';
import { asArray, asObject, isObject, strings } from '../json.ts';
import { writeWhole } from '../state/write-whole.ts';

/** The signing keys and issuers of a data folder. */
export interface KeyRing {
  /** Signs tokens; its address is the issuer in them. */
  readonly issuer: OAuth2Issuer;
  readonly publicKeys: ReturnType<typeof createLocalJWKSet>;
  readonly publicJwks: () => readonly JWK[];
  /** Every address under which tokens were issued from this data folder. */
  readonly issuers: () => readonly string[];
  /** Takes the address of this start; tokens of earlier ones, perhaps on another port, stay valid. */
  readonly issueAs: (url: string) => void;
}

/** Opens the keys of a data folder, so that tokens outlive a restart; makes them on the first start. */
export const openKeyRing = async (dataDir: string): Promise<KeyRing> => {
  const file = join(dataDir, 'identity.json');
  const stored = readStored(file);
  const issuer = new OAuth2Issuer();
  await addKeys(issuer.keys, asArray(stored['keys']).filter(isObject));
  let issuers = strings(stored['issuers']);
  const save = (): void =>
    writeWhole(file, JSON.stringify({ issuers, keys: issuer.keys.toJSON(true) }, null, 2), 0o600);
  save();
  return {
    issuer,
    publicKeys: createLocalJWKSet({ keys: issuer.keys.toJSON() }),
    publicJwks: () => issuer.keys.toJSON(),
    issuers: () => issuers,
    issueAs: (url) => {
      issuer.url = url;
      if (issuers.includes(url)) return;
      issuers = [...issuers, url];
      save();
    },
  };
};

const readStored = (file: string): Record<string, unknown> => {
  try {
    return asObject(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return {};
  }
};

const addKeys = async (store: JWKStore, keys: readonly Record<string, unknown>[]): Promise<void> => {
  for (const key of keys) await store.add(key);
  if (keys.length === 0) await store.generate('RS256');
};
