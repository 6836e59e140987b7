import type { JsonSchema } from '../openapi/json-schema.ts';
import { anchor, type Html, html } from './html.ts';

const nameOf = (reference: string): string => reference.slice(reference.lastIndexOf('/') + 1);

const codes = (values: readonly unknown[]): Html[] =>
  values.map((value, index) => html`${index > 0 ? ' ' : ''}<code>${String(value)}</code>`);

const alternatives = (types: readonly Html[]): Html =>
  html`${types.map((type, index) => (index > 0 ? html` or ${type}` : type))}`;

/** The type of a value in words, with links to named schemas. */
export const typeText = (schema: JsonSchema): Html => {
  if (schema.$ref) return html`<a href="#schema-${anchor(nameOf(schema.$ref))}">${nameOf(schema.$ref)}</a>`;
  if (schema.anyOf) return alternatives(schema.anyOf.map(typeText));
  if (schema.const !== undefined) return html`<code>${String(schema.const)}</code>`;
  if (schema.enum) return html`one of ${codes(schema.enum)}`;
  if (Array.isArray(schema.type)) return alternatives(schema.type.map((type) => typeText({ type })));
  if (schema.type === 'array') return html`list of ${typeText(schema.items ?? {})}`;
  if (schema.type === 'object' && !schema.properties) {
    return typeof schema.additionalProperties === 'object' && schema.additionalProperties.type
      ? html`map to ${typeText(schema.additionalProperties)}`
      : html`object`;
  }
  if (schema.format) return html`${schema.format}`;
  return html`${schema.type ?? 'any'}`;
};

const bounds: readonly (readonly [keyword: string, words: string])[] = [
  ['minimum', 'at least'],
  ['maximum', 'at most'],
  ['maxLength', 'characters at most:'],
  ['minItems', 'items at least:'],
  ['maxItems', 'items at most:'],
];

const constraintsOf = (schema: JsonSchema): Html[] => [
  ...bounds.flatMap(([keyword, words]) =>
    typeof schema[keyword] === 'number' ? [html`<span class="rule">${words} ${schema[keyword]}</span>`] : [],
  ),
  ...(schema.pattern ? [html`<span class="rule">pattern <code>${schema.pattern}</code></span>`] : []),
  ...(schema.default === undefined
    ? []
    : [html`<span class="rule">default <code>${String(schema.default)}</code></span>`]),
];

const row = (name: string, schema: JsonSchema, required: boolean): Html => html`<tr>
<th scope="row"><code>${name}</code>${required ? html` <span class="required">required</span>` : undefined}</th>
<td>${typeText(schema)}</td>
<td>${schema.description ?? ''} ${constraintsOf(schema)}</td>
</tr>`;

/** Fields of nested objects and of lists of objects get rows of their own, under a dotted name. */
const rowsOf = (schema: JsonSchema, prefix = ''): Html[] =>
  Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const path = `${prefix}${name}`;
    const inner = property.anyOf?.find((choice) => choice.properties) ?? property;
    const nested = inner.items?.properties ? rowsOf(inner.items, `${path}[].`) : rowsOf(inner, `${path}.`);
    return [row(path, property, schema.required?.includes(name) ?? false), ...nested];
  });

export const fieldTable = (caption: string, rows: readonly Html[]): Html => html`<div class="scroll"><table>
<caption>${caption}</caption>
<thead><tr><th scope="col">Name</th><th scope="col">Type</th><th scope="col">Meaning</th></tr></thead>
<tbody>${rows}</tbody>
</table></div>`;

export const parameterRow = (name: string, schema: JsonSchema, required: boolean, description?: string): Html =>
  row(name, description === undefined ? schema : { ...schema, description }, required);

/** The table of an object's fields, or one line on another type. */
export const schemaView = (name: string, schema: JsonSchema): Html =>
  schema.properties ? fieldTable(`Fields of ${name}`, rowsOf(schema)) : html`<p>${typeText(schema)}</p>`;
