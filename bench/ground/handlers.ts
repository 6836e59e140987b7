import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type OperationId, operations } from '../../shared/contracts/operations.ts';
import type { ApiFunction } from '../../shared/http/api-handler.ts';
import { apiEvent, type Call, lambdaContext } from './api-event.ts';

const functionsFolder = join(import.meta.dirname, '..', '..', 'functions');

/**
 * The handler that serves an operation, loaded from its source.
 * @param instance makes a module of its own with a client of its own; without it, the same one every time.
 */
export const loadHandler = async (operationId: OperationId, instance = ''): Promise<ApiFunction> => {
  const file = join(functionsFolder, operations[operationId].functionName, 'handler.ts');
  const url = pathToFileURL(file);
  url.search = instance;
  const module: { handler: ApiFunction } = await import(url.href);
  return module.handler;
};

export interface Answer {
  readonly statusCode: number;
  readonly body?: string;
}

/** Calls an operation, in this process or over HTTP, and insists on success. */
export type Caller = (operationId: OperationId, call?: Call) => Promise<Answer>;

/** Calls the shipped handlers in this process. */
export const callHandlers = (instance = ''): Caller => {
  const handlers = new Map<OperationId, Promise<ApiFunction>>();
  return async (operationId, call) => {
    const loading = handlers.get(operationId) ?? loadHandler(operationId, instance);
    handlers.set(operationId, loading);
    return succeeded(operationId, await (await loading)(apiEvent(operationId, call), lambdaContext));
  };
};

/** @throws when the answer is not of the 200s: what fails must not be measured. */
export const succeeded = (operationId: OperationId, answer: Answer): Answer => {
  if (answer.statusCode >= 200 && answer.statusCode < 300) return answer;
  throw new Error(`${operationId} answered ${answer.statusCode}: ${answer.body}`);
};
