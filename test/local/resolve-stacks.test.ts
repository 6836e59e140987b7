import { describe, expect, it } from 'vitest';
import { readApplication } from '../../local/assembly/application.ts';
import type { Stack, TemplateResource } from '../../local/assembly/model.ts';
import { resolveStacks } from '../../local/assembly/resolve-stacks.ts';

const resource = (type: string, properties: Record<string, unknown> = {}, condition?: string): TemplateResource => ({
  type,
  properties,
  metadata: {},
  condition,
});

const stack = (name: string, template: Partial<Stack['template']>): Stack => ({
  name,
  account: '111122223333',
  region: 'eu-central-1',
  assetFiles: {},
  template: { parameters: {}, mappings: {}, conditions: {}, outputs: {}, resources: {}, ...template },
});

describe('stacks on a laptop', () => {
  it('should refuse a resource type by its name and place when it can neither be run nor left out', () => {
    const resources = {
      Cluster: resource('AWS::ECS::Cluster'),
      Alarm: resource('AWS::CloudWatch::Alarm'),
      Bucket: resource('AWS::S3::Bucket'),
    };
    expect(() => resolveStacks([stack('Billing', { resources })])).toThrow(
      /AWS::ECS::Cluster \(Cluster in Billing\)[\s\S]*AWS::S3::Bucket \(Bucket in Billing\)/,
    );
  });

  it('should leave out what has no meaning on a laptop, and still name it for others', () => {
    const resources = {
      Role: resource('AWS::IAM::Role'),
      Queue: resource('AWS::SQS::Queue', { Tags: [{ Key: 'role', Value: { 'Fn::GetAtt': ['Role', 'Arn'] } }] }),
    };
    const [queue, ...others] = resolveStacks([stack('S', { resources })]);
    expect(others).toEqual([]);
    expect(queue?.properties['Tags']).toEqual([
      { Key: 'role', Value: 'arn:aws:iam:eu-central-1:111122223333:role/S-Role' },
    ]);
  });

  it('should carry names over from one stack to the next when they are exported', () => {
    const data = stack('Data', {
      resources: { Table: resource('AWS::DynamoDB::Table') },
      outputs: { Out: { Value: { 'Fn::GetAtt': ['Table', 'StreamArn'] }, Export: { Name: 'Data:Stream' } } },
    });
    const api = stack('Api', {
      resources: { Bus: resource('AWS::Events::EventBus', { Name: { 'Fn::ImportValue': 'Data:Stream' } }) },
    });
    const bus = resolveStacks([data, api]).find(({ logicalId }) => logicalId === 'Bus');
    expect(bus?.ref).toBe('arn:aws:dynamodb:eu-central-1:111122223333:table/Data-Table/stream/local');
  });

  it('should read parameters from their defaults and from SSM parameters of the stacks', () => {
    const resources = {
      Setting: resource('AWS::SSM::Parameter', { Name: '/credence/bus', Type: 'String', Value: 'from-ssm' }),
      One: resource('AWS::Events::EventBus', { Name: { Ref: 'Plain' } }),
      Two: resource('AWS::Events::EventBus', { Name: { Ref: 'Stored' } }),
    };
    const parameters = {
      Plain: { Type: 'String', Default: 'from-default' },
      Stored: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/credence/bus' },
    };
    const resolved = resolveStacks([stack('S', { resources, parameters })]);
    expect(resolved.map(({ ref }) => ref)).toEqual(['/credence/bus', 'from-default', 'from-ssm']);
  });

  it('should leave a resource out when its condition does not hold', () => {
    const resources = {
      Kept: resource('AWS::SQS::Queue', {}, 'Here'),
      Dropped: resource('AWS::SQS::Queue', {}, 'Elsewhere'),
    };
    const conditions = {
      Here: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-central-1'] },
      Elsewhere: { 'Fn::Not': [{ Condition: 'Here' }] },
    };
    const resolved = resolveStacks([stack('S', { resources, conditions })]);
    expect(resolved.map(({ logicalId }) => logicalId)).toEqual(['Kept']);
  });

  it('should refuse a function that does not say where its source is', () => {
    const resources = { Fn: resource('AWS::Lambda::Function', { FunctionName: 'f' }) };
    expect(() => readApplication([stack('S', { resources })])).toThrow(
      /S\.Fn: the function does not say where its source/,
    );
  });

  it('should refuse a property that it would have to ignore', () => {
    const resources = { Api: resource('AWS::ApiGatewayV2::Api', { ProtocolType: 'HTTP', CorsConfiguration: {} }) };
    expect(() => readApplication([stack('S', { resources })])).toThrow('S.Api: CorsConfiguration cannot be served');
  });

  it('should refuse a route of an authorizer that it cannot check', () => {
    const resources = {
      Api: resource('AWS::ApiGatewayV2::Api', { ProtocolType: 'HTTP' }),
      Authorizer: resource('AWS::ApiGatewayV2::Authorizer', { AuthorizerType: 'REQUEST' }),
    };
    expect(() => readApplication([stack('S', { resources })])).toThrow(/S\.Authorizer: only JWT authorizers/);
  });
});
