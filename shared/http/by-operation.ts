import { type Operation, type OperationId, operations } from '../contracts/operations.ts';
import type { ApiFunction } from './pipeline.ts';

/**
 * One function for operations whose requests are read by schemas of their own: each request goes to the handler of its
 * operation. One for none of them is answered by the last handler, which says that there is no such operation.
 */
export const byOperation =
  (handlers: readonly (readonly [OperationId, ApiFunction])[], otherwise: ApiFunction): ApiFunction =>
  (event, context) => {
    const found = handlers.find(([id]) => {
      const { method, path }: Operation = operations[id];
      return event.routeKey === `${method} ${path}`;
    });
    return (found?.[1] ?? otherwise)(event, context);
  };
