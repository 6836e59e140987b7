import type { Role } from '../policy/roles.ts';

/** What people and systems are warned of. The names are those of the events. */
export const warningKinds = [
  'LimitNearlyUsed',
  'LimitFullyUsed',
  'ReceivableFallingDue',
  'ReceivableOverdue',
  'GradeDropped',
  'BlacklistProposed',
  'UnusualOrder',
  'CoverLapsing',
  'LargeDebtor',
  'OverrideRateHigh',
] as const;
export type WarningKind = (typeof warningKinds)[number];

/** Whom a warning is mailed to: somebody of the customer's own, or else, and for roles, everybody of a role. */
export const warningRecipients = ['CREDIT_ANALYST', 'COLLECTOR', 'SALESPERSON'] as const;
export type WarningRecipient = (typeof warningRecipients)[number] | Role;

/** The longest time before its last day, in days, that a policy may have it told that a cover is about to lapse. */
export const MOST_COVER_LAPSES_DAYS = 365;

/** Debtors among whom one may be a large one, where a policy does not say. */
export const LARGE_DEBTOR_AMONG = 10;

/** The part of the policy that warnings go by; written in the document as it is here. */
export interface WarningPolicy {
  /** Share of the limit, in percent, from which `LimitNearlyUsed` is told; `LimitFullyUsed` is told from 100. */
  readonly limitUsedPercent: string;
  /** Days before its due date on which an invoice is said to fall due; `null`: it is not. */
  readonly fallingDueDays: number | null;
  readonly coverLapsesDays: number;
  /** Share of all open receivables, in percent, from which one customer is a large debtor. */
  readonly largeDebtorPercent: string;
  /** So many customers at least must owe anything for one of them to be a large debtor; ten where left out. */
  readonly largeDebtorAmong?: number;
  /** An approver overrides far above the others from `factor` times their rate on, after `minimum` overrides. */
  readonly overrides: { readonly factor: string; readonly minimum: number };
  /** Which of the warnings are mailed, and to whom; all are events. */
  readonly mails: readonly { readonly warning: WarningKind; readonly to: WarningRecipient }[];
}

export const builtInWarnings: WarningPolicy = {
  limitUsedPercent: '80',
  fallingDueDays: 3,
  coverLapsesDays: 30,
  largeDebtorPercent: '20',
  largeDebtorAmong: LARGE_DEBTOR_AMONG,
  overrides: { factor: '2', minimum: 5 },
  mails: [
    { warning: 'LimitFullyUsed', to: 'CREDIT_ANALYST' },
    { warning: 'LimitNearlyUsed', to: 'CREDIT_ANALYST' },
    { warning: 'GradeDropped', to: 'CREDIT_ANALYST' },
    { warning: 'BlacklistProposed', to: 'credit-managers' },
    { warning: 'UnusualOrder', to: 'CREDIT_ANALYST' },
    { warning: 'CoverLapsing', to: 'CREDIT_ANALYST' },
    { warning: 'LargeDebtor', to: 'credit-managers' },
    { warning: 'OverrideRateHigh', to: 'credit-managers' },
  ],
};
