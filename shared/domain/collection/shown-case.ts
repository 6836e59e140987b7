import type { OpenItem } from '../receivable/receivable.ts';
import type { CollectionCase } from './case.ts';
import type { CaseFacts } from './standing.ts';

/** A case together with what it rests on now, as it is shown to people. */
export interface ShownCase {
  readonly state: CollectionCase;
  /** Who looks after the customer. */
  readonly collector: string | null;
  readonly executionArn: string | null;
  /** Of the customer's account, in which everything overdue is summed up. */
  readonly currency: string;
  readonly openItems: readonly OpenItem[];
  readonly facts: CaseFacts;
}
