import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import { Effect, type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { indexes } from '../../shared/store/keys.ts';
import type { EnvironmentConfig } from '../config/schema.ts';
import type { TableAccess } from '../functions.ts';

const readActions = ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'];

/** What a transaction of writes is checked against, action by action; there is no permission for the transaction itself. */
const writeActions = ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:ConditionCheckItem'];

/**
 * The one table, with its two sparse indexes and the stream of its changes.
 *
 * A plain table and not a global one: the rules about limits rest on transactions, which hold in one region only.
 */
export class CustomerTable extends Construct {
  readonly table: Table;
  private readonly key: Key | undefined;

  constructor(scope: Construct, id: string, config: EnvironmentConfig) {
    super(scope, id);
    const removalPolicy = config.protectData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    this.key = config.customerManagedKey
      ? new Key(this, 'Key', {
          alias: `credence-${config.stage}-table`,
          description: `Encrypts the table of Credence ${config.stage}`,
          enableKeyRotation: true,
          pendingWindow: Duration.days(30),
          removalPolicy,
        })
      : undefined;
    this.table = new Table(this, 'Table', {
      tableName: `credence-${config.stage}`,
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      stream: StreamViewType.NEW_IMAGE,
      timeToLiveAttribute: 'ttl',
      ...(this.key
        ? { encryption: TableEncryption.CUSTOMER_MANAGED, encryptionKey: this.key }
        : { encryption: TableEncryption.DEFAULT }),
      pointInTimeRecoverySpecification:
        config.pointInTimeRecoveryDays > 0
          ? { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: config.pointInTimeRecoveryDays }
          : { pointInTimeRecoveryEnabled: false },
      deletionProtection: config.protectData,
      removalPolicy,
    });
    for (const [indexName, { partition, sort }] of Object.entries(indexes)) {
      this.table.addGlobalSecondaryIndex({
        indexName,
        partitionKey: { name: partition, type: AttributeType.STRING },
        sortKey: { name: sort, type: AttributeType.STRING },
        projectionType: ProjectionType.KEYS_ONLY,
      });
    }
    if (config.pointInTimeRecoveryDays === 0) {
      Validations.of(this.table).acknowledge({
        id: 'AwsSolutions-DDB3',
        reason: `Stage ${config.stage} holds sample data only, which is loaded again rather than recovered.`,
      });
    }
  }

  /** Lets a function use the table by key. Nobody may scan it: every question has its own key or index. */
  grant(grantee: IGrantable, access: Exclude<TableAccess, 'none'>): void {
    const allow = (actions: string[], resources: string[]): void => {
      grantee.grantPrincipal.addToPrincipalPolicy(new PolicyStatement({ effect: Effect.ALLOW, actions, resources }));
    };
    allow(access === 'write' ? [...readActions, ...writeActions] : readActions, [this.table.tableArn]);
    allow(
      ['dynamodb:Query'],
      Object.keys(indexes).map((name) => `${this.table.tableArn}/index/${name}`),
    );
    this.grantKey(
      grantee,
      access === 'write' ? ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'] : ['kms:Decrypt'],
    );
  }

  /** Lets the publisher follow the changes. */
  grantStream(grantee: IGrantable): void {
    grantee.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        actions: [
          'dynamodb:DescribeStream',
          'dynamodb:GetRecords',
          'dynamodb:GetShardIterator',
          'dynamodb:ListStreams',
        ],
        resources: [this.streamArn],
      }),
    );
    this.grantKey(grantee, ['kms:Decrypt']);
  }

  get streamArn(): string {
    const { tableStreamArn } = this.table;
    if (tableStreamArn === undefined) throw new Error('The table has no stream');
    return tableStreamArn;
  }

  /** The key may be used through DynamoDB only, never directly. */
  private grantKey(grantee: IGrantable, actions: string[]): void {
    if (!this.key) return;
    grantee.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        actions: [...actions, 'kms:DescribeKey'],
        resources: [this.key.keyArn],
        conditions: { StringEquals: { 'kms:ViaService': `dynamodb.${Stack.of(this).region}.amazonaws.com` } },
      }),
    );
  }
}
