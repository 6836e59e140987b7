import { type App, type IPolicyValidationPlugin, Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, type NagPack, ServerlessChecks } from 'cdk-nag';
import type { EnvironmentConfig } from './config/schema.ts';
import { ApiStack } from './stacks/api-stack.ts';
import { ApprovalStack } from './stacks/approval-stack.ts';
import { CollectionStack } from './stacks/collection-stack.ts';
import { DataStack } from './stacks/data-stack.ts';
import { MessageStack } from './stacks/message-stack.ts';
import { WorkflowStack } from './stacks/workflow-stack.ts';

export interface EnvironmentStacks {
  readonly data: DataStack;
  readonly api: ApiStack;
  readonly approvals: ApprovalStack;
  readonly collections: CollectionStack;
  readonly messages: MessageStack;
  readonly workflows: WorkflowStack;
}

/** Puts the stacks of one environment into the app, and the checks that they must pass before they are written. */
export const buildEnvironment = (app: App, config: EnvironmentConfig, version: string): EnvironmentStacks => {
  const name = (part: string): string => `Credence-${config.stage}-${part}`;
  const props = (holds: string) => ({
    env: { account: config.account, region: config.region },
    version,
    description: `Credence ${config.stage}: ${holds}`,
  });
  const data = new DataStack(app, name('data'), config, props('table, event bus, identity, topic of the alarms'));
  const api = new ApiStack(app, name('api'), config, data, props('API and its functions, dashboard'));
  const approvals = new ApprovalStack(app, name('approvals'), config, data, api, props('limit requests'));
  const collections = new CollectionStack(app, name('collections'), config, data, api, props('collections'));
  const messages = new MessageStack(app, name('messages'), config, data, {
    ...props('events, mail'),
    url: api.door.url,
  });
  const workflows = new WorkflowStack(app, name('workflows'), config, data, props('limit approval, temporary limits'));
  for (const [key, value] of Object.entries({ application: 'credence', stage: config.stage })) {
    // Tags of a dashboard are too new for the schemas that linters check templates against.
    Tags.of(app).add(key, value, { excludeResourceTypes: ['AWS::CloudWatch::Dashboard'] });
  }
  Validations.of(app).addPlugins(strict(new AwsSolutionsChecks(app)), strict(new ServerlessChecks(app)));
  return { data, api, approvals, collections, messages, workflows };
};

/** A rule pack of which warnings count as errors: what is not fixed must be acknowledged with its reason. */
const strict = (pack: NagPack): IPolicyValidationPlugin => ({
  name: pack.name,
  validate: (context) => {
    const { success, violations } = pack.validate(context);
    return { success, violations: violations.map((violation) => ({ ...violation, severity: 'error' })) };
  },
});
