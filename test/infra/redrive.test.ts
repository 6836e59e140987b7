import { describe, expect, it } from 'vitest';
import { planFor } from '../../infra/redrive/plan.ts';
import { deadLetterQueues, takersOf } from '../../infra/redrive/queues.ts';
import { functionsOf, mappingTo, resourcesOf, synthesize } from './support.ts';

const { all } = synthesize('prod');
const functions = [...functionsOf(all)];
const rules = [...resourcesOf(all, 'AWS::Events::Rule').values()];
const schedules = [...resourcesOf(all, 'AWS::Scheduler::Schedule').values()];

const queues = new Map(
  [...resourcesOf(all, 'AWS::SQS::Queue')].map(([logicalId, { Properties }]) => [
    logicalId,
    String(Properties['QueueName']).replace('credence-prod-', ''),
  ]),
);
const queueAt = (arn: { 'Fn::GetAtt'?: [string, string] } | undefined) => queues.get(arn?.['Fn::GetAtt']?.[0] ?? '');
const functionAt = (arn: { 'Fn::GetAtt'?: [string, string] } | undefined) =>
  functions.find(([, { logicalId }]) => logicalId === arn?.['Fn::GetAtt']?.[0])?.[0];

/** Every target of a rule that has a dead-letter queue. */
const followed = rules.flatMap(({ Properties }) =>
  Properties['Targets'].map((target: { Arn: object; DeadLetterConfig?: { Arn: object } }) => ({
    queue: queueAt(target.DeadLetterConfig?.Arn),
    taker: functionAt(target.Arn),
    types: Properties['EventPattern']['detail-type'] as readonly string[],
  })),
);

/** The functions whose dead letters come into a queue, by the templates. */
const takersIn = (name: string): (string | undefined)[] => [
  ...functions
    .filter(([, { resource }]) => queueAt(resource.Properties['DeadLetterConfig']?.TargetArn) === name)
    .map(([taker]) => taker),
  ...followed.filter(({ queue }) => queue === name).map(({ taker }) => taker),
  ...schedules
    .filter(({ Properties }) => queueAt(Properties['Target'].DeadLetterConfig?.Arn) === name)
    .map(({ Properties }) => functionAt(Properties['Target'].Arn)),
];

const letter = (type: string) => ({
  id: '1',
  receiptHandle: '1',
  sentAt: '',
  attributes: {},
  body: { 'detail-type': type },
});

describe('what the redrive command knows of queues', () => {
  it('should be every queue of the stacks', () => {
    expect(Object.keys(deadLetterQueues).toSorted()).toEqual([...queues.values()].toSorted());
  });

  for (const [name, queue] of Object.entries(deadLetterQueues)) {
    it(`should be the functions that the stacks give ${name}`, () => {
      const { stream } = queue;
      if (!stream) {
        const found = takersIn(name).filter((taker) => taker !== undefined);
        return expect([...new Set(found)].toSorted()).toEqual(takersOf(queue).toSorted());
      }
      const mapping = mappingTo(all, queue.otherwise);
      expect(queueAt(mapping['DestinationConfig'].OnFailure.Destination)).toBe(name);
      expect(mapping['BatchSize']).toBe(stream.batchSize);
      const patterns = mapping['FilterCriteria'].Filters.map(({ Pattern }: { Pattern: string }) => JSON.parse(Pattern));
      const { entityTypes } = stream;
      expect(patterns).toEqual([{ eventName: ['INSERT'], dynamodb: { NewImage: { entityType: { S: entityTypes } } } }]);
    });
  }

  it('should send each kind of event to every function that follows it', () => {
    const found = followed.filter(({ queue, taker }) => queue !== undefined && taker !== undefined);
    expect(found.length).toBeGreaterThan(4);
    for (const { queue = '', taker, types } of found) {
      for (const type of types) {
        const plan = planFor('prod', deadLetterQueues[queue] ?? { otherwise: '' }, letter(type));
        expect(plan).toMatchObject({ kind: 'event', functions: expect.arrayContaining([taker]) });
      }
    }
  });
});
