import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { type EventRule, readEventRules } from '../../local/assembly/event-rules.ts';
import type { Resource } from '../../local/assembly/model.ts';
import { createDeliveries, type Deliveries } from '../../local/events/deliveries.ts';
import { createDispatcher } from '../../local/events/dispatcher.ts';
import type { BusEvent } from '../../local/events/event-store.ts';
import { createRules } from '../../local/events/rules.ts';
import type { Outcome } from '../../local/functions/runtime.ts';

const event = (changes: Partial<BusEvent> = {}): BusEvent => ({
  id: 'e-1',
  bus: 'default',
  time: '2026-03-02T09:00:00.000Z',
  source: 'aws.ses',
  detailType: 'Email Bounced',
  resources: [],
  detail: { kind: 'x' },
  ...changes,
});

const rule = (targets: EventRule['targets'], pattern: object = { source: ['aws.ses'] }): EventRule => ({
  id: 'stack.Rule',
  busName: 'default',
  pattern: JSON.stringify(pattern),
  targets,
});
const machineArn = 'arn:aws:states:eu-central-1:1:stateMachine:flow';
const toMachine = { kind: 'state-machine', stateMachineArn: machineArn, deadLetterQueueArn: 'arn:dead' } as const;
const toFunction = { kind: 'function', functionName: 'record', deadLetterQueueArn: 'arn:dead' } as const;

const inMemory = (): Deliveries => createDeliveries({ database: new DatabaseSync(':memory:') });

const run = async (rules: readonly EventRule[], given: BusEvent, answers: readonly Outcome['kind'][] = []) => {
  const invoked: unknown[] = [];
  const dead: unknown[] = [];
  const forwarded: BusEvent[] = [];
  const started: { readonly name: string }[] = [];
  const answerKinds = () => answers[invoked.length + started.length - 1] ?? 'result';
  const dispatcher = createDispatcher({
    invoke: async (functionName, payload) => {
      invoked.push({ functionName, payload });
      const kind = answerKinds();
      if (kind === 'result') return { kind, payload: null };
      return kind === 'timeout' ? { kind } : { kind, error: { errorType: 'E', errorMessage: 'no', stack: '' } };
    },
    startExecution: async (start) => {
      started.push(start);
      if (answerKinds() !== 'result') throw new Error('no');
    },
    queues: { send: (arn, body) => dead.push({ arn, body }) },
    deliveries: inMemory(),
    report: () => {},
  });
  const application = { account: '1', region: 'eu-central-1', eventRules: rules };
  createRules({ application, dispatcher, forward: (item) => forwarded.push(item) }).match(given);
  await dispatcher.settled();
  expect(dispatcher.busy()).toBe(false);
  return { invoked, started, dead, forwarded };
};

describe('rules of an event bus', () => {
  it('should give a matching event to its function in the shape of EventBridge', async () => {
    const { invoked } = await run([rule([toFunction])], event());
    expect(invoked).toEqual([
      {
        functionName: 'record',
        payload: {
          version: '0',
          id: 'e-1',
          'detail-type': 'Email Bounced',
          source: 'aws.ses',
          account: '1',
          time: '2026-03-02T09:00:00.000Z',
          region: 'eu-central-1',
          resources: [],
          detail: { kind: 'x' },
        },
      },
    ]);
  });

  it('should pass over events of another bus and events that do not match', async () => {
    expect((await run([rule([toFunction])], event({ bus: 'credence-dev' }))).invoked).toEqual([]);
    expect((await run([rule([toFunction], { detail: { kind: ['y'] } })], event())).invoked).toEqual([]);
  });

  it('should try a function that fails twice more, and then keep the event as a dead letter', async () => {
    const saved = await run([rule([toFunction])], event(), ['failure', 'timeout', 'result']);
    expect([saved.invoked.length, saved.dead.length]).toEqual([3, 0]);
    const lost = await run([rule([toFunction])], event(), ['failure', 'failure', 'timeout', 'result']);
    expect(lost.invoked).toHaveLength(3);
    expect(lost.dead).toEqual([{ arn: 'arn:dead', body: expect.objectContaining({ id: 'e-1' }) }]);
  });

  it('should start a state machine with a matching event, under the same name however often it is tried', async () => {
    const { started, dead } = await run([rule([toMachine])], event(), ['failure', 'result']);
    const input = expect.stringContaining('"detail":{"kind":"x"}');
    expect(started).toEqual([
      { stateMachineArn: machineArn, name: 'delivery-1', input },
      { stateMachineArn: machineArn, name: 'delivery-1', input },
    ]);
    expect(dead).toEqual([]);
    const lost = await run([rule([toMachine])], event(), ['failure', 'failure', 'failure']);
    expect(lost.dead).toEqual([{ arn: 'arn:dead', body: expect.objectContaining({ id: 'e-1' }) }]);
  });

  it('should put a matching event on another bus', async () => {
    const { forwarded } = await run([rule([{ kind: 'bus', busName: 'credence-dev' }])], event());
    expect(forwarded).toEqual([event({ bus: 'credence-dev' })]);
  });
});

describe('an event on its way to a function when the platform ends', () => {
  const on = (deliveries: Deliveries, invoke: () => Promise<Outcome>) => {
    const dead: unknown[] = [];
    const dispatcher = createDispatcher({
      invoke,
      startExecution: async () => {},
      queues: { send: (_, body) => dead.push(body) },
      deliveries,
      report: () => {},
    });
    const application = { account: '1', region: 'eu-central-1', eventRules: [rule([toFunction])] };
    return { rules: createRules({ application, dispatcher, forward: () => {} }), dispatcher, dead };
  };
  const failure: Outcome = { kind: 'failure', error: { errorType: 'E', errorMessage: 'stopping', stack: '' } };

  it('should be delivered after the next start when it was cut off', async () => {
    const deliveries = inMemory();
    on(deliveries, () => new Promise(() => {})).rules.match(event());
    const payloads: unknown[] = [];
    const next = on(deliveries, async (...call) => {
      payloads.push(...call);
      return { kind: 'result', payload: null };
    });
    next.dispatcher.resume();
    await next.dispatcher.settled();
    expect(payloads).toEqual(['record', expect.objectContaining({ id: 'e-1', detail: { kind: 'x' } })]);
    expect(deliveries.list()).toEqual([]);
  });

  it('should be kept, not given up, when the end has the function fail, and when it comes later', async () => {
    const deliveries = inMemory();
    const { dead, rules, dispatcher } = on(deliveries, async () => {
      dispatcher.drain();
      return failure;
    });
    rules.match(event());
    await dispatcher.settled();
    rules.match(event({ id: 'e-2' }));
    expect(dispatcher.busy()).toBe(false);
    expect(dead).toEqual([]);
    expect(deliveries.list().map(({ payload }) => payload)).toMatchObject([{ id: 'e-1' }, { id: 'e-2' }]);
  });

  it('should be forgotten once it is delivered or given up', async () => {
    const deliveries = inMemory();
    for (const answer of [failure, { kind: 'result', payload: null } as const]) {
      const { rules, dispatcher } = on(deliveries, async () => answer);
      rules.match(event());
      await dispatcher.settled();
    }
    expect(deliveries.list()).toEqual([]);
  });
});

describe('rules of the stacks', () => {
  const resource = (properties: Record<string, unknown>): Resource => ({
    stackName: 'stack',
    logicalId: 'Rule',
    type: 'AWS::Events::Rule',
    properties,
    metadata: {},
    ref: 'rule',
    arn: 'arn:rule',
  });
  const read = (properties: Record<string, unknown>) =>
    readEventRules([resource(properties)], { functions: [], stateMachines: [] }, []);

  it.each([
    ['a schedule', { ScheduleExpression: 'rate(1 day)' }, 'only rules with an event pattern'],
    ['a target of another kind', { EventPattern: {}, Targets: [{ Arn: 'arn:aws:sqs:x' }] }, 'arn:aws:sqs:x'],
    ['a changed input', { EventPattern: {}, Targets: [{ Arn: 'a', InputPath: '$' }] }, 'InputPath'],
  ])('should be refused by name when they have %s', (_, properties, words) => {
    expect(() => read(properties)).toThrow(words);
    expect(() => read(properties)).toThrow('stack.Rule');
  });

  it('should be left out when they are disabled', () => {
    expect(read({ State: 'DISABLED', EventPattern: {} })).toEqual([]);
  });
});
