import type { BusinessDate, Instant } from '../../dates.ts';
import type { Money } from '../../money.ts';
import type { Role } from '../policy/roles.ts';
import type { CaseStatus, OpenPromise, Pause } from './case.ts';
import type { StepKind } from './strategy.ts';

/** Why a legal handoff came back. `NOTHING_LEFT`: when it was approved, all of it had been paid, promised or disputed. */
export type HandoffReturn = 'NOT_APPROVED' | 'NOTHING_LEFT' | 'REJECTED' | 'RECALLED';

/** `REPLACED`: by a later promise for the same items; `CANCELLED`: by a person, or because all that remains of it is disputed. */
export type PromiseOutcome = 'KEPT' | 'PARTLY_KEPT' | 'BROKEN' | 'REPLACED' | 'CANCELLED';

/** What people and the platform note in a case: it changes nothing but its story. */
export type NoteKind = 'TASK_OUTCOME' | 'TASK_ESCALATED' | 'LEGAL_TOLD';

/** What happened to a case. `by` is a person, or `null` for the platform. Who acts on them acts once for each. */
export type CaseEvent = { readonly at: Instant; readonly by: string | null } & (
  | {
      readonly type: 'StepTaken';
      readonly key: string;
      readonly cycle: number;
      readonly stepId: string;
      readonly kind: StepKind;
      readonly daysFromDue: number;
      /** How many items the step is about, what remains of them, and the latest of their due dates. */
      readonly items: number;
      readonly totals: readonly Money[];
      readonly chasedThrough: BusinessDate;
      readonly hold: boolean;
      readonly needsApproval: Role | null;
    }
  | { readonly type: 'CasePaused'; readonly pause: Pause }
  | { readonly type: 'CaseResumed'; readonly reason: string | null }
  | { readonly type: 'CaseEscalated'; readonly reason: string }
  | { readonly type: 'PromiseMade'; readonly promise: OpenPromise }
  | {
      readonly type: 'PromiseEnded';
      readonly promiseId: string;
      readonly outcome: PromiseOutcome;
      readonly promised: Money;
      /** By how much less is owed of what it was for. */
      readonly paid: Money;
      /** Something of it is overdue and neither paid nor disputed: the next step comes at once. */
      readonly hurries: boolean;
    }
  | { readonly type: 'MessageBounced'; readonly key: string; readonly address: string }
  /** Something of what is owed is disputed; somebody has to resolve it. */
  | {
      readonly type: 'DisputeNoted';
      readonly disputeId: string;
      readonly invoiceIds: readonly string[];
      readonly reason: string;
    }
  /** It is resolved, or nothing of it is owed any more. */
  | { readonly type: 'DisputeEnded'; readonly disputeId: string }
  | { readonly type: 'Noted'; readonly kind: NoteKind; readonly text: string }
  | {
      readonly type: 'HandoffApproved';
      readonly comment: string | null;
      /** The latest due date of what is handed over. */
      readonly chasedThrough: BusinessDate;
    }
  | { readonly type: 'HandoffAcknowledged'; readonly matterNumber: string }
  | {
      readonly type: 'HandoffReturned';
      readonly outcome: HandoffReturn;
      readonly why: string;
      /** Since when the lawyers had it; left out where it never came that far. */
      readonly handedOverAt?: Instant;
    }
  | { readonly type: 'CycleSettled'; readonly cycle: number }
  | { readonly type: 'CycleReopened'; readonly cycle: number }
  | { readonly type: 'HoldPlaced' }
  | { readonly type: 'HoldLifted' }
  | { readonly type: 'StatusChanged'; readonly from: CaseStatus; readonly to: CaseStatus }
  | {
      readonly type: 'CaseClosed';
      /** A payment closed it, of something that the customer was written to about. */
      readonly thanks: boolean;
      readonly wasWithLegal: boolean;
    }
  | { readonly type: 'CaseReopened' }
);
