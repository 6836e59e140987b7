/**
 * Lets calls for one account in one process wait for each other instead of racing to the same condition, which would
 * cost them a transaction each. It is a courtesy, not a guard: other processes are held off by the account's version.
 */
const queues = new Map<string, Promise<unknown>>();

export const oneAtATime = async <T>(name: string, run: () => Promise<T>): Promise<T> => {
  const turn = (queues.get(name) ?? Promise.resolve()).then(run, run);
  const settled = turn.catch(() => undefined);
  queues.set(name, settled);
  try {
    return await turn;
  } finally {
    if (queues.get(name) === settled) queues.delete(name);
  }
};
