import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Application } from './assembly/application.ts';
import { createVirtualClock, type VirtualClock } from './clock/virtual-clock.ts';
import { openPeople, type People } from './cognito/people.ts';
import { clientSettings } from './dynamodb/client-settings.ts';
import { createTables, recreateTables } from './dynamodb/tables.ts';
import { createDeliveries } from './events/deliveries.ts';
import { createDispatcher } from './events/dispatcher.ts';
import { type BusEvent, createEventStore, type EventStore } from './events/event-store.ts';
import { createRules } from './events/rules.ts';
import { functionEnvironment, type ServiceEndpoints } from './functions/environment.ts';
import { type FunctionRuntime, startFunctionRuntime } from './functions/runtime.ts';
import { createQueueStore, type QueueStore } from './queues/queue-store.ts';
import { createScheduleMemory } from './scheduler/memory.ts';
import { createScheduler, type Scheduler } from './scheduler/scheduler.ts';
import { createOutbox, type Outbox } from './ses/outbox.ts';
import type { StateStore } from './state/store.ts';
import { createStepFunctions, type StepFunctions } from './step-functions/step-functions.ts';
import { startStreams } from './streams/streams.ts';
import type { UndoStack } from './undo.ts';

/** What runs behind the door: tables, functions, streams, clock, and what they leave behind. */
export interface Backend {
  readonly clock: VirtualClock;
  readonly events: EventStore;
  /** Keeps an event that was put on a bus, and starts what the rules of the bus say. */
  readonly accept: (event: BusEvent) => void;
  readonly outbox: Outbox;
  readonly queues: QueueStore;
  readonly people: People;
  readonly workflows: Pick<StepFunctions, 'endpoint' | 'executions'>;
  readonly schedules: Pick<Scheduler, 'list'>;
  /** Invokes a function and has the streams looked at afterwards. */
  readonly invoke: FunctionRuntime['invoke'];
  /** Empties tables, events, queues, workflows and the outbox; people and clock are as at the first start. */
  readonly reset: () => Promise<void>;
  /** Takes up the workflows, events and schedules that were there when the platform ended; they rest before. */
  readonly resume: () => Promise<void>;
  /** Begins nothing more of workflows, events and schedules, and no longer believes in their failures: the next start goes on. */
  readonly drain: () => void;
  /** Lets deliveries under way finish, for a bounded time; what is left is delivered after the next start. */
  readonly stopStreams: () => Promise<void>;
}

export interface BackendOptions {
  readonly application: Application;
  readonly dataDir: string;
  readonly state: StateStore;
  readonly services: ServiceEndpoints;
  /** What the clock of a new data folder shows first; real time by default. */
  readonly startAt?: Date | undefined;
  readonly report: (message: string) => void;
}

const STREAMS_STOP_MILLISECONDS = 1000;

/** Starts the functions and streams of the application on its tables, which are created where they are missing. */
export const startBackend = async (options: BackendOptions, undo: UndoStack): Promise<Backend> => {
  const { application, state, services, report } = options;
  const { functions, region, tables } = application;
  const client = new DynamoDBClient(clientSettings(services.dynamodb, region));
  undo.push(() => client.destroy());
  await createTables(client, tables);

  const runtime = startFunctionRuntime({
    functions,
    environment: functionEnvironment(functions, region, services),
    logFile: join(options.dataDir, 'functions.log'),
    report,
  });
  undo.push(runtime.stop);

  const clock = createVirtualClock(state, () => settle(), options.startAt?.getTime());
  undo.push(clock.stop);
  const events = createEventStore(state);
  const queues = createQueueStore(state, application.queues, clock.now);
  const outbox = createOutbox(state);
  const people = openPeople(state, application.userPools);
  const invoke: FunctionRuntime['invoke'] = async (...call) => {
    const outcome = await runtime.invoke(...call);
    // What the function wrote is on its stream now: no need to wait for the next look at it.
    streams.nudge();
    return outcome;
  };
  const accept = (event: BusEvent): void => {
    events.add(event);
    rules.match(event);
  };
  const deliveries = createDeliveries(state);
  const dispatcher = createDispatcher({
    deliveries,
    invoke,
    startExecution: (start) => workflows.executions.start(start),
    queues,
    report,
  });
  const rules = createRules({ application, dispatcher, forward: accept });
  const schedules = createScheduler({ application, clock, memory: createScheduleMemory(state), dispatcher });
  const runStreams = () =>
    startStreams({
      application,
      endpoint: services.dynamodb,
      queues,
      state,
      now: clock.now,
      clockOffset: clock.offset,
      invoke: (functionName, event) => runtime.invoke(functionName, event),
      report,
    });
  let streams = runStreams();

  const workflows = createStepFunctions({
    stateMachines: application.stateMachines,
    functions,
    region,
    endpoints: services,
    state,
    clock,
    invoke,
    report,
  });
  undo.push(workflows.stop);

  /** Streams lead to mails, events and workflows, those to functions, and those to streams again. */
  const settle = async (): Promise<void> => {
    do {
      await workflows.settle();
      await dispatcher.settled();
      await streams.drain();
    } while (dispatcher.busy() || !workflows.isIdle());
  };

  const stopStreams = (): Promise<void> =>
    Promise.race([streams.stop(), sleep(STREAMS_STOP_MILLISECONDS, undefined, { ref: false })]);
  undo.push(stopStreams);

  const reset = async (): Promise<void> => {
    schedules.clear();
    workflows.clear();
    await streams.stop();
    await dispatcher.settled();
    await streams.skipToEnd();
    await recreateTables(client, tables);
    await runtime.renew();
    events.clear();
    deliveries.clear();
    queues.clear();
    outbox.clear();
    people.reset();
    workflows.clear();
    await clock.reset();
    schedules.resume();
    streams = runStreams();
  };
  let resetting: Promise<void> = Promise.resolve();

  return {
    clock,
    events,
    queues,
    people,
    accept,
    outbox,
    workflows,
    schedules,
    invoke,
    resume: async () => {
      dispatcher.resume();
      await workflows.resume();
      schedules.resume();
    },
    drain: () => {
      schedules.drain();
      workflows.drain();
      dispatcher.drain();
    },
    reset: () => {
      resetting = resetting.catch(() => undefined).then(reset);
      return resetting;
    },
    stopStreams,
  };
};
