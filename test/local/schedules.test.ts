import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Resource } from '../../local/assembly/model.ts';
import { readSchedules } from '../../local/assembly/schedules.ts';
import type { Platform } from '../../local/platform.ts';
import { eventually, readJson, startFixturePlatform, temporaryDir } from '../support/fixture-platform.ts';
import { writeFixtureAssembly } from '../support/fixtures/local-app/assembly.ts';

const functionArn = 'arn:aws:lambda:eu-central-1:111122223333:function:work';
const machineArn = 'arn:aws:states:eu-central-1:111122223333:stateMachine:flow';

const called = {
  name: 'work',
  arn: functionArn,
  entry: 'work.ts',
  exportName: 'handler',
  timeoutSeconds: 3,
  memoryMegabytes: 128,
  environment: {},
};

const properties = (changes: Record<string, unknown> = {}, target: Record<string, unknown> = {}) => ({
  ScheduleExpression: 'cron(0 6 * * ? *)',
  FlexibleTimeWindow: { Mode: 'OFF' },
  Target: { Arn: functionArn, RoleArn: 'arn:role', ...target },
  ...changes,
});

const read = (given: Record<string, unknown>) => {
  const resource: Resource = {
    stackName: 'stack',
    logicalId: 'Daily',
    type: 'AWS::Scheduler::Schedule',
    properties: given,
    metadata: {},
    ref: 'daily',
    arn: 'arn:daily',
  };
  return readSchedules([resource], { functions: [called], stateMachines: [] });
};

describe('a schedule of the stacks', () => {
  it('should be read with its time zone, its target and where its dead letters go', () => {
    const zone = { ScheduleExpressionTimezone: 'Europe/Berlin', Description: 'x', GroupName: 'g' };
    const [schedule] = read(properties(zone, { DeadLetterConfig: { Arn: 'arn:dead' }, RetryPolicy: {} }));
    expect(schedule).toMatchObject({
      name: 'daily',
      expression: 'cron(0 6 * * ? *)',
      timeZone: 'Europe/Berlin',
      target: { kind: 'function', functionName: 'work', deadLetterQueueArn: 'arn:dead' },
    });
    expect(read(properties())[0]?.timeZone).toBe('UTC');
  });

  it('should be left out when it is disabled', () => {
    expect(read(properties({ State: 'DISABLED' }))).toEqual([]);
  });

  it.each([
    ['a flexible window', properties({ FlexibleTimeWindow: { Mode: 'FLEXIBLE' } }), 'mode FLEXIBLE'],
    ['an unknown property', properties({ ActionAfterCompletion: 'DELETE' }), 'ActionAfterCompletion'],
    ['an unknown setting of the target', properties({}, { SqsParameters: {} }), 'SqsParameters'],
    ['a target of another kind', properties({}, { Arn: machineArn }), machineArn],
    ['an input that is no JSON', properties({}, { Input: '{"at": <aws.scheduler.scheduled-time>}' }), 'not JSON'],
    ['an expression that cannot be read', properties({ ScheduleExpression: 'cron(0 6 * * * *)' }), 'must have ?'],
  ])('should be refused by name for %s', (_, given, words) => {
    expect(() => read(given)).toThrow(words);
    expect(() => read(given)).toThrow('stack.Daily');
  });
});

const started: Platform[] = [];
afterEach(async () => {
  for (const platform of started.splice(0)) await platform.stop();
});

const scheduleTo = (Arn: unknown, Input?: string, changes: object = {}): object => ({
  Type: 'AWS::Scheduler::Schedule',
  Properties: {
    ...properties({ ScheduleExpressionTimezone: 'Europe/Berlin', ...changes }),
    Target: { Arn, RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] }, ...(Input && { Input }) },
  },
});

const keywords = ['scheduled-time', 'schedule-arn', 'execution-id', 'attempt-number'];
const machineInput = JSON.stringify(Object.fromEntries(keywords.map((name) => [name, `<aws.scheduler.${name}>`])));
const group = { Type: 'AWS::Scheduler::ScheduleGroup', Properties: { Name: 'fixture' } };

/** The fixture application with schedules of its own. */
const assemblyWith = async (resources: object): Promise<string> => {
  const dir = await writeFixtureAssembly(temporaryDir());
  const file = join(dir, 'fixture-api.template.json');
  const template = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, JSON.stringify({ ...template, Resources: { ...template.Resources, ...resources } }));
  return dir;
};

const start = async (resources: object, startAt?: string): Promise<Platform> => {
  const synthesizedDir = await assemblyWith(resources);
  const platform = await startFixturePlatform({ synthesizedDir, ...(startAt && { startAt: new Date(startAt) }) });
  started.push(platform);
  return platform;
};

const moveTo = async (platform: Platform, to: string) => {
  const init = { method: 'POST', body: JSON.stringify({ to }) };
  const { fired } = await readJson<{ fired: readonly { at: string; kind: string; key: string; error?: string }[] }>(
    fetch(`${platform.endpoints.control}/clock`, init),
  );
  return fired.filter(({ kind }) => kind === 'schedule');
};

const inputs = async (platform: Platform): Promise<readonly unknown[]> => {
  const executions = fetch(`${platform.endpoints.control}/executions`);
  const { items } = await readJson<{ items: readonly { input: unknown }[] }>(executions);
  return items.map(({ input }) => input).toReversed();
};

describe('a schedule on the clock of the platform', () => {
  const daily = { Group: group, Daily: scheduleTo({ Ref: 'Workflow' }, machineInput, { GroupName: { Ref: 'Group' } }) };

  it('should start its state machine at its local time, also across a change of the clocks', async () => {
    const platform = await start(daily, '2026-03-27T12:00:00Z');
    const schedules = () => readJson<unknown>(fetch(`${platform.endpoints.control}/schedules`));
    const shown = { name: 'fixture-api-Daily', expression: 'cron(0 6 * * ? *)', timeZone: 'Europe/Berlin' };
    expect(await schedules()).toEqual({ items: [{ ...shown, nextAt: '2026-03-28T05:00:00.000Z' }] });
    const fired = await moveTo(platform, '2026-03-29T12:00:00Z');
    expect(fired).toEqual([
      { at: '2026-03-28T05:00:00.000Z', kind: 'schedule', key: 'fixture-api-Daily' },
      { at: '2026-03-29T04:00:00.000Z', kind: 'schedule', key: 'fixture-api-Daily' },
    ]);
    expect(await inputs(platform)).toEqual(
      ['2026-03-28T05:00:00Z', '2026-03-29T04:00:00Z'].map((time) => ({
        'scheduled-time': time,
        'schedule-arn': 'arn:aws:scheduler:eu-central-1:111122223333:schedule/fixture/fixture-api-Daily',
        'execution-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
        'attempt-number': '1',
      })),
    );
    expect(await schedules()).toEqual({ items: [{ ...shown, nextAt: '2026-03-30T04:00:00.000Z' }] });
  });

  it('should be followed anew after a reset', async () => {
    const Soon = scheduleTo({ 'Fn::GetAtt': ['Workflow', 'Arn'] }, '{}', { ScheduleExpression: 'rate(1 day)' });
    const platform = await start({ Soon });
    // A rate without start date is due at once.
    expect(
      await eventually(
        () => inputs(platform),
        ({ length }) => length > 0,
      ),
    ).toEqual([{}]);
    await fetch(`${platform.endpoints.control}/reset`, { method: 'POST' });
    expect(
      await eventually(
        () => inputs(platform),
        ({ length }) => length > 0,
      ),
    ).toEqual([{}]);
  });
});
