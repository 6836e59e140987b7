import { absenceContracts } from './catalogue/absences.ts';
import { approvalPageContracts } from './catalogue/approval-pages.ts';
import { collectionContracts } from './catalogue/collections.ts';
import type { Contract } from './catalogue/contract.ts';
import { customerContracts } from './catalogue/customers.ts';
import { jobContracts } from './catalogue/jobs.ts';
import { ledgerContracts } from './catalogue/ledger.ts';
import { legalHandoffContracts } from './catalogue/legal-handoffs.ts';
import { limitRequestContracts } from './catalogue/limit-requests.ts';
import { orderContracts } from './catalogue/orders.ts';
import { paymentPageContracts } from './catalogue/payment-pages.ts';
import { policyContracts } from './catalogue/policy.ts';
import { reportContracts } from './catalogue/reports.ts';
import { serviceContracts } from './catalogue/service.ts';
import type { OperationId } from './operations.ts';

export { type Answer, type Contract, type Topic, topics } from './catalogue/contract.ts';

/**
 * The contract of every operation, for the OpenAPI document and for tests that hold answers against it. Handlers name
 * their own schemas instead of reading this, so that each bundle carries only what it serves.
 */
export const catalogue: Readonly<Record<OperationId, Contract>> = {
  ...customerContracts,
  ...orderContracts,
  ...ledgerContracts,
  ...limitRequestContracts,
  ...absenceContracts,
  ...collectionContracts,
  ...legalHandoffContracts,
  ...jobContracts,
  ...policyContracts,
  ...approvalPageContracts,
  ...paymentPageContracts,
  ...reportContracts,
  ...serviceContracts,
};
