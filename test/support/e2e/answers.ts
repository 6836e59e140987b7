import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import * as z from 'zod';
import { openApiDocument } from '../../../functions/get-api-docs/openapi/document.ts';
import { catalogue } from '../../../shared/contracts/catalogue.ts';
import { type OperationId, operations } from '../../../shared/contracts/operations.ts';
import { ProblemView } from '../../../shared/contracts/problems.ts';
import type { RawAnswer } from './http.ts';

const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
const validators = new Map<unknown, ValidateFunction>();

/** Strict: what the schema does not name must not be there, at any depth. */
const validatorOf = (schema: z.core.$ZodType): ValidateFunction => {
  const known = validators.get(schema);
  if (known) return known;
  const validate = ajv.compile(z.toJSONSchema(schema, { io: 'output' }));
  validators.set(schema, validate);
  return validate;
};

const typeOf = (answer: RawAnswer): string => answer.headers.get('content-type')?.split(';')[0] ?? '';

const wrong = (answer: RawAnswer, what: string): Error =>
  new Error(`${answer.request} was answered with ${answer.status}: ${what}\n${answer.text.slice(0, 500)}`);

const hold = (answer: RawAnswer, schema: z.core.$ZodType): void => {
  const validate = validatorOf(schema);
  if (!validate(JSON.parse(answer.text))) throw wrong(answer, ajv.errorsText(validate.errors));
};

/** @throws unless the answer is one that the catalogue lists for the operation, in the shape that it gives there. */
export const assertAnswer = (operationId: OperationId, answer: RawAnswer): void => {
  const listed = catalogue[operationId].answers.find(({ status }) => status === answer.status);
  if (!listed) throw wrong(answer, 'not a status that the catalogue lists');
  if (!answer.headers.get('x-correlation-id')) throw wrong(answer, 'no correlation id');
  if (listed.otherTypes?.includes(typeOf(answer))) return;
  if (!listed.view) {
    if (answer.text !== '') throw wrong(answer, 'a body where none belongs');
    return;
  }
  if (typeOf(answer) !== 'application/json') throw wrong(answer, `content type ${typeOf(answer)}`);
  hold(answer, listed.view);
};

/** Codes and their status, word by word from the contract. */
export const statusByCode: Readonly<Record<string, number>> = {
  validation: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  gone: 410,
  unprocessable: 422,
  'too-large': 413,
  'rate-limited': 429,
  unavailable: 503,
};

/** What must never leave: stack traces, messages of the SDK, names of tables. */
const INSIDES = /\bat .+\(.*:\d+|node_modules|Exception\b|credence-dev|CUSTOMER#|ConditionalCheck|TransactWrite/;

const document = openApiDocument({ version: '0.0.0', tokenUrl: '/oauth2/token' });

/** @throws unless the published document says that the operation may be answered with this status. */
export const assertDocumented = (operationId: OperationId, answer: RawAnswer): void => {
  const { method, path } = operations[operationId];
  const documented = Object.keys(document.paths[path]?.[method.toLowerCase()]?.responses ?? {});
  if (!documented.includes(String(answer.status))) throw wrong(answer, `documented are ${documented.join(', ')}`);
};

/** @throws unless the answer is a problem as RFC 9457 and the contract have it. */
export const assertProblem = (answer: RawAnswer): ProblemView => {
  if (typeOf(answer) !== 'application/problem+json') throw wrong(answer, `content type ${typeOf(answer)}`);
  hold(answer, ProblemView);
  const problem = JSON.parse(answer.text) as ProblemView;
  if (statusByCode[problem.code] !== answer.status) throw wrong(answer, `code ${problem.code} has another status`);
  if (problem.status !== answer.status) throw wrong(answer, 'the body names another status');
  if (problem.type !== `https://credence.dev/problems/${problem.code}`) throw wrong(answer, `type ${problem.type}`);
  if (problem.title === '' || problem.detail === '') throw wrong(answer, 'nothing is said');
  if (problem.correlationId !== answer.headers.get('x-correlation-id')) throw wrong(answer, 'another correlation id');
  if (INSIDES.test(answer.text)) throw wrong(answer, 'it tells of the insides');
  return problem;
};
