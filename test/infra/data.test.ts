import { describe, expect, it } from 'vitest';
import { environmentOf } from '../../infra/config/environments.ts';
import { stages } from '../../infra/config/schema.ts';
import { indexes } from '../../shared/store/keys.ts';
import { mappingTo, resourcesOf, synthesize, theOnly } from './support.ts';

const dev = synthesize('dev');
const prod = synthesize('prod');

describe('the table', () => {
  const table = theOnly(dev.data, 'AWS::DynamoDB::Table').Properties;

  it('should have the keys and the indexes that the store uses, and no other', () => {
    const keySchema = (partition: string, sort: string) => [
      { AttributeName: partition, KeyType: 'HASH' },
      { AttributeName: sort, KeyType: 'RANGE' },
    ];
    expect(table['KeySchema']).toEqual(keySchema('pk', 'sk'));
    expect(table['GlobalSecondaryIndexes']).toEqual(
      Object.entries(indexes).map(([name, { partition, sort }]) => ({
        IndexName: name,
        KeySchema: keySchema(partition, sort),
        Projection: { ProjectionType: 'KEYS_ONLY' },
      })),
    );
  });

  it('should tell of new images, and clean up by ttl', () => {
    expect(table['StreamSpecification']).toEqual({ StreamViewType: 'NEW_IMAGE' });
    expect(table['TimeToLiveSpecification']).toEqual({ AttributeName: 'ttl', Enabled: true });
    expect(table['BillingMode']).toBe('PAY_PER_REQUEST');
  });
});

describe('the publishing of history', () => {
  const mapping = mappingTo(dev.messages, 'publish-events');

  it('should pass on new history entries only', () => {
    const patterns = mapping['FilterCriteria'].Filters.map(({ Pattern }: { Pattern: string }) => JSON.parse(Pattern));
    expect(patterns).toEqual([
      { eventName: ['INSERT'], dynamodb: { NewImage: { entityType: { S: ['HISTORY', 'WARNING'] } } } },
    ]);
  });

  it('should keep the order of a customer: one batch of a shard at a time, retried from where it failed', () => {
    expect(mapping).toMatchObject({
      ParallelizationFactor: 1,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      BisectBatchOnFunctionError: true,
      StartingPosition: 'TRIM_HORIZON',
    });
  });

  it('should give up in bounded time, and remember what it gave up', () => {
    expect(mapping['MaximumRetryAttempts']).toBeGreaterThan(0);
    expect(mapping['MaximumRecordAgeInSeconds']).toBeLessThan(24 * 3600);
    const [queueId, attribute] = mapping['DestinationConfig'].OnFailure.Destination['Fn::GetAtt'];
    expect(attribute).toBe('Arn');
    expect(resourcesOf(dev.messages, 'AWS::SQS::Queue').get(queueId)?.Properties).toMatchObject({
      QueueName: 'credence-dev-undelivered-events',
      SqsManagedSseEnabled: true,
      MessageRetentionPeriod: 14 * 24 * 3600,
    });
  });
});

describe('the protection of data', () => {
  it('should keep the table of production whatever happens to the stack', () => {
    const table = theOnly(prod.data, 'AWS::DynamoDB::Table');
    expect(table.DeletionPolicy).toBe('Retain');
    expect(table.Properties).toMatchObject({
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 35 },
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
    });
    expect(theOnly(prod.data, 'AWS::KMS::Key')).toMatchObject({
      DeletionPolicy: 'Retain',
      Properties: { EnableKeyRotation: true },
    });
  });

  it.each(['AWS::Cognito::UserPool', 'AWS::Events::EventBus', 'AWS::Events::Archive'])(
    'should retain %s of production',
    (type) => {
      expect(theOnly(prod.data, type).DeletionPolicy).toBe('Retain');
    },
  );

  it('should make people of staging and production sign in with a second factor', () => {
    for (const { data } of [prod, synthesize('staging')]) {
      expect(theOnly(data, 'AWS::Cognito::UserPool').Properties).toMatchObject({
        MfaConfiguration: 'ON',
        UserPoolTier: 'PLUS',
        AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      });
    }
    expect(theOnly(prod.data, 'AWS::Cognito::UserPool').Properties['DeletionProtection']).toBe('ACTIVE');
  });

  it('should let the development table go with its stack', () => {
    const table = theOnly(dev.data, 'AWS::DynamoDB::Table');
    expect(table.DeletionPolicy).toBe('Delete');
    expect(table.Properties['DeletionProtectionEnabled']).toBe(false);
  });

  it.each(stages)('should keep the logs of %s as long as configured', (stage) => {
    const { all } = synthesize(stage);
    const kept = [...resourcesOf(all, 'AWS::Logs::LogGroup').values()].map(
      ({ Properties }) => Properties['RetentionInDays'],
    );
    expect(kept.length).toBeGreaterThan(30);
    expect(new Set(kept)).toEqual(new Set([environmentOf(stage).logRetentionDays]));
  });
});
