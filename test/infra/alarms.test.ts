import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { functionsOf, resourcesOf, synthesize, theOnly } from './support.ts';

const { all, data } = synthesize('prod');
const alarms = [...resourcesOf(all, 'AWS::CloudWatch::Alarm').values()].map(({ Properties }) => Properties);
const runbook = readFileSync(join(import.meta.dirname, '../../docs/runbook.md'), 'utf8');
const sections = [...runbook.matchAll(/^## (.+)$/gm)].map(([, title = '']) =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-'),
);
const linked = alarms.map(({ AlarmDescription }) => /docs\/runbook\.md#(\S+)$/.exec(AlarmDescription)?.[1]);

describe('the alarms', () => {
  it('should each lead to a section of the runbook', () => {
    expect(linked.filter((section) => section === undefined || !sections.includes(section))).toEqual([]);
  });

  it('should each be the reason of a section of the runbook', () => {
    expect(sections.filter((section) => !linked.includes(section))).toEqual([]);
  });

  it('should watch the errors and the throttling of every function', () => {
    const watched = JSON.stringify(alarms);
    for (const [name, { logicalId }] of functionsOf(all)) {
      const errors = alarms.find(({ AlarmName }) => AlarmName === `credence-prod-${name}-errors`);
      expect(errors?.['Dimensions']).toEqual([{ Name: 'FunctionName', Value: { Ref: logicalId } }]);
      expect(watched.match(new RegExp(`"Value":{"Ref":"${logicalId}"}`, 'g'))?.length).toBeGreaterThanOrEqual(2);
    }
  });

  it('should watch the function without which nobody signs in', () => {
    const names = alarms.map(({ AlarmName }) => AlarmName);
    expect(names).toContain('credence-prod-shape-token-errors');
  });

  it('should watch the door, the age of events and what was given up', () => {
    const metrics = alarms.map(({ MetricName }) => MetricName);
    expect(metrics).toEqual(expect.arrayContaining(['5xx', 'IteratorAge', 'ApproximateNumberOfMessagesVisible']));
  });

  it('should be mailed, when raised and when over, by a topic that alarms may publish to', () => {
    expect(alarms.every(({ AlarmActions, OKActions }) => AlarmActions.length === 1 && OKActions.length === 1)).toBe(
      true,
    );
    expect(theOnly(data, 'AWS::SNS::Subscription').Properties).toMatchObject({
      Protocol: 'email',
      Endpoint: 'credence@example.com',
    });
    const statements: Record<string, unknown>[] = theOnly(data, 'AWS::SNS::TopicPolicy').Properties['PolicyDocument']
      .Statement;
    expect(statements).toContainEqual(
      expect.objectContaining({ Effect: 'Allow', Principal: { Service: 'cloudwatch.amazonaws.com' } }),
    );
  });
});
