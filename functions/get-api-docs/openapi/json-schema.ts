import * as z from 'zod/mini';
import { descriptions } from './descriptions.ts';
import { namedSchemas } from './named-schemas.ts';

/** As much of JSON Schema 2020-12 as the contracts need. */
export interface JsonSchema {
  $ref?: string;
  type?: string;
  format?: string;
  description?: string;
  pattern?: string;
  default?: unknown;
  enum?: unknown[];
  const?: unknown;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  additionalProperties?: boolean | JsonSchema;
  propertyNames?: JsonSchema;
  anyOf?: JsonSchema[];
  [keyword: string]: unknown;
}

const DATE_PATTERN = String.raw`^\d{4}-\d{2}-\d{2}$`;

/** Formats of named texts that are answered, and so are never checked. */
const formats: Readonly<Record<string, string>> = { BusinessDate: 'date', Instant: 'date-time' };

/** Says `format: date` for what the schemas check by hand, and leaves out what only repeats a type or format. */
const readable = (schema: JsonSchema): void => {
  if (schema.pattern === DATE_PATTERN) {
    schema.format = 'date';
    delete schema.pattern;
  }
  if (schema.format === 'email' || schema.pattern?.includes(String.raw`\p{Cc}`)) delete schema.pattern;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  if (schema.propertyNames && !schema.propertyNames.pattern) delete schema.propertyNames;
};

const override = ({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void =>
  readable(jsonSchema as JsonSchema);

const uri = (id: string): string => `#/components/schemas/${id}`;

const describeFields = (name: string, schema: JsonSchema): JsonSchema => {
  const { $schema, $id, ...plain } = schema;
  if (formats[name]) plain.format = formats[name];
  const texts = descriptions[name];
  if (!texts) return plain;
  const { '': about, ...fields } = texts;
  for (const [field, description] of Object.entries(fields)) {
    const property = plain.properties?.[field];
    if (!property) throw new Error(`${name}.${field} is described but is not in the schema`);
    property.description = description;
  }
  return about === undefined ? plain : { description: about, ...plain };
};

/** The schemas under `components.schemas`, as callers send them (input side), each with its descriptions. */
export const componentSchemas = (): Record<string, JsonSchema> => {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(namedSchemas)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { io: 'input', uri, override });
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [name, describeFields(name, schema as JsonSchema)]),
  );
};

const nameOf = (schema: z.ZodMiniType): string | undefined =>
  Object.entries(namedSchemas).find(([, named]) => named === schema)?.[0];

/** A reference to a named schema. Every body and view of the catalogue has a name; one that has none is a mistake. */
export const schemaReference = (schema: z.ZodMiniType): JsonSchema => {
  const name = nameOf(schema);
  if (!name) throw new Error('A body or view is missing in named-schemas.ts');
  return { $ref: uri(name) };
};

/** The fields of path or query parameters, as they are inside: `limit` is a number. */
export const parameterSchemas = (
  schema: z.ZodMiniType,
): { properties: Record<string, JsonSchema>; required: string[] } => {
  const json = z.toJSONSchema(schema, { io: 'output', override }) as JsonSchema;
  return { properties: json.properties ?? {}, required: json.required ?? [] };
};
