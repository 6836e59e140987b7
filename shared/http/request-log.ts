import type { ApiMiddleware } from './exchange.ts';

/** One line per request: operation, status and duration. Never bodies, tokens or addresses of people. */
export const requestLog = (): ApiMiddleware => {
  const startedAt = new WeakMap<object, number>();
  const write: ApiMiddleware['after'] = ({ event: exchange, response }) => {
    const durationMs = Math.round((performance.now() - (startedAt.get(exchange) ?? 0)) * 10) / 10;
    exchange.log.info('request', { status: response?.statusCode, durationMs, caller: exchange.caller?.clientId });
  };
  return {
    before: ({ event: exchange }) => {
      startedAt.set(exchange, performance.now());
    },
    after: write,
    onError: write,
  };
};
