import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { workflowFunctions } from '../../infra/functions.ts';
import { eventData } from '../../shared/contracts/events.ts';
import { EVENT_SOURCE } from '../../shared/domain/history/event-source.ts';
import {
  actionsOf,
  functionsOf,
  type Resource,
  resourcesOf,
  type Statement,
  statementsOf,
  synthesize,
} from './support.ts';

const { all, workflows } = synthesize('prod');
const functions = functionsOf(all);
const machines = new Map(
  [...resourcesOf(workflows, 'AWS::StepFunctions::StateMachine')].map(([logicalId, resource]) => [
    String(resource.Properties['StateMachineName']).replace('credence-prod-', ''),
    { logicalId, resource },
  ]),
);
const names = [...machines.keys()];

const machine = (name: string): Resource => {
  const found = machines.get(name);
  if (!found) throw new Error(`There is no state machine ${name}`);
  return found.resource;
};

const definition = (name: string): string =>
  readFileSync(join(import.meta.dirname, `../../workflows/${name}.asl.json`), 'utf8');

const placeholders = (name: string): string[] =>
  [...new Set([...definition(name).matchAll(/\$\{(\w+)\}/g)].map(([, placeholder = '']) => placeholder))].toSorted();

const machineStatements = (name: string): Statement[] => {
  const role = machine(name).Properties['RoleArn']['Fn::GetAtt'][0];
  return [...resourcesOf(workflows, 'AWS::IAM::Policy').values()]
    .filter(({ Properties }) => Properties['Roles'].some((user: { Ref: string }) => user.Ref === role))
    .flatMap(({ Properties }) => Properties['PolicyDocument'].Statement);
};

/** Functions that may take an action, each with the resources on which it may. */
const allowed = (action: string): [string, unknown][] =>
  [...functions.keys()].flatMap((name) =>
    statementsOf(all, name)
      .filter((statement) => actionsOf([statement]).includes(action))
      .map(({ Resource }): [string, unknown] => [name, Resource]),
  );

describe('who may steer a workflow', () => {
  it('should be one function of each that completes its tasks', () => {
    const arnOf = (name: string) => `arn:aws:states:eu-central-1:333333333333:stateMachine:credence-prod-${name}`;
    expect(allowed('states:SendTaskSuccess').toSorted()).toEqual([
      ['settle-approval', arnOf('limit-approval')],
      ['settle-collection', arnOf('collection')],
    ]);
    expect(machine('limit-approval').Properties['StateMachineName']).toBe(arnOf('limit-approval').split(':').at(-1));
  });

  it('should be its starter that starts executions, and for the daily run whoever may ask for one', () => {
    const machineOf = new Map(
      [...resourcesOf(all, 'AWS::StepFunctions::StateMachine')].map(([logicalId, { Properties }]) => [
        logicalId,
        String(Properties['StateMachineName']),
      ]),
    );
    const started = allowed('states:StartExecution').map(([name, resource]) => [
      name,
      machineOf.get((resource as { readonly Ref: string }).Ref),
    ]);
    expect(started.toSorted()).toEqual([
      ['run-daily-job', 'credence-prod-daily-run'],
      ['start-collection', 'credence-prod-collection'],
      ['start-daily-run', 'credence-prod-daily-run'],
      ['start-limit-approval', 'credence-prod-limit-approval'],
    ]);
  });

  it('should be nobody for anything else', () => {
    const actions = [...functions.keys()].flatMap((name) => actionsOf(statementsOf(all, name)));
    const steering = actions.filter((action) => action.startsWith('states:') || action.startsWith('lambda:'));
    expect([...new Set(steering)].toSorted()).toEqual(['states:SendTaskSuccess', 'states:StartExecution']);
  });

  it('should not be who shows a decision, or anything else that cannot write', () => {
    const actions = actionsOf(statementsOf(all, 'show-approval'));
    expect(actions.filter((action) => /^dynamodb:(Put|Update|Delete|Batch?Write|Condition)/.test(action))).toEqual([]);
    expect(actions.filter((action) => /^(ses|events|states|sqs):/.test(action))).toEqual([]);
  });
});

describe('what a state machine may do', () => {
  it.each(names)('should be to invoke exactly what the file of %s names', (name) => {
    const arns = Object.values(machine(name).Properties['DefinitionSubstitutions']).filter(
      (value) => !isMachine(value),
    );
    const invoked = machineStatements(name).filter((statement) => actionsOf([statement]).some(isInvoke));
    expect(invoked.map(({ Action }) => Action)).toEqual(['lambda:InvokeFunction']);
    expect(sorted([invoked[0]?.Resource].flat())).toEqual(sorted(arns));
  });

  it('should be to start temporary limits, for limit approval, and nothing else', () => {
    const starts = (name: string) =>
      machineStatements(name).filter((statement) =>
        actionsOf([statement]).some((action) => action.startsWith('states:')),
      );
    expect(starts('temporary-limit')).toEqual([]);
    expect(starts('limit-approval')).toEqual([
      {
        Effect: 'Allow',
        Action: 'states:StartExecution',
        Resource: { Ref: machines.get('temporary-limit')?.logicalId },
      },
    ]);
  });

  it.each(names)('should be open for traces and the delivery of logs only, for %s', (name) => {
    const open = machineStatements(name).filter(({ Resource }) => JSON.stringify(Resource).includes('*'));
    expect(actionsOf(open).filter((action) => !/^(logs|xray):[A-Za-z]+$/.test(action))).toEqual([]);
  });

  it('should be to call every function that is there for workflows, and no other', () => {
    const called = names.flatMap((name) =>
      Object.values<{ 'Fn::GetAtt'?: [string, string] }>(machine(name).Properties['DefinitionSubstitutions']).flatMap(
        (value) => value['Fn::GetAtt']?.[0] ?? [],
      ),
    );
    const expected = Object.keys(workflowFunctions).map((name) => functions.get(name)?.logicalId);
    expect(called.toSorted()).toEqual(expected.toSorted());
  });
});

describe('how a state machine runs', () => {
  it.each(names)('should be logged step by step without the data of executions, and traced: %s', (name) => {
    const { LoggingConfiguration, TracingConfiguration } = machine(name).Properties;
    expect(LoggingConfiguration).toMatchObject({ Level: 'ALL', IncludeExecutionData: false });
    expect(LoggingConfiguration.Destinations).toHaveLength(1);
    expect(TracingConfiguration).toEqual({ Enabled: true });
  });

  it.each(names)('should have every placeholder of %s substituted, and nothing else', (name) => {
    expect(Object.keys(machine(name).Properties['DefinitionSubstitutions']).toSorted()).toEqual(placeholders(name));
  });

  it.each(names)('should be watched when executions of %s end early', (name) => {
    const alarms = [...resourcesOf(workflows, 'AWS::CloudWatch::Alarm').values()].map(({ Properties }) => Properties);
    const watched = alarms.filter(
      ({ Dimensions }) =>
        Dimensions?.[0].Value.Ref !== undefined && Dimensions[0].Value.Ref === machines.get(name)?.logicalId,
    );
    expect(watched.map(({ MetricName }) => MetricName).toSorted()).toEqual([
      'ExecutionsAborted',
      'ExecutionsFailed',
      'ExecutionsTimedOut',
    ]);
  });
});

describe('requests that are parked', () => {
  it('should be counted from the line that the function logs, and alarmed', () => {
    const filters = [...resourcesOf(workflows, 'AWS::Logs::MetricFilter').values()].map(({ Properties }) => Properties);
    const logged = /task\.log\.error\('([^']+)'/.exec(
      readFileSync(join(import.meta.dirname, '../../functions/park-limit-request/handler.ts'), 'utf8'),
    )?.[1];
    expect(filters.map(({ FilterPattern }) => FilterPattern)).toEqual([`{ $.message = "${logged}" }`]);
    expect(filters[0]?.['LogGroupName'].Ref).toBe(
      functions.get('park-limit-request')?.resource.Properties['LoggingConfig'].LogGroup.Ref,
    );
    const [transformation] = filters[0]?.['MetricTransformations'] ?? [];
    const alarms = [...resourcesOf(workflows, 'AWS::CloudWatch::Alarm').values()].map(({ Properties }) => Properties);
    expect(alarms.map(({ MetricName }) => MetricName)).toContain(transformation.MetricName);
  });
});

describe('the rules on our bus', () => {
  const rules = [...resourcesOf(workflows, 'AWS::Events::Rule').values()].map(({ Properties }) => Properties);
  const leadTo = (functionName: string) => {
    const { logicalId } = functions.get(functionName) ?? {};
    return rules.filter(({ Targets }) => Targets[0].Arn['Fn::GetAtt'][0] === logicalId);
  };

  it('should be one that starts requests and one that wakes them', () => {
    expect(rules).toHaveLength(2);
    expect(leadTo('start-limit-approval')).toHaveLength(1);
    expect(leadTo('settle-approval')).toHaveLength(1);
  });

  it.each(rules.map((rule) => [rule['Name'], rule] as const))('should name events that exist: %s', (_name, rule) => {
    expect(rule['State']).toBe('ENABLED');
    expect(rule['EventBusName']).not.toBe('default');
    expect(rule['EventPattern'].source).toEqual([EVENT_SOURCE]);
    expect(rule['EventPattern']['detail-type'].length).toBeGreaterThan(0);
    expect(rule['EventPattern']['detail-type'].filter((type: string) => !Object.hasOwn(eventData, type))).toEqual([]);
  });

  it.each(rules.map((rule) => [rule['Name'], rule] as const))(
    'should give up in bounded time and lose nothing: %s',
    (_name, rule) => {
      const [target, ...others] = rule['Targets'];
      expect(others).toEqual([]);
      expect(target.RetryPolicy.MaximumRetryAttempts).toBeGreaterThan(0);
      expect(target.RetryPolicy.MaximumEventAgeInSeconds).toBeLessThan(24 * 3600);
      const queues = resourcesOf(workflows, 'AWS::SQS::Queue');
      const queue = queues.get(target.DeadLetterConfig.Arn['Fn::GetAtt'][0]);
      expect(queue?.Properties['QueueName']).toBe('credence-prod-lost-approval-news');
    },
  );

  it('should lead to functions that keep what they failed on', () => {
    for (const name of ['start-limit-approval', 'settle-approval']) {
      const { TargetArn } = functions.get(name)?.resource.Properties['DeadLetterConfig'] ?? {};
      expect(resourcesOf(workflows, 'AWS::SQS::Queue').has(TargetArn['Fn::GetAtt'][0])).toBe(true);
    }
  });
});

const isInvoke = (action: string): boolean => action.startsWith('lambda:');
const isMachine = (value: unknown): boolean =>
  [...machines.values()].some(({ logicalId }) => JSON.stringify(value).includes(`"Ref":"${logicalId}"`));
const sorted = (values: readonly unknown[]): string[] => values.map((value) => JSON.stringify(value)).toSorted();

describe('the cases of a morning', () => {
  it('should be woken apart where an environment says so', () => {
    const variables = functions.get('advance-collection')?.resource.Properties['Environment'].Variables;
    expect(variables.WAKE_SPREAD_MINUTES).toBe('30');
  });
});
