import { catalogue, topics } from '../../../shared/contracts/catalogue.ts';
import { examples } from '../../../shared/contracts/examples.ts';
import { type Operation, type OperationId, operations, type Scope } from '../../../shared/contracts/operations.ts';
import { componentSchemas } from './json-schema.ts';
import type { OpenApiDocument, OperationObject } from './model.ts';
import { toOperationObject } from './operation.ts';
import { problemResponses } from './problem-responses.ts';

const DESCRIPTION = [
  'Credence decides whether an order may go out on credit, holds its amount against the limit, and follows every',
  'receivable until it is paid. Requests that the schemas do not describe are refused with 400, fields they do not',
  'know included; answers may grow new fields.',
].join(' ');

const scopeTexts: Readonly<Record<Scope, string>> = {
  'credit/check': 'Check credit and hold orders',
  'credit/read': 'Read profiles, receivables and histories',
  'credit/write': 'Write master data, invoices and payments',
  'credit/approve': 'Decide on limit requests',
  'credit/collect': 'Work on collection cases and disputes',
  'credit/policy': 'Change the credit policy',
  'credit/admin': 'Take over limits, write off, set exchange rates',
};

const securitySchemes = (tokenUrl: string): Record<string, object> => ({
  oauth2: {
    type: 'oauth2',
    description: 'A bearer JWT in the Authorization header, from the client credentials grant.',
    flows: { clientCredentials: { tokenUrl, scopes: scopeTexts } },
  },
});

const headers = {
  CorrelationId: { description: 'Names the request in logs and events', schema: { type: 'string' } },
  RetryAfter: { description: 'Seconds to wait', schema: { type: 'integer' } },
};

const paths = (): OpenApiDocument['paths'] => {
  const byPath: Record<string, Record<string, OperationObject>> = {};
  for (const [id, operation] of Object.entries<Operation>(operations)) {
    const operationId = id as OperationId;
    byPath[operation.path] = {
      ...byPath[operation.path],
      [operation.method.toLowerCase()]: toOperationObject(
        operationId,
        operation,
        catalogue[operationId],
        examples[operationId],
      ),
    };
  }
  return byPath;
};

/** The OpenAPI 3.1 document, written from the schemas that requests are checked by. */
export const openApiDocument = (about: { readonly version: string; readonly tokenUrl: string }): OpenApiDocument => ({
  openapi: '3.1.0',
  info: {
    title: 'Credence API',
    version: about.version,
    description: DESCRIPTION,
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  servers: [{ url: '/' }],
  tags: topics.map((name) => ({ name })),
  paths: paths(),
  components: {
    schemas: componentSchemas(),
    responses: problemResponses,
    headers,
    securitySchemes: securitySchemes(about.tokenUrl),
  },
});
