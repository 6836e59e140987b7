import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { openApiDocument } from '../../../functions/get-api-docs/openapi/document.ts';
import type { OperationObject } from '../../../functions/get-api-docs/openapi/model.ts';
import { catalogue } from '../../../shared/contracts/catalogue.ts';
import { examples } from '../../../shared/contracts/examples.ts';
import { type Operation, type OperationId, operations } from '../../../shared/contracts/operations.ts';

const document = openApiDocument({ version: '1.2.3', tokenUrl: 'https://auth.example.com/oauth2/token' });
const asJson: Record<string, unknown> = JSON.parse(JSON.stringify(document));
const all = Object.entries<Operation>(operations) as [OperationId, Operation][];

const operationObject = (operation: Operation): OperationObject => {
  const found = document.paths[operation.path]?.[operation.method.toLowerCase()];
  if (!found) throw new Error(`${operation.method} ${operation.path} is missing`);
  return found;
};

const referencesIn = (value: unknown): string[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === '$ref' ? [String(inner)] : referencesIn(inner)));
};

const resolve = (reference: string): unknown =>
  reference
    .slice(2)
    .split('/')
    .reduce<unknown>((value, step) => (value as Record<string, unknown> | undefined)?.[step], asJson);

describe('the OpenAPI document', () => {
  it('should be valid OpenAPI 3.1', async () => {
    const { valid, errors } = await new Validator().validate(structuredClone(asJson));
    expect(errors).toBeUndefined();
    expect(valid).toBe(true);
  });

  it.each(all)('should describe %s with its scopes, parameters and answers', (id, operation) => {
    const described = operationObject(operation);
    expect(described.operationId).toBe(id);
    expect(described.security.flatMap(({ oauth2 = [] }) => oauth2)).toEqual([...operation.scopes]);
    const inPath = described.parameters?.filter((parameter) => parameter.in === 'path') ?? [];
    expect(inPath.map(({ name }) => `{${name}}`)).toEqual(operation.path.match(/\{\w+\}/g) ?? []);
    expect(inPath.every(({ required }) => required)).toBe(true);
    const statuses = Object.keys(described.responses).map(Number);
    expect(statuses).toEqual(expect.arrayContaining(catalogue[id].answers.map(({ status }) => status)));
    if (operation.scopes.length > 0) expect(statuses).toEqual(expect.arrayContaining([401, 403, 429, 503]));
    const { body, fileTypes, form } = catalogue[id];
    expect(described.requestBody !== undefined).toBe(Boolean(body ?? fileTypes ?? form));
  });

  it('should describe no operation twice or beside the list', () => {
    const described = Object.values(document.paths).flatMap((methods) => Object.values(methods));
    expect(described.map(({ operationId }) => operationId).toSorted()).toEqual(Object.keys(operations).toSorted());
  });

  it('should tell of a report that its day may be still to come, and that no snapshot may be of it', () => {
    const statuses = (id: OperationId) => Object.keys(operationObject(operations[id]).responses);
    const dated = ['getAgingReport', 'getPortfolioReport', 'getCollectionsReport', 'getApprovalsReport'] as const;
    for (const id of [...dated, 'getOverridesReport'] as const) expect(statuses(id), id).toContain('422');
    expect(statuses('getPortfolioReport')).toContain('404');
    expect(statuses('getCashForecast')).not.toContain('422');
  });

  it('should have no reference that leads nowhere', () => {
    const broken = referencesIn(asJson).filter((reference) => resolve(reference) === undefined);
    expect(broken).toEqual([]);
  });

  it('should say that requests take no unknown fields and answers may grow', () => {
    const { CheckCredit, CreditDecision } = document.components.schemas;
    expect(CheckCredit?.additionalProperties).toBe(false);
    expect(CreditDecision?.additionalProperties).toBeUndefined();
  });

  it('should ask for every body but those that may be left out', () => {
    const leftOut = all.filter(([, operation]) => operationObject(operation).requestBody?.required === false);
    expect(leftOut.map(([id]) => id)).toEqual([
      'withdrawLimitRequest',
      'resumeLimitRequest',
      'resumeCollectionCase',
      'runDailyJob',
      'publishPolicy',
    ]);
  });

  it('should ask callers for the list parameters as optional numbers and texts', () => {
    const parameters = operationObject(operations.listCustomers).parameters ?? [];
    const limit = parameters.find(({ name }) => name === 'limit');
    expect(limit).toMatchObject({
      in: 'query',
      required: false,
      schema: { type: 'integer', maximum: 200, default: 50 },
    });
  });
});

describe('the examples of the document', () => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema(asJson, 'document');
  const errorsOf = (schema: string, value: unknown) => {
    const validate = ajv.getSchema(`document${schema}`);
    if (!validate) throw new Error(`${schema} cannot be compiled`);
    return validate(value) ? [] : validate.errors;
  };
  const media = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.values(methods).flatMap((operation) => {
      const response = operation.responses['200'];
      const answered = response && 'content' in response ? response.content?.['application/json'] : undefined;
      return [operation.requestBody?.content['application/json'], answered].flatMap((one) =>
        one?.example === undefined ? [] : [[`${operation.operationId} ${path}`, one] as const],
      );
    }),
  );

  it.each(media)('should fit the schema beside them: %s', (_, { schema, example }) => {
    expect(errorsOf(schema.$ref ?? '', example)).toEqual([]);
  });

  it('should be there for every body', () => {
    const missing = all.filter(([id]) => catalogue[id].body && !examples[id]?.body).map(([id]) => id);
    expect(missing).toEqual(['blacklistCustomer', 'unblacklistCustomer']);
  });
});
