import { describe, expect, it } from 'vitest';
import { NO_VALUE, resolve, type Scope } from '../../local/assembly/intrinsics.ts';

const values: Readonly<Record<string, unknown>> = {
  Table: 'credence-dev',
  'AWS::Region': 'eu-central-1',
  'AWS::NoValue': NO_VALUE,
  Names: ['a', 'b', 'c'],
};

const conditions: Readonly<Record<string, unknown>> = {
  IsProd: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'us-east-1'] },
  Yes: { 'Fn::Not': [{ Condition: 'IsProd' }] },
};

const scope: Scope = {
  where: 'Stack.Thing',
  ref: (name) => values[name],
  attribute: (logicalId, attribute) => (logicalId === 'Table' && attribute === 'Arn' ? 'arn:table' : undefined),
  mapping: (map, first, second) => (`${map}.${first}.${second}` === 'Sizes.dev.memory' ? 512 : undefined),
  condition: (name) => (name in conditions ? resolve(conditions[name], scope) : undefined),
  exported: (name) => (name === 'data:table' ? 'credence-dev' : undefined),
  ssmParameter: (name) => (name === '/credence/sender' ? 'credit@example.com' : undefined),
};

describe('intrinsic functions', () => {
  it.each<[string, unknown, unknown]>([
    ['plain values', { a: [1, true, null, 'text'] }, { a: [1, true, null, 'text'] }],
    ['Ref', { Ref: 'Table' }, 'credence-dev'],
    ['Ref of a pseudo parameter', { Ref: 'AWS::Region' }, 'eu-central-1'],
    ['AWS::NoValue in an object', { a: { Ref: 'AWS::NoValue' }, b: 1 }, { b: 1 }],
    ['AWS::NoValue in a list', [{ Ref: 'AWS::NoValue' }, 1], [1]],
    ['Fn::GetAtt', { 'Fn::GetAtt': ['Table', 'Arn'] }, 'arn:table'],
    ['Fn::GetAtt as text', { 'Fn::GetAtt': 'Table.Arn' }, 'arn:table'],
    // biome-ignore-start lint/suspicious/noTemplateCurlyInString: these are the placeholders of CloudFormation
    [
      'Fn::Sub',
      { 'Fn::Sub': '${Table} at ${Table.Arn} in ${AWS::Region}' },
      'credence-dev at arn:table in eu-central-1',
    ],
    [
      'Fn::Sub with variables',
      { 'Fn::Sub': ['${Name}/${!Literal}', { Name: { Ref: 'Table' } }] },
      'credence-dev/${Literal}',
    ],
    // biome-ignore-end lint/suspicious/noTemplateCurlyInString: see above
    ['Fn::Join', { 'Fn::Join': ['-', ['a', { Ref: 'Table' }]] }, 'a-credence-dev'],
    ['Fn::Join of a list', { 'Fn::Join': ['', { Ref: 'Names' }] }, 'abc'],
    ['Fn::Split', { 'Fn::Split': ['-', { Ref: 'Table' }] }, ['credence', 'dev']],
    ['Fn::Select', { 'Fn::Select': ['1', { 'Fn::Split': ['-', { Ref: 'Table' }] }] }, 'dev'],
    ['Fn::FindInMap', { 'Fn::FindInMap': ['Sizes', 'dev', 'memory'] }, 512],
    ['Fn::ImportValue', { 'Fn::ImportValue': { 'Fn::Sub': 'data:table' } }, 'credence-dev'],
    ['Fn::Base64', { 'Fn::Base64': 'hello' }, 'aGVsbG8='],
    ['Fn::If on a true condition', { 'Fn::If': ['Yes', 'small', 'large'] }, 'small'],
    ['Fn::If on a false condition', { 'Fn::If': ['IsProd', 'large', { Ref: 'Table' }] }, 'credence-dev'],
    ['Fn::And', { 'Fn::And': [{ Condition: 'Yes' }, { Condition: 'IsProd' }] }, false],
    ['Fn::Or', { 'Fn::Or': [{ Condition: 'Yes' }, { Condition: 'IsProd' }] }, true],
    ['an SSM reference', '{{resolve:ssm:/credence/sender}}', 'credit@example.com'],
    ['an SSM reference with a version', 'mailto:{{resolve:ssm:/credence/sender:3}}', 'mailto:credit@example.com'],
    [
      'a statement condition, which is no function',
      { Condition: { StringEquals: { a: { Ref: 'Table' } } } },
      { Condition: { StringEquals: { a: 'credence-dev' } } },
    ],
  ])('should resolve %s', (_, template, expected) => {
    expect(resolve(template, scope)).toEqual(expected);
  });

  it.each<[string, unknown, RegExp]>([
    ['a function that has no meaning here', { 'Fn::GetAZs': '' }, /Stack\.Thing: the function Fn::GetAZs cannot be/],
    ['a macro', { 'Fn::Transform': { Name: 'AWS::Include' } }, /Fn::Transform/],
    ['a resource that is not there', { Ref: 'Nowhere' }, /'Nowhere' does not exist/],
    ['an attribute that is not there', { 'Fn::GetAtt': ['Table', 'Color'] }, /Table\.Color does not exist/],
    ['an export that is not there', { 'Fn::ImportValue': 'data:other' }, /the export 'data:other' does not exist/],
    ['a mapping that is not there', { 'Fn::FindInMap': ['Sizes', 'prod', 'memory'] }, /Sizes\.prod\.memory/],
    ['a secret', '{{resolve:secretsmanager:password}}', /secretsmanager/],
    ['an element beyond the list', { 'Fn::Select': [7, { Ref: 'Names' }] }, /element 7/],
  ])('should refuse %s by name', (_, template, message) => {
    expect(() => resolve(template, scope)).toThrow(message);
  });
});
