import { setTimeout as sleep } from 'node:timers/promises';
import { createDocumentClient } from '../../shared/store/table.ts';

type Client = ReturnType<typeof createDocumentClient>;

interface Consumed {
  readonly operation: string;
  readonly readUnits: number;
  readonly writeUnits: number;
}

interface Capacity {
  readonly ReadCapacityUnits?: number;
  readonly WriteCapacityUnits?: number;
  readonly CapacityUnits?: number;
}

/** A client that notes every request with the capacity units that the engine says it took, indexes included. */
export const meteredClient = (): { client: Client; requests: Consumed[] } => {
  const client = createDocumentClient();
  const requests: Consumed[] = [];
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const asked = Object.assign(args.input as object, { ReturnConsumedCapacity: 'INDEXES' });
      const answer = await next({ ...args, input: asked as typeof args.input });
      const consumed = (answer.output as { ConsumedCapacity?: Capacity | Capacity[] }).ConsumedCapacity;
      const operation = String(context.commandName).replace('Command', '');
      const isWrite = operation === 'TransactWriteItems';
      const units = [consumed ?? []].flat().reduce((sum, one) => sum + (one.CapacityUnits ?? 0), 0);
      requests.push({ operation, readUnits: isWrite ? 0 : units, writeUnits: isWrite ? units : 0 });
      return answer;
    },
    { step: 'initialize', name: 'meter' },
  );
  return { client, requests };
};

export interface Fault {
  /** The name of the command that fails, such as `TransactWriteItemsCommand`. */
  readonly command: string;
  /** Before it is sent: nothing is done. After: it is done, and the answer is lost. */
  readonly when: 'before' | 'after';
  readonly error: () => Error;
  readonly times: number;
}

/** A client whose first requests of a kind fail. */
export const faultyClient = (...faults: readonly Fault[]): { client: Client; seen: () => number } => {
  const client = createDocumentClient();
  const left = faults.map((fault) => ({ ...fault }));
  let seen = 0;
  client.middlewareStack.add(
    (next, context) => async (args) => {
      seen += 1;
      const fault = left.find((one) => one.command === context.commandName && one.times > 0);
      if (!fault) return next(args);
      fault.times -= 1;
      if (fault.when === 'before') throw fault.error();
      await next(args);
      await sleep(1);
      throw fault.error();
    },
    { step: 'initialize', name: 'fault' },
  );
  return { client, seen: () => seen };
};

/** An error as the SDK throws it, by its name. */
export const named =
  (name: string, more: object = {}) =>
  (): Error =>
    Object.assign(new Error(name), { name, ...more });
