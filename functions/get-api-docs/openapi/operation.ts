import type { Answer, Contract } from '../../../shared/contracts/catalogue.ts';
import type { Example } from '../../../shared/contracts/examples.ts';
import type { Operation } from '../../../shared/contracts/operations.ts';
import { parameterDescriptions } from './descriptions.ts';
import { parameterSchemas, schemaReference } from './json-schema.ts';
import type { MediaType, OperationObject, ParameterObject, ResponseObject } from './model.ts';
import { problemsOf } from './problem-responses.ts';

const IDEMPOTENCY_KEY: ParameterObject = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'Makes a repetition safe: the same key and body give the same answer, another body is refused with 409.',
  schema: { type: 'string', minLength: 1, maxLength: 128, pattern: '^[\\x21-\\x7E]+$' },
};

const CORRELATION_ID: ParameterObject = {
  name: 'X-Correlation-Id',
  in: 'header',
  required: false,
  // No pattern in the schema: what does not fit is replaced, not refused.
  description:
    'Names the request in logs and events, and is returned. Made where it is absent or not 1 to 128 characters of ' +
    'A-Z a-z 0-9 . _ : -',
  schema: { type: 'string' },
};

const describedAs = (description: string | undefined) => (description === undefined ? {} : { description });

const addressParameters = (place: 'path' | 'query', schema: Contract['params']): ParameterObject[] => {
  if (!schema) return [];
  const { properties, required } = parameterSchemas(schema);
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    // A default makes a field required inside, where it is always there; callers may leave it out.
    required: required.includes(name) && property.default === undefined,
    ...describedAs(parameterDescriptions[name]),
    schema: property,
  }));
};

const parametersOf = (contract: Contract): ParameterObject[] => [
  ...addressParameters('path', contract.params),
  ...addressParameters('query', contract.query),
  ...(contract.idempotencyKey ? [IDEMPOTENCY_KEY] : []),
  CORRELATION_ID,
];

const requestContent = (contract: Contract, example: Example | undefined): Record<string, MediaType> | undefined => {
  if (contract.fileTypes) {
    const file = { schema: { type: 'string' } };
    const shown = { ...file, ...(example?.file === undefined ? {} : { example: example.file }) };
    // The example is a file of the first type.
    return Object.fromEntries(contract.fileTypes.map((type, index) => [type, index === 0 ? shown : file]));
  }
  if (contract.form) return { 'application/x-www-form-urlencoded': { schema: schemaReference(contract.form) } };
  if (!contract.body) return undefined;
  const schema = schemaReference(contract.body);
  return { 'application/json': { schema, ...(example?.body === undefined ? {} : { example: example.body }) } };
};

const answerContent = (answer: Answer, example: unknown): Record<string, MediaType> => ({
  ...(answer.view
    ? { 'application/json': { schema: schemaReference(answer.view), ...(example === undefined ? {} : { example }) } }
    : {}),
  ...Object.fromEntries((answer.otherTypes ?? []).map((type) => [type, { schema: textSchema(type) }])),
});

const textSchema = (type: string) => (type === 'application/json' ? { type: 'object' } : { type: 'string' });

const toResponse = (answer: Answer, example: unknown): ResponseObject => {
  const content = answerContent(answer, example);
  return {
    description: answer.description,
    headers: { 'X-Correlation-Id': { $ref: '#/components/headers/CorrelationId' } },
    ...(Object.keys(content).length === 0 ? {} : { content }),
  };
};

/** One operation of the document: parameters, body, answers and problems. */
export const toOperationObject = (
  operationId: string,
  operation: Operation,
  contract: Contract,
  example: Example | undefined,
): OperationObject => {
  const content = requestContent(contract, example);
  return {
    operationId,
    summary: contract.summary,
    tags: [contract.topic],
    // One alternative per scope: any of them will do.
    security: operation.scopes.map((scope) => ({ oauth2: [scope] })),
    parameters: parametersOf(contract),
    ...(content ? { requestBody: { required: !contract.optionalBody, content } } : {}),
    responses: {
      ...Object.fromEntries(
        contract.answers.map((answer) => [String(answer.status), toResponse(answer, example?.answer)]),
      ),
      ...problemsOf(operation, contract),
    },
  };
};
