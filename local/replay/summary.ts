import { type CustomerAudit, peakOf } from './audit.ts';
import type { CollectionsSummary } from './collections.ts';
import type { Agreement } from './compare.ts';
import { type GradesSummary, gradesOf } from './grades.ts';
import type { BehaviourFigures } from './hand-conduct.ts';
import { type Lateness, latenessOf } from './lateness.ts';
import { CURRENCY, decimal, type Ledger } from './ledger.ts';
import type { Meter, Throughput } from './meter.ts';
import type { Played } from './play.ts';
import type { Day } from './steps.ts';

export interface CustomerSummary {
  readonly customerId: string;
  readonly invoicesPaid: number;
  /** Share of the paid invoices that were paid by their due date, 0 to 1. */
  readonly onTimeRatio: number | null;
  readonly averageDaysLate: number | null;
  /** Everything that the profile says of the customer's behaviour. */
  readonly behaviour: BehaviourFigures;
  /** At the end of the replay, as the grade. */
  readonly score: number | null;
  readonly grade: string | null;
  readonly ordersReferred: number;
  readonly limit: string;
  readonly exposure: string;
  readonly overdue: string;
  /** The highest overdue amount at the end of a month. */
  readonly worstOverdue: string;
}

/** What a replay ends with; `--json` prints it as it is. Amounts are decimal texts in `currency`. */
export interface Summary {
  readonly ledger: {
    readonly source: string;
    readonly customers: number;
    readonly invoices: number;
    readonly firstDay: string;
    readonly lastDay: string;
    readonly currency: string;
  };
  readonly limits: { readonly rule: string; readonly factor: number; readonly total: string };
  readonly decisions: {
    readonly total: number;
    /** Outcome with its reasons: how many. */
    readonly byOutcome: Readonly<Record<string, number>>;
    /** The invoices of history exist: their orders were shipped whatever the check said. */
    readonly referredAndShipped: number;
    /** Share of late payments among the orders that were approved, and among those that were not. */
    readonly lateRatio: { readonly approved: number | null; readonly notApproved: number | null };
  };
  readonly exposure: { readonly atEnd: string; readonly peak: string; readonly peakOn: string };
  readonly overdue: { readonly atEnd: string; readonly peak: string; readonly peakOn: string };
  /** How late the paid invoices of the ledger were. */
  readonly lateness: Lateness;
  readonly collections: CollectionsSummary;
  readonly grades: GradesSummary;
  readonly customers: readonly CustomerSummary[];
  readonly history: { readonly entries: number; readonly intactChains: number; readonly rightSums: number };
  readonly agreement: Agreement;
  readonly throughput: {
    readonly calls: number;
    readonly seconds: number;
    readonly callsPerSecond: number;
    readonly operations: readonly Throughput[];
  };
  readonly errors: readonly string[];
}

export interface SummaryInput {
  readonly ledger: Ledger;
  readonly days: readonly Day[];
  readonly factor: number;
  readonly limits: ReadonlyMap<string, bigint>;
  readonly played: Played;
  readonly audits: readonly CustomerAudit[];
  readonly collections: CollectionsSummary;
  readonly agreement: Agreement;
  readonly meter: Meter;
  readonly seconds: number;
}

export const summarise = (input: SummaryInput): Summary => {
  const { ledger, days, factor, limits, played, audits, collections, agreement, meter, seconds } = input;
  const peak = peakOf(audits);
  const worst = played.readings.toSorted((a, b) => Number(b.overdue - a.overdue))[0];
  const calls = meter.calls();
  return {
    ledger: {
      source: ledger.source,
      customers: audits.length,
      invoices: ledger.invoices.length,
      firstDay: days[0]?.date ?? '',
      lastDay: days.findLast(({ stepsByCustomer }) => stepsByCustomer.size > 0)?.date ?? '',
      currency: CURRENCY,
    },
    limits: {
      rule: `highest exposure of the customer in the ledger, orders included, x ${factor}`,
      factor,
      total: decimal(sum([...limits.values()])),
    },
    decisions: decisionsOf(ledger, played),
    exposure: {
      atEnd: decimal(sum(audits.map(({ exposure }) => exposure))),
      peak: decimal(peak.exposure),
      peakOn: peak.date,
    },
    overdue: {
      atEnd: decimal(sum(audits.map(({ overdue }) => overdue))),
      peak: decimal(worst?.overdue ?? 0n),
      peakOn: worst?.date ?? '',
    },
    lateness: latenessOf(ledger),
    collections,
    grades: gradesOf(ledger, audits),
    customers: audits.map((audit) => customerSummary(audit, input)),
    history: {
      entries: audits.reduce((total, { entries }) => total + entries, 0),
      intactChains: audits.filter(({ isChainIntact }) => isChainIntact).length,
      rightSums: audits.filter(({ isSumRight }) => isSumRight).length,
    },
    agreement,
    throughput: {
      calls,
      seconds: Number(seconds.toFixed(1)),
      callsPerSecond: Math.round(calls / seconds),
      operations: meter.throughput(),
    },
    errors: meter.errors(),
  };
};

const sum = (values: readonly bigint[]): bigint => values.reduce((total, value) => total + value, 0n);

const isApproved = (decision: string | undefined): boolean => decision === 'APPROVED';

const decisionsOf = (ledger: Ledger, { decisions }: Played): Summary['decisions'] => {
  const counts = Map.groupBy(decisions.values(), (decision) => decision);
  const lateRatio = (approved: boolean): number | null => {
    const settled = ledger.invoices.filter(
      ({ invoiceId, settledOn }) => settledOn !== null && isApproved(decisions.get(invoiceId)) === approved,
    );
    const late = settled.filter(({ settledOn, dueOn }) => settledOn !== null && settledOn > dueOn);
    return settled.length === 0 ? null : Number((late.length / settled.length).toFixed(4));
  };
  return {
    total: decisions.size,
    byOutcome: Object.fromEntries([...counts].map(([decision, all]) => [decision, all.length])),
    referredAndShipped: [...decisions.values()].filter((decision) => !isApproved(decision)).length,
    lateRatio: { approved: lateRatio(true), notApproved: lateRatio(false) },
  };
};

const customerSummary = (audit: CustomerAudit, { ledger, limits, played }: SummaryInput): CustomerSummary => {
  const { customerId } = audit;
  const own = ledger.invoices.filter((invoice) => invoice.customerId === customerId);
  return {
    customerId,
    invoicesPaid: audit.invoicesPaid,
    onTimeRatio: audit.onTimeRatio,
    averageDaysLate: audit.averageDaysLate,
    score: audit.score,
    grade: audit.grade,
    behaviour: audit.behaviour,
    ordersReferred: own.filter(({ invoiceId }) => !isApproved(played.decisions.get(invoiceId))).length,
    limit: decimal(limits.get(customerId) ?? 0n),
    exposure: decimal(audit.exposure),
    overdue: decimal(audit.overdue),
    worstOverdue: decimal(played.worstOverdue.get(customerId) ?? 0n),
  };
};
