import type { OpenApiDocument } from '../openapi/model.ts';
import { anchor, type Html, html, trusted } from './html.ts';
import { introduction } from './introduction.ts';
import { operationView, type PlacedOperation } from './operation-view.ts';
import { schemaView } from './schema-view.ts';
import { style } from './style.ts';

const placedOperations = (document: OpenApiDocument): readonly PlacedOperation[] =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );

const taggedWith = (operations: readonly PlacedOperation[], tag: string): readonly PlacedOperation[] =>
  operations.filter(({ operation }) => operation.tags.includes(tag));

const navigation = (document: OpenApiDocument, operations: readonly PlacedOperation[]): Html => html`
<nav aria-label="Contents">
<p class="brand"><a href="#top">Credence API</a> <span>${document.info.version}</span></p>
<details open><summary>Basics</summary><ul>
<li><a href="#tokens">Tokens</a></li><li><a href="#conventions">Conventions</a></li><li><a href="#problems">Problems</a></li>
</ul></details>
${document.tags.map(
  ({ name }) => html`<details open><summary>${name}</summary><ul>
${taggedWith(operations, name).map(
  ({ method, operation }) =>
    html`<li><a href="#${anchor(operation.operationId)}"><span class="method ${method.toLowerCase()}">${method}</span> ${operation.summary}</a></li>`,
)}</ul></details>`,
)}
<details><summary>Schemas</summary><ul>
${Object.keys(document.components.schemas).map((name) => html`<li><a href="#schema-${anchor(name)}">${name}</a></li>`)}
</ul></details>
</nav>`;

const schemaSections = (document: OpenApiDocument): Html[] =>
  Object.entries(document.components.schemas).map(
    ([name, schema]) => html`<section class="schema" id="schema-${anchor(name)}">
<h3>${name}</h3>
${schema.description ? html`<p>${schema.description}</p>` : undefined}
${schemaView(name, schema)}
</section>`,
  );

/** The readable reference: one page without scripts, written from the OpenAPI document alone. */
export const docsPage = (document: OpenApiDocument): string => {
  const operations = placedOperations(document);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Credence API reference</title>
<style>${trusted(style)}</style>
</head>
<body id="top">
<a class="skip" href="#content">Skip to the reference</a>
<div class="layout">
${navigation(document, operations)}
<main id="content">
${introduction(document)}
${document.tags.map(
  ({ name }) => html`<h2 id="topic-${anchor(name)}">${name}</h2>
${taggedWith(operations, name).map((placed) => operationView(placed, document.components.schemas))}`,
)}
<h2 id="schemas">Schemas</h2>
${schemaSections(document)}
</main>
</div>
</body>
</html>`.html;
};
