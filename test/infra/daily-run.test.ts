import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { resourcesOf, synthesize, theOnly } from './support.ts';

const { all } = synthesize('prod');
const schedule = theOnly(all, 'AWS::Scheduler::Schedule').Properties;
const target = schedule['Target'];
const logicalIdOf = (reference: { readonly 'Fn::GetAtt': readonly [string, string] }): string =>
  reference['Fn::GetAtt'][0];
const found = (type: string, logicalId: string) => resourcesOf(all, type).get(logicalId)?.Properties;
const policiesOf = (role: string) =>
  [...resourcesOf(all, 'AWS::IAM::Policy').values()]
    .filter(({ Properties }) => Properties['Roles'].some(({ Ref }: { readonly Ref: string }) => Ref === role))
    .flatMap(({ Properties }) => Properties['PolicyDocument'].Statement);

describe('the schedule of the daily run', () => {
  it('should fire every day at the time of the configuration, in the time zone of the environment', () => {
    expect(schedule).toMatchObject({
      ScheduleExpression: 'cron(0 5 * * ? *)',
      ScheduleExpressionTimezone: 'Europe/Berlin',
      FlexibleTimeWindow: { Mode: 'OFF' },
    });
  });

  it('should tell the starter for when it fired, so that a late delivery runs the day that it was meant for', () => {
    expect(JSON.parse(target['Input'])).toMatchObject({ scheduledAt: '<aws.scheduler.scheduled-time>' });
    const starter = found('AWS::Lambda::Function', logicalIdOf(target['Arn']));
    expect(starter?.['FunctionName']).toBe('credence-prod-start-daily-run');
  });

  it('should be handed over by a role that may start this, tell of what was lost, and nothing else', () => {
    const statements = policiesOf(logicalIdOf(target['RoleArn']));
    expect(statements).toEqual([
      { Action: 'lambda:InvokeFunction', Effect: 'Allow', Resource: target['Arn'] },
      { Action: 'sqs:SendMessage', Effect: 'Allow', Resource: target['DeadLetterConfig'].Arn },
    ]);
    const role = found('AWS::IAM::Role', logicalIdOf(target['RoleArn']))?.['AssumeRolePolicyDocument'].Statement[0];
    expect(role).toMatchObject({
      Principal: { Service: 'scheduler.amazonaws.com' },
      Condition: { StringEquals: { 'aws:SourceAccount': '333333333333' } },
    });
  });

  it('should leave what was not started where somebody finds it', () => {
    const queue = found('AWS::SQS::Queue', logicalIdOf(target['DeadLetterConfig'].Arn));
    expect(queue?.['QueueName']).toBe('credence-prod-lost-daily-runs');
    expect(target['RetryPolicy']).toEqual({ MaximumEventAgeInSeconds: 21_600, MaximumRetryAttempts: 50 });
  });
});

describe('the workflow of the daily run', () => {
  const machine = [...resourcesOf(all, 'AWS::StepFunctions::StateMachine').values()]
    .map(({ Properties }) => Properties)
    .find(({ StateMachineName }) => StateMachineName === 'credence-prod-daily-run');
  const statements = policiesOf(logicalIdOf(machine?.['RoleArn']));
  const arn = (kind: string, name: string) => `arn:aws:states:eu-central-1:333333333333:${kind}:credence-prod-${name}`;

  it('should start the executions of its own shards, and follow, stop and redrive no others', () => {
    const steering = statements.filter(({ Action }) => JSON.stringify(Action).includes('states:'));
    expect(steering).toEqual([
      { Action: 'states:StartExecution', Effect: 'Allow', Resource: arn('stateMachine', 'daily-run') },
      {
        Action: ['states:DescribeExecution', 'states:RedriveExecution', 'states:StopExecution'],
        Effect: 'Allow',
        Resource: [arn('execution', 'daily-run/Shards:*'), arn('execution', 'daily-run:*')],
      },
    ]);
  });

  it('should have its incomplete runs counted from the line that the function logs', () => {
    const patterns = [...resourcesOf(all, 'AWS::Logs::MetricFilter').values()].map(
      ({ Properties }) => Properties['FilterPattern'],
    );
    const handler = readFileSync(join(import.meta.dirname, '../../functions/finish-daily-run/handler.ts'), 'utf8');
    const logged = /task\.log\.error\('([^']+)'/.exec(handler)?.[1];
    expect(patterns).toContain(`{ $.message = "${logged}" }`);
  });
});

describe('the alarm for a run that was not started', () => {
  it('should ring after a day without any, and not for the hour that is added when clocks are put back', () => {
    const alarm = [...resourcesOf(all, 'AWS::CloudWatch::Alarm').values()]
      .map(({ Properties }) => Properties)
      .find(({ AlarmName }) => AlarmName === 'credence-prod-daily-run-not-started');
    expect(alarm).toMatchObject({
      MetricName: 'ExecutionsStarted',
      ComparisonOperator: 'LessThanThreshold',
      Threshold: 1,
      Period: 3600,
      EvaluationPeriods: 26,
      DatapointsToAlarm: 26,
      TreatMissingData: 'breaching',
    });
  });
});
