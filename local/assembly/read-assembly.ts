import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asObject, asString, isObject, strings } from '../json.ts';
import { messageOf, StartProblem } from '../problem.ts';
import type { Stack, Template } from './model.ts';

/** Where an environment-agnostic stack is taken to live; nothing there is ever called. */
const ANY_ACCOUNT = '000000000000';
const ANY_REGION = 'eu-central-1';

/**
 * Reads the CloudFormation stacks of a cloud assembly, each after the stacks that it depends on.
 * @param dir folder that holds `manifest.json` (what `cdk synth` writes).
 */
export const readAssembly = async (dir: string): Promise<readonly Stack[]> => {
  const manifest = await readJson(join(dir, 'manifest.json'));
  const artifacts = asObject(manifest['artifacts']);
  const stackIds = Object.keys(artifacts).filter(
    (id) => asObject(artifacts[id])['type'] === 'aws:cloudformation:stack',
  );
  const ordered = inDeployOrder(stackIds, (id) => strings(asObject(artifacts[id])['dependencies']));
  return Promise.all(ordered.map((id) => readStack(dir, id, asObject(artifacts[id]))));
};

const readStack = async (dir: string, id: string, artifact: Record<string, unknown>): Promise<Stack> => {
  const properties = asObject(artifact['properties']);
  const file = asString(properties['templateFile']) ?? `${id}.template.json`;
  const [, account, region] = /^aws:\/\/([^/]+)\/(.+)$/.exec(asString(artifact['environment']) ?? '') ?? [];
  return {
    name: asString(properties['stackName']) ?? id,
    account: account && account !== 'unknown-account' ? account : ANY_ACCOUNT,
    region: region && region !== 'unknown-region' ? region : ANY_REGION,
    template: toTemplate(await readJson(join(dir, file))),
    assetFiles: await readAssetFiles(dir, `${id}.assets.json`),
  };
};

const readAssetFiles = async (dir: string, file: string): Promise<Readonly<Record<string, string>>> => {
  if (!existsSync(join(dir, file))) return {};
  const { files } = await readJson(join(dir, file));
  return Object.fromEntries(
    Object.values(asObject(files)).flatMap((asset) => {
      const path = asString(asObject(asObject(asset)['source'])['path']);
      const destinations = Object.values(asObject(asObject(asset)['destinations']));
      const keys = destinations.flatMap((destination) => asString(asObject(destination)['objectKey']) ?? []);
      return path === undefined ? [] : keys.map((key) => [key, join(dir, path)]);
    }),
  );
};

const toTemplate = (json: Record<string, unknown>): Template => ({
  parameters: asObject(json['Parameters']),
  mappings: asObject(json['Mappings']),
  conditions: asObject(json['Conditions']),
  outputs: asObject(json['Outputs']),
  resources: Object.fromEntries(
    Object.entries(asObject(json['Resources'])).map(([logicalId, value]) => {
      const resource = asObject(value);
      return [
        logicalId,
        {
          type: asString(resource['Type']) ?? 'unknown',
          properties: asObject(resource['Properties']),
          metadata: asObject(resource['Metadata']),
          condition: asString(resource['Condition']),
        },
      ];
    }),
  ),
});

const inDeployOrder = (
  ids: readonly string[],
  dependenciesOf: (id: string) => readonly string[],
): readonly string[] => {
  const ordered: string[] = [];
  const visit = (id: string, path: readonly string[]): void => {
    if (ordered.includes(id) || path.includes(id) || !ids.includes(id)) return;
    for (const dependency of dependenciesOf(id)) visit(dependency, [...path, id]);
    ordered.push(id);
  };
  for (const id of ids) visit(id, []);
  return ordered;
};

const readJson = async (file: string): Promise<Record<string, unknown>> => {
  try {
    const json: unknown = JSON.parse(await readFile(file, 'utf8'));
    if (isObject(json)) return json;
    throw new Error('not a JSON object');
  } catch (error) {
    throw new StartProblem(`The cloud assembly cannot be read: ${file}: ${messageOf(error)}`, { cause: error });
  }
};
