import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Stack } from '../../local/assembly/model.ts';
import { resolveStacks } from '../../local/assembly/resolve-stacks.ts';
import { readStateMachines } from '../../local/assembly/state-machines.ts';

const definition = (resource: string) => ({
  QueryLanguage: 'JSONata',
  StartAt: 'Call',
  States: {
    Call: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Arguments: { FunctionName: resource },
      End: true,
    },
  },
});

const read = (Properties: Record<string, unknown>, assetFiles: Stack['assetFiles'] = {}) => {
  const stack: Stack = {
    name: 'app',
    account: '111122223333',
    region: 'eu-central-1',
    assetFiles,
    template: {
      parameters: {},
      mappings: {},
      conditions: {},
      outputs: {},
      resources: {
        Fn: { type: 'AWS::Lambda::Function', properties: { FunctionName: 'work' }, metadata: {}, condition: undefined },
        Machine: {
          type: 'AWS::StepFunctions::StateMachine',
          properties: Properties,
          metadata: {},
          condition: undefined,
        },
      },
    },
  };
  return readStateMachines(resolveStacks([stack]), [stack])[0];
};

const functionOf = (machine: ReturnType<typeof read>) => {
  const state = machine?.definition.States['Call'];
  return state?.Type === 'Task' ? (state.Arguments as { readonly FunctionName: string }).FunctionName : undefined;
};
const workArn = 'arn:aws:lambda:eu-central-1:111122223333:function:work';
// biome-ignore lint/suspicious/noTemplateCurlyInString: a placeholder of CloudFormation.
const placeholder = '${Work}';
const substitutions = { Work: { 'Fn::GetAtt': ['Fn', 'Arn'] } };

describe('a state machine of the stacks', () => {
  it('should be read from a text with intrinsic functions, as the CDK writes its own chains', () => {
    const [before, after] = JSON.stringify(definition('SPLIT')).split('SPLIT');
    const machine = read({ DefinitionString: { 'Fn::Join': ['', [before, { 'Fn::GetAtt': ['Fn', 'Arn'] }, after]] } });
    expect(functionOf(machine)).toBe(workArn);
    expect(machine).toMatchObject({
      arn: 'arn:aws:states:eu-central-1:111122223333:stateMachine:app-Machine',
      name: 'app-Machine',
      region: 'eu-central-1',
    });
  });

  it('should be read from a file of the cloud assembly, with substitutions', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'credence-')), 'asset.json');
    writeFileSync(file, JSON.stringify(definition(placeholder)));
    const properties = {
      StateMachineName: 'flow',
      DefinitionS3Location: { Bucket: 'assets', Key: 'abc.json' },
      DefinitionSubstitutions: substitutions,
    };
    const machine = read(properties, { 'abc.json': file });
    expect([machine?.name, functionOf(machine)]).toEqual(['flow', workArn]);
    expect(() => read(properties)).toThrow(
      "app.Machine: the definition is not in the cloud assembly (S3 key 'abc.json').",
    );
  });

  it('should be read from an object', () => {
    const machine = read({ Definition: definition(placeholder), DefinitionSubstitutions: substitutions });
    expect(functionOf(machine)).toBe(workArn);
  });

  it('should keep quotes in what is substituted', () => {
    const machine = read({ Definition: definition(placeholder), DefinitionSubstitutions: { Work: 'a"b\\c' } });
    expect(functionOf(machine)).toBe('a"b\\c');
  });

  it.each<[string, Record<string, unknown>, RegExp]>([
    ['nothing to substitute', { Definition: definition(placeholder) }, /nothing is substituted for \$\{Work\}/],
    ['the type EXPRESS', { Definition: definition('x'), StateMachineType: 'EXPRESS' }, /type EXPRESS cannot be run/],
    [
      'an unknown property',
      { Definition: definition('x'), Encryption: {} },
      /app.Machine: Encryption cannot be followed/,
    ],
    [
      'JSONPath',
      { Definition: { StartAt: 'A', States: { A: { Type: 'Pass', InputPath: '$.a', End: true } } } },
      /State 'A': InputPath in the query language JSONPath/,
    ],
    ['no definition', {}, /the definition is not in the cloud assembly/],
  ])('should be refused for %s', (_what, properties, message) => {
    expect(() => read(properties)).toThrow(message);
  });

  it('should not mind logging, tracing, encryption and tags', () => {
    const settings = { LoggingConfiguration: {}, TracingConfiguration: {}, EncryptionConfiguration: {}, Tags: [] };
    expect(read({ Definition: definition('x'), ...settings })?.name).toBe('app-Machine');
  });
});
