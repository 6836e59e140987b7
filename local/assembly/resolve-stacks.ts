import { asObject, asString } from '../json.ts';
import { StartProblem } from '../problem.ts';
import { NO_VALUE, resolve, type Scope } from './intrinsics.ts';
import type { Resource, Stack, TemplateResource } from './model.ts';
import { type Identity, identify, isHandled, isKnown } from './resource-types.ts';

/**
 * Turns stacks into resources with plain property values: intrinsic functions resolved, resources left out whose
 * condition does not hold. Refuses, by name, every type that the laptop can neither run nor leave out.
 * @param stacks in deploy order, so that exports and parameters exist before they are read.
 * @param origin where the laptop serves what the stacks declare.
 */
export const resolveStacks = (stacks: readonly Stack[], origin = 'http://127.0.0.1'): readonly Resource[] => {
  refuseUnknownTypes(stacks);
  const exported = new Map<string, unknown>();
  const ssmParameters = new Map<string, string>();
  return stacks.flatMap((stack) => resolveStack(stack, origin, exported, ssmParameters));
};

const refuseUnknownTypes = (stacks: readonly Stack[]): void => {
  const unknown = stacks.flatMap(({ name, template }) =>
    Object.entries(template.resources)
      .filter(([, resource]) => !isKnown(resource.type))
      .map(([logicalId, resource]) => `  ${resource.type} (${logicalId} in ${name})`),
  );
  if (unknown.length === 0) return;
  throw new StartProblem(
    `The laptop cannot run these resources of the stacks:\n${unknown.join('\n')}\n` +
      'Teach local/assembly/resource-types.ts to run the type, or list it there as one without meaning on a laptop.',
  );
};

const resolveStack = (
  stack: Stack,
  origin: string,
  exported: Map<string, unknown>,
  ssmParameters: Map<string, string>,
): readonly Resource[] => {
  const { template } = stack;
  const identities = new Map<string, Identity>();

  const scopeAt = (where: string): Scope => ({
    where: `${stack.name}.${where}`,
    ref: (name) => pseudoParameter(name, stack) ?? parameter(name) ?? identityOf(name)?.ref,
    attribute: (logicalId, attribute) => identityOf(logicalId)?.attributes[attribute],
    mapping: (map, first, second) => asObject(asObject(template.mappings[map])[first])[second],
    condition: (name) =>
      Object.hasOwn(template.conditions, name) ? resolve(template.conditions[name], scopeAt(name)) : undefined,
    exported: (name) => exported.get(name),
    ssmParameter: (name) => ssmParameters.get(name),
  });

  const parameter = (name: string): unknown => {
    if (!Object.hasOwn(template.parameters, name)) return undefined;
    const declared = asObject(template.parameters[name]);
    const value = declared['Default'];
    if (asString(declared['Type'])?.startsWith('AWS::SSM::Parameter::Value')) return ssmParameters.get(String(value));
    return value;
  };

  const identityOf = (logicalId: string): Identity | undefined => {
    const resource = template.resources[logicalId];
    if (!resource) return undefined;
    const known = identities.get(logicalId);
    if (known) return known;
    const text = (property: string): string | undefined => {
      const value = resource.properties[property];
      return value === undefined ? undefined : asString(resolve(value, scopeAt(logicalId)));
    };
    const { name: stackName, account, region } = stack;
    const identity = identify(resource.type, { logicalId, stackName, account, region, origin, text });
    if (identity) identities.set(logicalId, identity);
    return identity;
  };

  const exists = (resource: TemplateResource): boolean =>
    resource.condition === undefined || scopeAt('Conditions').condition(resource.condition) === true;

  const present = Object.entries(template.resources).filter(([, resource]) => exists(resource));
  for (const [logicalId, resource] of present) {
    if (resource.type !== 'AWS::SSM::Parameter') continue;
    const identity = identityOf(logicalId);
    if (identity) ssmParameters.set(identity.ref, identity.attributes['Value'] ?? '');
  }
  for (const [name, output] of Object.entries(template.outputs)) {
    const exportName = asObject(asObject(output)['Export'])['Name'];
    if (exportName === undefined) continue;
    exported.set(String(resolve(exportName, scopeAt(name))), resolve(asObject(output)['Value'], scopeAt(name)));
  }

  return present
    .filter(([, resource]) => isHandled(resource.type))
    .map(([logicalId, resource]) => {
      const identity = identityOf(logicalId);
      return {
        stackName: stack.name,
        logicalId,
        type: resource.type,
        properties: asObject(resolve(resource.properties, scopeAt(logicalId))),
        metadata: resource.metadata,
        ref: identity?.ref ?? logicalId,
        arn: identity?.attributes['Arn'],
      };
    });
};

const pseudoParameter = (name: string, stack: Stack): unknown => {
  switch (name) {
    case 'AWS::AccountId':
      return stack.account;
    case 'AWS::Region':
      return stack.region;
    case 'AWS::Partition':
      return 'aws';
    case 'AWS::URLSuffix':
      return 'amazonaws.com';
    case 'AWS::StackName':
      return stack.name;
    case 'AWS::StackId':
      return `arn:aws:cloudformation:${stack.region}:${stack.account}:stack/${stack.name}/local`;
    case 'AWS::NotificationARNs':
      return [];
    case 'AWS::NoValue':
      return NO_VALUE;
    default:
      return undefined;
  }
};
