import { type App, type IPolicyValidationPlugin, Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, type NagPack, ServerlessChecks } from 'cdk-nag';
import type { EnvironmentConfig } from './config/schema.ts';
import { ApiStack } from './stacks/api-stack.ts';
import { DataStack } from './stacks/data-stack.ts';
import { WorkflowStack } from './stacks/workflow-stack.ts';

/** Puts the stacks of one environment into the app, and the checks that they must pass before they are written. */
export const buildEnvironment = (
  app: App,
  config: EnvironmentConfig,
  version: string,
): { data: DataStack; api: ApiStack; workflows: WorkflowStack } => {
  const env = { account: config.account, region: config.region };
  const data = new DataStack(app, `Credence-${config.stage}-data`, config, {
    env,
    version,
    description: `Credence ${config.stage}: table, event bus, identity`,
  });
  const api = new ApiStack(app, `Credence-${config.stage}-api`, config, data, {
    env,
    version,
    description: `Credence ${config.stage}: API, functions, alarms`,
  });
  const workflows = new WorkflowStack(app, `Credence-${config.stage}-workflows`, config, data, {
    env,
    version,
    description: `Credence ${config.stage}: limit approval, temporary limits`,
  });
  for (const [key, value] of Object.entries({ application: 'credence', stage: config.stage })) {
    // Tags of a dashboard are too new for the schemas that linters check templates against.
    Tags.of(app).add(key, value, { excludeResourceTypes: ['AWS::CloudWatch::Dashboard'] });
  }
  Validations.of(app).addPlugins(strict(new AwsSolutionsChecks(app)), strict(new ServerlessChecks(app)));
  return { data, api, workflows };
};

/** A rule pack of which warnings count as errors: what is not fixed must be acknowledged with its reason. */
const strict = (pack: NagPack): IPolicyValidationPlugin => ({
  name: pack.name,
  validate: (context) => {
    const { success, violations } = pack.validate(context);
    return { success, violations: violations.map((violation) => ({ ...violation, severity: 'error' })) };
  },
});
