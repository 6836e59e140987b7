import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** One request to the table as the SDK was given it, and its answer; none when it was refused. */
export interface Observed {
  readonly command: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly output: Readonly<Record<string, unknown>> | undefined;
}

/**
 * Runs `load` so that every document client that is made meanwhile asks for the capacity that its requests consume, and
 * tells about each. A middleware on the client does it: the code that makes the client knows nothing of it.
 */
export const observeClients = async <T>(tell: (observed: Observed) => void, load: () => Promise<T>): Promise<T> => {
  const from = DynamoDBDocumentClient.from;
  DynamoDBDocumentClient.from = (...settings) => {
    const client = from.apply(DynamoDBDocumentClient, settings);
    client.middlewareStack.add(
      (next, { commandName: command = '' }) =>
        async (args) => {
          const input: Record<string, unknown> = { ...args.input, ReturnConsumedCapacity: 'INDEXES' };
          try {
            const result = await next({ ...args, input: input as unknown as typeof args.input });
            tell({ command, input, output: { ...result.output } });
            return result;
          } catch (error) {
            tell({ command, input, output: undefined });
            throw error;
          }
        },
      { step: 'initialize', name: 'observe', priority: 'high' },
    );
    return client;
  };
  try {
    return await load();
  } finally {
    DynamoDBDocumentClient.from = from;
  }
};
