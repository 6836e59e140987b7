import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import cdkJson from '../../cdk.json' with { type: 'json' };
import { buildEnvironment } from '../../infra/build.ts';
import { environmentOf } from '../../infra/config/environments.ts';
import type { EnvironmentConfig } from '../../infra/config/schema.ts';

export interface Statement {
  readonly Effect: string;
  readonly Action: string | string[];
  readonly Resource: unknown;
}

export interface Resource {
  readonly Type: string;
  // biome-ignore lint/suspicious/noExplicitAny: a template is free-form JSON, and tests read it where they know its shape.
  readonly Properties: Record<string, any>;
  readonly Metadata?: Record<string, unknown>;
  readonly DeletionPolicy?: string;
}

export interface Synthesized {
  readonly data: Template;
  readonly api: Template;
  readonly approvals: Template;
  readonly collections: Template;
  readonly messages: Template;
  readonly workflows: Template;
  /** The resources of all stacks in one template. */
  readonly all: Template;
}

const folders: string[] = [];

/** To be called after the tests of a file that has made folders or apps. */
export const removeFolders = (): void => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
};

/** A folder that is there until {@link removeFolders}. */
export const temporaryFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'credence-infra-'));
  folders.push(folder);
  return folder;
};

/** An app with the flags of the deployed one, which writes to a folder of its own and bundles nothing. */
export const newApp = (): App =>
  new App({
    context: { ...cdkJson.context, 'aws:cdk:bundling-stacks': [] },
    outdir: temporaryFolder(),
  });

const synthesized = new Map<string, Synthesized>();

/**
 * The templates of a stage, with values of its configuration replaced where a test is about those. Synthesized once for
 * all test files, which share a process: the first synthesis takes seconds to load the checks, and the others much less.
 */
export const synthesize = (stage: string, replaced: Partial<EnvironmentConfig> = {}): Synthesized => {
  const key = JSON.stringify([stage, replaced]);
  const templates = synthesized.get(key) ?? templatesOf(stage, replaced);
  synthesized.set(key, templates);
  return templates;
};

const templatesOf = (stage: string, replaced: Partial<EnvironmentConfig>): Synthesized => {
  const app = newApp();
  const stacks = buildEnvironment(app, { ...environmentOf(stage), ...replaced }, '1.2.3');
  app.synth();
  const data = Template.fromStack(stacks.data);
  const api = Template.fromStack(stacks.api);
  const approvals = Template.fromStack(stacks.approvals);
  const collections = Template.fromStack(stacks.collections);
  const messages = Template.fromStack(stacks.messages);
  const workflows = Template.fromStack(stacks.workflows);
  rmSync(app.outdir, { recursive: true, force: true });
  const all = together([data, api, approvals, collections, messages, workflows]);
  return { data, api, approvals, collections, messages, workflows, all };
};

interface Output {
  readonly Export?: { readonly Name: string };
  readonly Value: unknown;
}

/** What one stack imports from another one becomes the reference that it stands for: logical ids differ in all stacks. */
const together = (templates: readonly Template[]): Template => {
  const contents = templates.map((template) => template.toJSON());
  const resources = contents.flatMap(({ Resources }) => Object.entries<object>(Resources));
  const outputs = contents.flatMap(({ Outputs = {} }) => Object.values<Output>(Outputs));
  const exported = new Map(outputs.flatMap(({ Export, Value }) => (Export ? [[Export.Name, Value]] : [])));
  const Resources = JSON.parse(
    JSON.stringify(Object.fromEntries(resources)),
    (_key, value) => exported.get(value?.['Fn::ImportValue']) ?? value,
  );
  if (Object.keys(Resources).length < resources.length) throw new Error('Two stacks use the same logical id');
  return Template.fromJSON({ Resources });
};

export const resourcesOf = (template: Template, type: string): Map<string, Resource> =>
  new Map(Object.entries(template.findResources(type)) as [string, Resource][]);

/** The only resource of its type. */
export const theOnly = (template: Template, type: string): Resource => {
  const [found, ...more] = resourcesOf(template, type).values();
  if (found === undefined || more.length > 0) throw new Error(`Expected exactly one ${type}`);
  return found;
};

/** The functions by the name of their folder. */
export const functionsOf = (template: Template): Map<string, { logicalId: string; resource: Resource }> =>
  new Map(
    [...resourcesOf(template, 'AWS::Lambda::Function')].map(([logicalId, resource]) => [
      String(resource.Metadata?.['credence:entry']).split('/')[1] ?? '',
      { logicalId, resource },
    ]),
  );

/** The properties of the mapping that feeds a function from the table's stream. */
export const mappingTo = (template: Template, functionName: string): Resource['Properties'] => {
  const { logicalId } = functionsOf(template).get(functionName) ?? {};
  const mappings = [...resourcesOf(template, 'AWS::Lambda::EventSourceMapping').values()];
  const found = mappings.find(({ Properties }) => Properties['FunctionName'].Ref === logicalId);
  if (found === undefined) throw new Error(`Nothing feeds ${functionName}`);
  return found.Properties;
};

/** Everything that the role of a function allows it. */
export const statementsOf = (template: Template, functionName: string): Statement[] => {
  const role = functionsOf(template).get(functionName)?.resource.Properties['Role']['Fn::GetAtt'][0];
  return [...resourcesOf(template, 'AWS::IAM::Policy').values()]
    .filter(({ Properties }) => Properties['Roles'].some((user: { Ref: string }) => user.Ref === role))
    .flatMap(({ Properties }) => Properties['PolicyDocument'].Statement);
};

export const actionsOf = (statements: readonly Statement[]): string[] => statements.flatMap(({ Action }) => Action);
