import { readTarget, type VirtualClock } from '../clock/virtual-clock.ts';
import type { People } from '../cognito/people.ts';
import { readPeople } from '../cognito/read-people.ts';
import type { EventStore } from '../events/event-store.ts';
import { correlationIdOf } from '../http/door.ts';
import { problemReply } from '../http/problems.ts';
import { jsonReply, type Reply } from '../http/reply.ts';
import type { Request } from '../http/request.ts';
import { isObject } from '../json.ts';
import type { QueueStore } from '../queues/queue-store.ts';
import type { Scheduler } from '../scheduler/scheduler.ts';
import type { ShownExecutions } from '../step-functions/shown.ts';

export interface ControlOptions {
  readonly clock: VirtualClock;
  readonly events: EventStore;
  readonly queues: QueueStore;
  readonly executions: ShownExecutions;
  readonly schedules: Pick<Scheduler, 'list'>;
  readonly people: People;
  /** Empties everything and returns the clock to real time. */
  readonly reset: () => Promise<void>;
}

const DEFAULT_LIMIT = 50;
const LARGEST_LIMIT = 10_000;

const EXECUTION = '/executions/';

type Action = (request: Request) => Reply | Promise<Reply>;

/** The control API: what a person or a test does to the platform from outside of it. */
export const createControl = (options: ControlOptions): ((path: string, request: Request) => Promise<Reply>) => {
  const { clock, events, queues, executions, schedules, people } = options;
  const shownClock = () => ({ now: new Date(clock.now()).toISOString() });

  const actions: Readonly<Record<string, Action>> = {
    'GET /clock': () => jsonReply(200, shownClock()),
    'POST /clock': async (request) => {
      const body = parseBody(request);
      if (!body) return refuse(request, 'Send a JSON object.');
      const target = readTarget(body, clock.now());
      if ('problem' in target) return refuse(request, target.problem);
      const fired = await clock.moveTo(target.epochMilliseconds);
      return jsonReply(200, { ...shownClock(), fired });
    },
    'GET /events': (request) => {
      const query = new URLSearchParams(request.rawQueryString);
      const limit = Number(query.get('limit') ?? DEFAULT_LIMIT);
      if (!Number.isInteger(limit) || limit < 1 || limit > LARGEST_LIMIT) {
        return refuse(request, `limit must be a whole number from 1 to ${LARGEST_LIMIT}.`);
      }
      const detailType = query.get('detailType');
      const customerId = query.get('customerId');
      const items = events.find({ ...(detailType && { detailType }), ...(customerId && { customerId }), limit });
      return jsonReply(200, { items });
    },
    'GET /queues': () => jsonReply(200, { items: queues.list() }),
    'GET /executions': (request) => {
      const query = new URLSearchParams(request.rawQueryString);
      const items = executions.list({ status: query.get('status') ?? undefined, limit: LARGEST_LIMIT });
      return items ? jsonReply(200, { items }) : refuse(request, 'There is no such status of an execution.');
    },
    'GET /schedules': () => jsonReply(200, { items: schedules.list() }),
    'GET /people': () => jsonReply(200, people.all()),
    'PUT /people': (request) => {
      const body = parseBody(request);
      if (!body) return refuse(request, 'Send a JSON object: groups by e-mail address.');
      const read = readPeople(body, people.knownGroups);
      if ('problem' in read) return refuse(request, read.problem);
      people.replace(read.people);
      return jsonReply(200, people.all());
    },
    'POST /reset': async () => {
      await options.reset();
      return jsonReply(200, shownClock());
    },
  };

  return async (path, request) => {
    const action = actions[`${request.method} ${path}`];
    if (action) return action(request);
    if (request.method === 'GET' && path.startsWith(EXECUTION)) {
      const arn = decodePath(path.slice(EXECUTION.length));
      const execution = executions.get(arn);
      return execution ? jsonReply(200, execution) : notFound(request, `There is no execution ${arn}.`);
    }
    const known = Object.keys(actions).map((name) => name.replace(' /', ' /control/'));
    known.push('GET /control/executions/{arn}');
    return notFound(request, `The control API knows: ${known.join(', ')}.`);
  };
};

const decodePath = (path: string): string => {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
};

const parseBody = (request: Request): Record<string, unknown> | undefined => {
  try {
    const body: unknown = JSON.parse(request.body.toString('utf8'));
    return isObject(body) ? body : undefined;
  } catch {
    return undefined;
  }
};

const refuse = (request: Request, detail: string): Reply =>
  problemReply('bad-request', detail, correlationIdOf(request) ?? crypto.randomUUID());

const notFound = (request: Request, detail: string): Reply =>
  problemReply('not-found', detail, correlationIdOf(request) ?? crypto.randomUUID());
