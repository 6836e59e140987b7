import { toMoney, valueAt } from '../client/read.ts';
import { asObject } from '../json.ts';
import type { CustomerAudit } from './audit.ts';
import { addDays, daysBetween } from './dates.ts';
import type { HandTerms } from './hand-account.ts';
import { centsOf, type Ledger, type LedgerInvoice } from './ledger.ts';
import { rankCorrelation } from './rank-correlation.ts';

/** What an entry of the history says of score, grade or limit. */
export interface Grading {
  readonly at: string;
  readonly score?: number | null;
  readonly grade?: string | null;
  /** The limit from then on, in cents. */
  readonly limit?: bigint;
}

const numberOrNull = (value: unknown): number | null => (typeof value === 'number' ? value : null);
const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);

const limitIn = (value: unknown): { readonly limit?: bigint } => {
  const limit = toMoney(value);
  return limit ? { limit: centsOf(limit.amount) } : {};
};

/** What an entry tells of the customer's grade, and of the limit that fell with it or was granted. */
export const gradingsIn = (entry: unknown): readonly Grading[] => {
  const { at, data, kind } = asObject(entry);
  if (kind === 'CreditLimitChanged') return [{ at: String(at), ...limitIn(valueAt(data, 'to.creditLimit')) }];
  if (kind !== 'GradeChanged' && kind !== 'CustomerScored') return [];
  const { grade, score } = asObject(data);
  const told = { at: String(at), score: numberOrNull(score), grade: textOrNull(grade) };
  return [{ ...told, ...limitIn(valueAt(data, 'limit.to')) }];
};

/** What was so at the end of a day: the newest word of each. */
const standingOn = (gradings: readonly Grading[], date: string): Omit<Grading, 'at'> => {
  const standing: Partial<Grading> = {};
  for (const one of gradings) if (one.at.slice(0, date.length) <= date) Object.assign(standing, one);
  return standing;
};

/** What a grade allows by the default policy, as far as it matters to a replay. */
const daysPastDue: Readonly<Record<string, number>> = { D: 14, E: 0 };

/**
 * The terms on which an order of a customer was decided on a day, as its history has them: grades are given in the
 * morning, before the orders of the day.
 */
export const termsIn = (audits: readonly CustomerAudit[]): ((customerId: string, date: string) => HandTerms) => {
  const gradings = new Map(audits.map((audit) => [audit.customerId, audit.gradings]));
  return (customerId, date) => {
    const { grade, limit } = standingOn(gradings.get(customerId) ?? [], date);
    const maxDaysPastDue = daysPastDue[grade ?? ''];
    return { ...(limit === undefined ? {} : { limit }), ...(maxDaysPastDue === undefined ? {} : { maxDaysPastDue }) };
  };
};

export interface GradesSummary {
  /** At the end, with the payment records behind them. */
  readonly byGrade: Readonly<
    Record<
      string,
      { readonly customers: number; readonly averageDaysLate: number | null; readonly averageScore: number | null }
    >
  >;
  readonly changes: { readonly rises: number; readonly falls: number; readonly limitsLowered: number };
  /**
   * How well the score on a day orders the customers by how late they paid what was issued after it: Spearman's rank
   * correlation, -1 when every better score is a better payer. `null` where there is nothing to compare.
   */
  readonly foresight: {
    readonly on: string;
    readonly customers: number;
    readonly daysLate: number | null;
    readonly lateRatio: number | null;
  };
}

/** The share of the ledger's days after which scores are held against what came. */
const SHARE_KNOWN = 0.7;

const meanOf = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;

const rounded = (value: number | null): number | null => (value === null ? null : Number(value.toFixed(3)));

const lateDays = ({ dueOn, settledOn }: LedgerInvoice): number => Math.max(0, daysBetween(dueOn, settledOn ?? dueOn));

const foresight = ({ invoices }: Ledger, audits: readonly CustomerAudit[]): GradesSummary['foresight'] => {
  const issued = invoices.map(({ issuedOn }) => issuedOn).toSorted();
  const [first = '', last = first] = [issued[0], issued.at(-1)];
  const on = first === '' ? '' : addDays(first, Math.floor(daysBetween(first, last) * SHARE_KNOWN));
  const compared = audits.flatMap(({ customerId, gradings }) => {
    const { score = null } = standingOn(gradings, on);
    const later = invoices
      .filter((one) => one.customerId === customerId && one.issuedOn > on && one.settledOn !== null)
      .map(lateDays);
    if (score === null || later.length === 0) return [];
    return [{ score, daysLate: meanOf(later) ?? 0, lateRatio: meanOf(later.map((days) => (days > 0 ? 1 : 0))) ?? 0 }];
  });
  const scores = compared.map(({ score }) => score);
  return {
    on,
    customers: compared.length,
    daysLate: rounded(
      rankCorrelation(
        scores,
        compared.map(({ daysLate }) => daysLate),
      ),
    ),
    lateRatio: rounded(
      rankCorrelation(
        scores,
        compared.map(({ lateRatio }) => lateRatio),
      ),
    ),
  };
};

const changesOf = (audits: readonly CustomerAudit[]): GradesSummary['changes'] => {
  let rises = 0;
  let falls = 0;
  let limitsLowered = 0;
  for (const { gradings } of audits) {
    let grade: string | null = null;
    for (const one of gradings.filter((each) => each.grade !== undefined)) {
      const next = one.grade ?? null;
      if (grade !== null && next !== null && next < grade) rises += 1;
      if (grade !== null && next !== null && next > grade) falls += 1;
      if (one.limit !== undefined) limitsLowered += 1;
      grade = next;
    }
  }
  return { rises, falls, limitsLowered };
};

/** How customers were graded, and what that was worth. */
export const gradesOf = (ledger: Ledger, audits: readonly CustomerAudit[]): GradesSummary => {
  const groups = Map.groupBy(audits, ({ grade }) => grade ?? 'none');
  const names = [...groups.keys()].toSorted();
  return {
    byGrade: Object.fromEntries(
      names.map((name) => {
        const members = groups.get(name) ?? [];
        return [
          name,
          {
            customers: members.length,
            averageDaysLate: rounded(meanOf(members.flatMap(({ averageDaysLate }) => averageDaysLate ?? []))),
            averageScore: rounded(meanOf(members.flatMap(({ score }) => score ?? []))),
          },
        ];
      }),
    ),
    changes: changesOf(audits),
    foresight: foresight(ledger, audits),
  };
};
