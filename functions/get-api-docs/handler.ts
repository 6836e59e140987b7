import { createHash } from 'node:crypto';
import { readDocsConfig } from '../../shared/config.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { content, ok } from '../../shared/http/replies.ts';
import { openApiDocument } from './openapi/document.ts';
import { docsPage } from './page/page.ts';
import { style } from './page/style.ts';

const config = readDocsConfig();

const document = openApiDocument({ version: config.serviceVersion, tokenUrl: config.tokenUrl });

const styleHash = createHash('sha256').update(style).digest('base64');

/** Nothing is loaded and nothing runs: the one style sheet is allowed by its hash. */
const CONTENT_SECURITY_POLICY = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** The OpenAPI document and the page made from it. Public, and the same for everyone until the next deployment. */
export const handler = apiHandler({ operations: ['getOpenApi', 'getDocs'], config }, async (request) => {
  if (request.operationId === 'getOpenApi') return ok(document);
  return content('text/html', docsPage(document), {
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'referrer-policy': 'no-referrer',
  });
});
