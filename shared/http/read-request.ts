import type * as z from 'zod/mini';
import type { ServiceConfig } from '../config.ts';
import type { OperationId } from '../contracts/operations.ts';
import { momentAt } from '../dates.ts';
import { type FieldError, Refusal } from '../errors.ts';
import {
  contentTypeOf,
  MAX_FILE_BYTES,
  MAX_FORM_BYTES,
  MAX_JSON_BYTES,
  readFileText,
  readJson,
  readText,
} from './body.ts';
import type { ApiMiddleware, ApiRequest, Exchange } from './exchange.ts';
import { readForm } from './form.ts';
import { idempotencyKeyOf, requestHash } from './idempotency.ts';
import { invalidField, invalidFields, validate, validOrRefuse } from './validation.ts';

/** The schemas that a handler reads its requests by. Left out: the part is not read and is undefined. */
export interface RequestSchemas {
  readonly params?: z.ZodMiniType;
  readonly query?: z.ZodMiniType;
  readonly body?: z.ZodMiniType;
  /** The most that a JSON body may have, without its white space; larger ones are not even looked at (413). */
  readonly maxKibibytes?: number;
  /** Instead of a body: the fields of an HTML form, each a text. */
  readonly form?: z.ZodMiniType;
  /** Sending no body is sending an empty object. */
  readonly optionalBody?: boolean;
  /** For files: the media types that `rawBody` may have. */
  readonly fileTypes?: readonly string[];
}

const readFile = (contentType: string, text: string, fileTypes: readonly string[]): void => {
  if (!fileTypes.includes(contentType)) throw invalidField('Content-Type', `must be ${fileTypes.join(' or ')}`);
  if (text.trim() === '') throw invalidField('body', 'is required: send the file');
};

/** Path and query together, so that one answer names all that is wrong with the address. */
const readAddress = (exchange: Exchange, schemas: RequestSchemas) => {
  const { pathParameters, queryStringParameters } = exchange.event;
  const errors: FieldError[] = [];
  const read = (schema: z.ZodMiniType | undefined, value: unknown): unknown => {
    if (!schema) return undefined;
    const result = validate(schema, value ?? {});
    if ('errors' in result) {
      errors.push(...result.errors);
      return undefined;
    }
    return result.data;
  };
  const params = read(schemas.params, pathParameters);
  const query = read(schemas.query, queryStringParameters);
  if (errors.length > 0) throw invalidFields(errors);
  return { params, query };
};

/** As text without white space. @throws validation for what is nested too deeply for that, which nothing that is right is. */
const compact = (json: unknown): string => {
  try {
    return JSON.stringify(json);
  } catch (error) {
    if (error instanceof RangeError) throw invalidField('body', 'is nested too deeply');
    throw error;
  }
};

/** What is small as it was sent need not be measured: without its white space it is no larger. */
const refuseTooLarge = (rawBody: string, json: unknown, most: number): void => {
  if (Buffer.byteLength(rawBody) <= most * 1024) return;
  const kibibytes = Math.ceil(Buffer.byteLength(compact(json)) / 1024);
  if (kibibytes > most) {
    throw new Refusal('too-large', `The document has ${kibibytes} KiB; it may have ${most} KiB at most.`);
  }
};

const readFormBody = ({ event }: Exchange, form: z.ZodMiniType) => {
  const rawBody = readText(event, MAX_FORM_BYTES);
  const fields = readForm(event, rawBody);
  return { rawBody, json: fields, body: validOrRefuse(form, fields) };
};

const readBody = (exchange: Exchange, schemas: RequestSchemas) => {
  if (schemas.form) return readFormBody(exchange, schemas.form);
  if (!schemas.body && !schemas.fileTypes) return { rawBody: '', json: undefined, body: undefined };
  if (schemas.fileTypes) {
    const rawBody = readFileText(exchange.event, MAX_FILE_BYTES);
    readFile(contentTypeOf(exchange.event), rawBody, schemas.fileTypes);
    return { rawBody, json: rawBody, body: undefined };
  }
  const rawBody = readText(exchange.event, MAX_JSON_BYTES);
  const json = rawBody === '' && schemas.optionalBody ? {} : readJson(exchange.event, rawBody);
  if (schemas.maxKibibytes !== undefined) refuseTooLarge(rawBody, json, schemas.maxKibibytes);
  return { rawBody, json, body: schemas.body && validOrRefuse(schemas.body, json) };
};

/** Reads and checks everything that the caller sent. */
export const readRequest = (
  exchange: Exchange,
  operationId: OperationId,
  schemas: RequestSchemas,
  config: Pick<ServiceConfig, 'timeZone'>,
): ApiRequest => {
  const { event, caller, correlationId, log } = exchange;
  if (!caller) throw new Refusal('unauthenticated', 'A bearer token is required.');
  const idempotencyKey = idempotencyKeyOf(event);
  const { params, query } = readAddress(exchange, schemas);
  const { rawBody, json, body } = readBody(exchange, schemas);
  return {
    operationId,
    params,
    query,
    body,
    bodyHash: requestHash(operationId, params ?? {}, json ?? null),
    ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
    rawBody,
    contentType: contentTypeOf(event),
    accept: event.headers?.accept ?? '*/*',
    caller,
    correlationId,
    moment: momentAt(event.requestContext.timeEpoch, config.timeZone),
    log,
  };
};

/** The last step before the handler. */
export const requestReader = (schemas: RequestSchemas, config: Pick<ServiceConfig, 'timeZone'>): ApiMiddleware => ({
  before: ({ event: exchange }) => {
    if (!exchange.operationId) throw new Refusal('not-found', 'There is no such operation.');
    exchange.request = readRequest(exchange, exchange.operationId, schemas, config);
  },
});
