import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { createDocumentClient } from '../../shared/store/table.ts';
import { type Database, engineEnvironment } from './dynamodb.ts';

/**
 * How the network behaves: `pass` as it should; `refuse` closes every connection; `hang` takes requests and never
 * answers; `cut-answers` lets requests through and closes the connection where the answer should come, `halve-answers`
 * in the middle of it.
 */
export type Behaviour = 'pass' | 'refuse' | 'hang' | 'cut-answers' | 'halve-answers';

/** A network that fails on demand, between a client of the store and its engine. */
export interface FailingNetwork {
  readonly endpoint: string;
  /** Behaves so for the next exchanges, then as it should again. */
  readonly behave: (behaviour: Behaviour, exchanges?: number) => void;
  readonly stop: () => Promise<void>;
}

export const startFailingNetwork = async (target: string): Promise<FailingNetwork> => {
  const { port } = new URL(target);
  let behaviour: Behaviour = 'pass';
  let left = 0;
  const sockets = new Set<Socket>();

  const spend = (): Behaviour => {
    if (left <= 0) return 'pass';
    left -= 1;
    return behaviour;
  };

  const server = createServer((client) => {
    sockets.add(client);
    const engine = connect(Number(port), '127.0.0.1');
    let ending: Behaviour = 'pass';
    const close = () => {
      client.destroy();
      engine.destroy();
      sockets.delete(client);
    };
    for (const socket of [client, engine]) socket.on('error', close).on('close', close);
    client.on('data', (chunk) => {
      // A request may come in several chunks; only its first, which has the request line, starts an exchange.
      if (chunk.subarray(0, 5).toString() === 'POST ') ending = spend();
      if (ending === 'refuse') close();
      else if (ending !== 'hang') engine.write(chunk);
    });
    engine.on('data', (chunk) => {
      if (ending === 'pass') client.write(chunk);
      else if (ending === 'halve-answers') client.write(chunk.subarray(0, chunk.length - 1), close);
      else close();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    behave: (next, exchanges = Number.POSITIVE_INFINITY) => {
      behaviour = next;
      left = next === 'pass' ? 0 : exchanges;
    },
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
};

/** A client of the store that goes through the failing network, whatever this process's environment says afterwards. */
export const clientThrough = async (network: FailingNetwork, { endpoint, tableName }: Database) => {
  Object.assign(process.env, engineEnvironment(network.endpoint));
  const client = createDocumentClient();
  // The endpoint is read from the environment with the first request, and kept.
  await client.send(new GetCommand({ TableName: tableName, Key: { pk: 'nothing', sk: 'nothing' } }));
  Object.assign(process.env, engineEnvironment(endpoint));
  return client;
};
