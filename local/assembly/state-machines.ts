import { readFileSync } from 'node:fs';
import { asObject, asString } from '../json.ts';
import { messageOf, StartProblem } from '../problem.ts';
import { parseDefinition } from '../step-functions/asl/parse.ts';
import { hashOf, type StateMachine } from '../step-functions/state-machine.ts';
import type { Resource, Stack } from './model.ts';

/** Properties that the laptop follows, and those that log, trace, encrypt or label and change nothing of a run. */
const FOLLOWED = [
  ...['StateMachineName', 'StateMachineType', 'RoleArn'],
  ...['Definition', 'DefinitionString', 'DefinitionS3Location', 'DefinitionSubstitutions'],
];
const WITHOUT_MEANING = ['LoggingConfiguration', 'TracingConfiguration', 'EncryptionConfiguration', 'Tags'];

/** Reads the state machines of the stacks. Refuses, by name, what the laptop cannot run of them. */
export const readStateMachines = (resources: readonly Resource[], stacks: readonly Stack[]): readonly StateMachine[] =>
  resources
    .filter(({ type }) => type === 'AWS::StepFunctions::StateMachine')
    .map((resource) =>
      toStateMachine(
        resource,
        stacks.find(({ name }) => name === resource.stackName),
      ),
    );

const toStateMachine = (resource: Resource, stack: Stack | undefined): StateMachine => {
  const { properties, stackName, logicalId } = resource;
  const where = `${stackName}.${logicalId}`;
  const unknown = Object.keys(properties).filter((name) => ![...FOLLOWED, ...WITHOUT_MEANING].includes(name));
  if (unknown.length > 0) throw new StartProblem(`${where}: ${unknown.join(', ')} cannot be followed on a laptop.`);
  const type = asString(properties['StateMachineType']) ?? 'STANDARD';
  if (type !== 'STANDARD')
    throw new StartProblem(`${where}: a state machine of type ${type} cannot be run on a laptop.`);

  const text = substitute(
    definitionText(properties, stack, where),
    asObject(properties['DefinitionSubstitutions']),
    where,
  );
  const parsed = parseDefinition(text);
  if (!parsed.definition) {
    const problems = parsed.problems.map((problem) => `  ${problem}`).join('\n');
    throw new StartProblem(`${where}: the definition of the state machine cannot be run:\n${problems}`);
  }
  const [, , , region = ''] = resource.ref.split(':');
  return {
    arn: resource.ref,
    name: resource.ref.split(':').at(-1) ?? logicalId,
    roleArn: asString(properties['RoleArn']) ?? '',
    region,
    definition: parsed.definition,
    text,
    hash: hashOf(text),
  };
};

const definitionText = (properties: Resource['properties'], stack: Stack | undefined, where: string): string => {
  const { DefinitionString, Definition, DefinitionS3Location } = properties;
  if (typeof DefinitionString === 'string') return DefinitionString;
  if (Definition !== undefined) return JSON.stringify(Definition);
  const key = asString(asObject(DefinitionS3Location)['Key']) ?? '';
  const file = stack?.assetFiles[key];
  if (!file) throw new StartProblem(`${where}: the definition is not in the cloud assembly (S3 key '${key}').`);
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new StartProblem(`${where}: the definition cannot be read: ${messageOf(error)}`, { cause: error });
  }
};

/** Puts values in place of `${Name}`, as CloudFormation does. */
const substitute = (text: string, values: Record<string, unknown>, where: string): string =>
  text.replaceAll(/\$\{(\w+)\}/g, (placeholder, name: string) => {
    if (!Object.hasOwn(values, name)) throw new StartProblem(`${where}: nothing is substituted for ${placeholder}.`);
    // Within a JSON text: what has to be escaped there is.
    return JSON.stringify(String(values[name])).slice(1, -1);
  });
