import { dev } from './dev.ts';
import { prod } from './prod.ts';
import { type EnvironmentConfig, environmentSchema, type Stage, stages } from './schema.ts';
import { staging } from './staging.ts';

/** The configuration cannot be used; the message tells a person what to do about it. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

const environments: Record<Stage, unknown> = { dev, staging, prod };

const isStage = (name: string): name is Stage => stages.some((stage) => stage === name);

/**
 * The validated configuration of a stage.
 * @throws ConfigurationError for an unknown stage, or a field that is missing or wrong, naming what to write where.
 */
export const environmentOf = (stage: string): EnvironmentConfig => {
  if (!isStage(stage)) {
    throw new ConfigurationError(
      `There is no stage '${stage}'. Choose one of ${stages.join(', ')}, for instance: npx cdk synth -c stage=dev`,
    );
  }
  return validated(stage, environments[stage]);
};

/** Checks the values of one stage's file; `environmentOf` is the way in for everyone but tests. */
export const validated = (stage: Stage, values: unknown): EnvironmentConfig => {
  const result = environmentSchema.safeParse(values);
  if (result.success) {
    if (result.data.stage === stage) return result.data;
    throw new ConfigurationError(
      `infra/config/${stage}.ts describes stage '${result.data.stage}': write stage: '${stage}'.`,
    );
  }
  const problems = result.error.issues.map((issue) => `  ${issue.path.join('.') || '(all)'}: ${issue.message}`);
  throw new ConfigurationError(`infra/config/${stage}.ts cannot be used. Correct there:\n${problems.join('\n')}`);
};
