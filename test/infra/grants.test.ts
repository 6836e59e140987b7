import { describe, expect, it } from 'vitest';
import { apiFunctions } from '../../infra/functions.ts';
import { actionsOf, functionsOf, resourcesOf, type Statement, statementsOf, synthesize } from './support.ts';

const { all } = synthesize('prod');
const readActions = ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query'];
const writeActions = ['dynamodb:ConditionCheckItem', 'dynamodb:DeleteItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'];

const withAccess = (wanted: string): string[] =>
  Object.entries(apiFunctions)
    .filter(([, { table }]) => table === wanted)
    .map(([name]) => name);

const tableActions = (name: string): string[] =>
  [...new Set(actionsOf(statementsOf(all, name)).filter((action) => action.startsWith('dynamodb:')))].toSorted();

const environmentOf = (name: string): Record<string, unknown> =>
  functionsOf(all).get(name)?.resource.Properties['Environment'].Variables;

/** Called through the door, which would give up waiting. */
const calledByPeople = Object.keys(apiFunctions);

const mentionsStar = ({ Resource }: Statement): boolean => JSON.stringify(Resource).includes('*');

describe('what functions may do', () => {
  it.each(withAccess('read'))('should let %s read the table and change nothing', (name) => {
    expect(tableActions(name)).toEqual(readActions);
    expect(environmentOf(name)).toHaveProperty('TABLE_NAME');
  });

  it.each(withAccess('write'))('should let %s read and write the table by key', (name) => {
    expect(tableActions(name)).toEqual([...readActions, ...writeActions].toSorted());
    expect(environmentOf(name)).toHaveProperty('TABLE_NAME');
  });

  it.each(withAccess('none'))('should keep the table and its key from %s', (name) => {
    expect(tableActions(name)).toEqual([]);
    expect(actionsOf(statementsOf(all, name)).filter((action) => action.startsWith('kms:'))).toEqual([]);
    expect(environmentOf(name)).not.toHaveProperty('TABLE_NAME');
  });

  const withStream = ['publish-events', 'send-mail'];

  it('should let only the publisher and the sender of mail read the stream', () => {
    const readers = [...functionsOf(all).keys()].filter((name) => tableActions(name).includes('dynamodb:GetRecords'));
    expect(readers.toSorted()).toEqual(withStream);
  });

  it('should let only the publisher put events on the bus', () => {
    expect(tableActions('publish-events')).toEqual([
      'dynamodb:DescribeStream',
      'dynamodb:GetRecords',
      'dynamodb:GetShardIterator',
      'dynamodb:ListStreams',
    ]);
    const publishers = [...functionsOf(all).keys()].filter((name) =>
      actionsOf(statementsOf(all, name)).includes('events:PutEvents'),
    );
    expect(publishers).toEqual(['publish-events']);
    expect(environmentOf('publish-events')).toHaveProperty('EVENT_BUS_NAME');
    expect(environmentOf('publish-events')).not.toHaveProperty('TABLE_NAME');
  });

  it('should let nobody scan, and nobody use an action by a pattern', () => {
    const policies = [...resourcesOf(all, 'AWS::IAM::Policy').values()];
    const actions = actionsOf(policies.flatMap(({ Properties }) => Properties['PolicyDocument'].Statement));
    expect(actions.filter((action) => action.includes('*') || action === 'dynamodb:Scan')).toEqual([]);
  });

  it('should name the resource of everything but traces', () => {
    for (const name of functionsOf(all).keys()) {
      const open = statementsOf(all, name).filter(mentionsStar);
      expect(actionsOf(open).toSorted()).toEqual(['xray:PutTelemetryRecords', 'xray:PutTraceSegments']);
    }
  });

  it('should use the key of the table through DynamoDB only', () => {
    const statements = [...functionsOf(all).keys()].flatMap((name) => statementsOf(all, name));
    const ofKey = statements.filter(({ Action }) => [Action].flat().some((action) => action.startsWith('kms:')));
    expect(ofKey.length).toBeGreaterThan(0);
    for (const statement of ofKey) {
      expect(statement).toHaveProperty(
        ['Condition', 'StringEquals', 'kms:ViaService'],
        'dynamodb.eu-central-1.amazonaws.com',
      );
    }
  });

  it('should give every function a role and a log group of its own', () => {
    const functions = [...functionsOf(all).values()].map(({ resource }) => resource.Properties);
    const roles = functions.map(({ Role }) => Role['Fn::GetAtt'][0]);
    const logs = functions.map(({ LoggingConfig }) => LoggingConfig.LogGroup.Ref);
    expect(new Set(roles).size).toBe(functions.length);
    expect(new Set(logs).size).toBe(functions.length);
    const managed = [...resourcesOf(all, 'AWS::IAM::Role').values()].filter(
      (role) => role.Properties['ManagedPolicyArns'],
    );
    expect(managed).toEqual([]);
  });
});

describe('how functions run', () => {
  const functions = [...functionsOf(all)];

  it.each(functions)(
    'should run %s on Node 24 for arm64, traced, and end it before the door gives up',
    (name, { resource }) => {
      expect(resource.Properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        TracingConfig: { Mode: 'Active' },
      });
      if (calledByPeople.includes(name)) expect(resource.Properties['Timeout']).toBeLessThan(30);
      expect(resource.Metadata?.['credence:entry']).toBe(`functions/${name}/handler.ts`);
    },
  );

  it('should give the same name the same value in every function', () => {
    const seen = new Map<string, Set<string>>();
    for (const [name] of functions) {
      for (const [key, value] of Object.entries(environmentOf(name))) {
        seen.set(key, (seen.get(key) ?? new Set()).add(JSON.stringify(value)));
      }
    }
    const different = [...seen].filter(([, values]) => values.size > 1).map(([key]) => key);
    expect(different).toEqual([]);
    expect([...seen.keys()]).toEqual(
      expect.arrayContaining([
        'STAGE',
        'TIME_ZONE',
        'BASE_CURRENCY',
        'CALENDAR_COUNTRY',
        'SERVICE_VERSION',
        'LOG_LEVEL',
        'POWERTOOLS_SERVICE_NAME',
      ]),
    );
  });
});
