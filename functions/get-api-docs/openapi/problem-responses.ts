import type { Contract } from '../../../shared/contracts/catalogue.ts';
import type { Operation } from '../../../shared/contracts/operations.ts';
import type { ResponseObject } from './model.ts';

const problem = (description: string, headers?: Record<string, object>): ResponseObject => ({
  description,
  ...(headers ? { headers } : {}),
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

/** The same for people: a page. */
const page = (description: string, headers?: Record<string, object>): ResponseObject => ({
  description,
  ...(headers ? { headers } : {}),
  content: { 'text/html': { schema: { type: 'string' } } },
});

const retryAfter = { 'Retry-After': { $ref: '#/components/headers/RetryAfter' } };

/** The problems under `components.responses`. */
export const problemResponses = {
  Validation: problem('400: the request is malformed; the list of errors names each wrong field'),
  Unauthenticated: problem('401: no token, or one that is not valid'),
  Forbidden: problem('403: the token lacks the scope'),
  NotFound: problem('404: there is no such thing'),
  Conflict: problem('409: the same id or key was used with another body, or the state does not allow it'),
  TooLarge: problem('413: the body is too large'),
  Unprocessable: problem('422: well formed, but it cannot be carried out as things stand'),
  RateLimited: problem('429: too many requests', retryAfter),
  Unavailable: problem('503: not at the moment; try again after the time in Retry-After', retryAfter),
  PageForbidden: page('403: the amount is too large for a link alone; the page asks to sign in'),
  PageNotFound: page('404: the link was never given out'),
  PageGone: page('410: the link is used, replaced, expired or closed; the page says why'),
  PageInvalid: page('400: the form has fields that it cannot have'),
  PageTooLarge: page('413: the form is larger than 16 KiB'),
  PageUnprocessable: page('422: nothing is decided; the page shows the form again, and what is wrong with it'),
  PageRateLimited: page('429: too many requests', retryAfter),
  PageUnavailable: page('503: not at the moment; try again after the time in Retry-After', retryAfter),
} satisfies Record<string, ResponseObject>;

type ProblemName = keyof typeof problemResponses;

const reference = (name: ProblemName) => ({ $ref: `#/components/responses/${name}` });

const pageProblemsOf = (contract: Contract): Record<string, { $ref: string }> => ({
  ...(contract.form ? { 400: reference('PageInvalid'), 403: reference('PageForbidden') } : {}),
  404: reference('PageNotFound'),
  410: reference('PageGone'),
  ...(contract.form ? { 413: reference('PageTooLarge'), 422: reference('PageUnprocessable') } : {}),
  429: reference('PageRateLimited'),
  503: reference('PageUnavailable'),
});

/** Which problems an operation may answer with, by status. */
export const problemsOf = (operation: Operation, contract: Contract): Record<string, { $ref: string }> => {
  if (contract.page) return pageProblemsOf(contract);
  const writes = operation.method !== 'GET';
  const carriesBody = contract.body !== undefined || contract.fileTypes !== undefined;
  const reads = contract.params !== undefined || contract.query !== undefined || carriesBody;
  return {
    ...(reads ? { 400: reference('Validation') } : {}),
    ...(operation.scopes.length > 0 ? { 401: reference('Unauthenticated'), 403: reference('Forbidden') } : {}),
    ...(contract.params || contract.namesCustomer || contract.mayBeMissing ? { 404: reference('NotFound') } : {}),
    ...(writes ? { 409: reference('Conflict') } : {}),
    ...(carriesBody ? { 413: reference('TooLarge') } : {}),
    ...(carriesBody || contract.upToToday ? { 422: reference('Unprocessable') } : {}),
    429: reference('RateLimited'),
    ...(operation.scopes.length > 0 ? { 503: reference('Unavailable') } : {}),
  };
};
