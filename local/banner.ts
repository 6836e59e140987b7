import type { Platform } from './platform.ts';

/** What is printed once the platform is ready: what runs, where it is, and a first call to copy. */
export const banner = ({ endpoints, started }: Platform, dataDir: string): string => `
Credence is ready.

${started.map((line) => `  ${line}`).join('\n')}

  API        ${endpoints.api}/v1
  Reference  ${endpoints.docs}
  Tokens     ${endpoints.tokenUrl}
  Mail       ${endpoints.outbox}
  Control    ${endpoints.control}
  Console    ${endpoints.console}
  DynamoDB   ${endpoints.dynamodb}
  Data       ${dataDir}

Try it:

  TOKEN=$(curl -s ${endpoints.tokenUrl} -d grant_type=client_credentials \\
    -d client_id=local -d client_secret=local | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')

  curl -s ${endpoints.api}/v1/credit-checks -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \\
    -d '{"customerId":"ACME-1","orderId":"ORDER-1","amount":{"amount":"1200.00","currency":"EUR"}}'

Ctrl-C ends it; the next start goes on where it stopped.
`;
