import { collectionOperations } from './operations/collections.ts';
import { customerOperations } from './operations/customers.ts';
import { jobOperations } from './operations/jobs.ts';
import { ledgerOperations } from './operations/ledger.ts';
import { legalHandoffOperations } from './operations/legal-handoffs.ts';
import { limitRequestOperations } from './operations/limit-requests.ts';
import type { Operation } from './operations/operation.ts';
import { orderOperations } from './operations/orders.ts';
import { paymentPageOperations } from './operations/payment-pages.ts';
import { policyOperations } from './operations/policy.ts';
import { reportOperations } from './operations/reports.ts';
import { serviceOperations } from './operations/service.ts';

export type { HttpMethod, Operation, Scope } from './operations/operation.ts';

/**
 * Every HTTP operation of the platform: the one list from which the routes are deployed, the OpenAPI document is
 * written and the scopes are enforced. Plain data, so that the stacks can read it without loading a schema.
 */
export const operations = {
  ...customerOperations,
  ...orderOperations,
  ...ledgerOperations,
  ...limitRequestOperations,
  ...collectionOperations,
  ...legalHandoffOperations,
  ...jobOperations,
  ...paymentPageOperations,
  ...policyOperations,
  ...reportOperations,
  ...serviceOperations,
} as const satisfies Record<string, Operation>;

export type OperationId = keyof typeof operations;
