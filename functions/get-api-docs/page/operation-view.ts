import type { JsonSchema } from '../openapi/json-schema.ts';
import type { MediaType, OperationObject, ParameterObject, ResponseObject } from '../openapi/model.ts';
import { anchor, type Html, html } from './html.ts';
import { fieldTable, parameterRow, schemaView, typeText } from './schema-view.ts';

/** An operation with its place. */
export interface PlacedOperation {
  readonly method: string;
  readonly path: string;
  readonly operation: OperationObject;
}

const places: Readonly<Record<ParameterObject['in'], string>> = {
  path: 'Path parameters',
  query: 'Query parameters',
  header: 'Headers',
};

/** The same header on every operation is told once, among the conventions. */
const EVERYWHERE = 'X-Correlation-Id';

const parameterTables = (parameters: readonly ParameterObject[]): Html[] =>
  (['path', 'query', 'header'] as const).flatMap((place) => {
    const here = parameters.filter(({ in: where, name }) => where === place && name !== EVERYWHERE);
    if (here.length === 0) return [];
    const rows = here.map(({ name, schema, required, description }) =>
      parameterRow(name, schema, required, description),
    );
    return [fieldTable(places[place], rows)];
  });

const exampleText = (example: unknown): string =>
  typeof example === 'string' ? example : JSON.stringify(example, null, 2);

const mediaView = ([type, media]: [string, MediaType]): Html => html`
<p><code>${type}</code> ${typeText(media.schema)}</p>
${media.example === undefined ? undefined : html`<pre tabindex="0"><code>${exampleText(media.example)}</code></pre>`}`;

const bodyView = (
  content: Readonly<Record<string, MediaType>>,
  schemas: Readonly<Record<string, JsonSchema>>,
): Html => {
  const name = Object.values(content)[0]?.schema.$ref?.split('/').at(-1) ?? '';
  const schema = schemas[name];
  return html`<h4>Body</h4>${Object.entries(content).map(mediaView)}${schema && schemaView(name, schema)}`;
};

const isReference = (response: object): response is { readonly $ref: string } => '$ref' in response;

const answers = (operation: OperationObject): (readonly [string, ResponseObject])[] =>
  Object.entries(operation.responses).flatMap(([status, response]) =>
    isReference(response) ? [] : [[status, response] as const],
  );

const problems = (operation: OperationObject): Html[] =>
  Object.entries(operation.responses).flatMap(([status, response]) =>
    isReference(response)
      ? [html`<li><a href="#problem-${anchor(response.$ref.split('/').at(-1) ?? '')}">${status}</a></li>`]
      : [],
  );

const scopeText = (operation: OperationObject): Html => {
  const scopes = operation.security.flatMap((alternative) => Object.values(alternative).flat());
  if (scopes.length === 0) return html`<p class="scope">No token</p>`;
  return html`<p class="scope">Scope ${scopes.map((scope, index) => html`${index > 0 ? ' or ' : ''}<code>${scope}</code>`)}</p>`;
};

/** The section of one operation: what to send, an example, and what comes back. */
export const operationView = (
  { method, path, operation }: PlacedOperation,
  schemas: Readonly<Record<string, JsonSchema>>,
): Html => {
  const problemLinks = problems(operation);
  return html`<section class="operation" id="${anchor(operation.operationId)}" aria-labelledby="${anchor(operation.operationId)}-title">
<h3 id="${anchor(operation.operationId)}-title">${operation.summary}</h3>
<p class="route"><span class="method ${method.toLowerCase()}">${method}</span> <code>${path}</code></p>
${scopeText(operation)}
${parameterTables(operation.parameters ?? [])}
${operation.requestBody && bodyView(operation.requestBody.content, schemas)}
<h4>Answers</h4>
${answers(operation).map(
  ([status, response]) => html`<div class="answer"><p><span class="status">${status}</span> ${response.description}</p>
${Object.entries(response.content ?? {}).map(mediaView)}</div>`,
)}
${problemLinks.length > 0 ? html`<p class="problems-label">Problems</p><ul class="problems">${problemLinks}</ul>` : undefined}
</section>`;
};
