import type { OpenApiDocument } from '../openapi/model.ts';
import { anchor, type Html, html } from './html.ts';

const tokenSection = html`<section id="tokens" aria-labelledby="tokens-title">
<h2 id="tokens-title">Tokens</h2>
<p>Everything under <code>/v1</code> asks for a bearer JWT from the client credentials grant, with a scope of the operation.</p>
<pre tabindex="0"><code>curl -s -u "$CLIENT_ID:$CLIENT_SECRET" "$TOKEN_URL" \\
  -d grant_type=client_credentials -d scope="credit/check credit/read"

curl -s "$API/v1/credit-checks" -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" \\
  -d '{"customerId":"C-1042","orderId":"SO-7781","amount":{"amount":"4200.00","currency":"EUR"}}'</code></pre>
</section>`;

const conventions = html`<section id="conventions" aria-labelledby="conventions-title">
<h2 id="conventions-title">Conventions</h2>
<dl>
<dt>Money</dt><dd><code>{ "amount": "1234.50", "currency": "EUR" }</code>, a decimal string with exactly the decimals of the ISO 4217 currency: JPY 0, EUR 2, KWD 3.</dd>
<dt>Dates</dt><dd><code>2026-03-31</code> is a business date in the time zone of the environment, <code>2026-03-31T08:15:00Z</code> an instant.</dd>
<dt>Ids</dt><dd>Of customers, orders, invoices and payments come from you: 1 to 64 characters of <code>A-Z a-z 0-9 . _ : -</code>.</dd>
<dt>Repeating a write</dt><dd>Is safe. The same id with the same body answers 200 with what is stored, with another body 409. Where there is no id of yours, the header <code>Idempotency-Key</code> does it.</dd>
<dt>Lists</dt><dd><code>{ "items": [...], "nextCursor": "..." }</code>; send <code>nextCursor</code> as <code>?cursor=</code> until it is null. <code>?limit=</code> is 1 to 200, 50 by default.</dd>
<dt>Correlation</dt><dd>Send <code>X-Correlation-Id</code> (1 to 128 of <code>A-Z a-z 0-9 . _ : -</code>) to find a request again in logs and events. One is made when there is none, and it comes back with every answer.</dd>
<dt>Unknown fields</dt><dd>Of a request are refused with 400. Answers may grow new fields.</dd>
</dl>
</section>`;

/** `not-found` of `NotFound`. */
const codeOf = (name: string): string => name.replace(/(?<=.)[A-Z]/g, (capital) => `-${capital}`).toLowerCase();

const problemSection = (
  document: OpenApiDocument,
): Html => html`<section id="problems" aria-labelledby="problems-title">
<h2 id="problems-title">Problems</h2>
<p>Errors are <code>application/problem+json</code> (RFC 9457) with a <code>code</code>, the wrong fields under <code>errors</code> and the <code>correlationId</code> of the request; see <a href="#schema-problem">Problem</a>.</p>
<dl class="problem-list">
${Object.entries(document.components.responses).map(
  ([name, response]) =>
    html`<dt id="problem-${anchor(name)}"><code>${codeOf(name)}</code></dt><dd>${response.description}.</dd>`,
)}
</dl>
</section>`;

/** What holds for every operation. */
export const introduction = (document: OpenApiDocument): Html => html`<header>
<h1>${document.info.title}</h1>
<p class="lead">${document.info.description}</p>
<p>Version ${document.info.version}. The same as a document for tools: <a href="/openapi.json">OpenAPI 3.1</a>.</p>
</header>
${tokenSection}
${conventions}
${problemSection(document)}`;
