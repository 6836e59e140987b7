import type { CreditReportView } from '../../../contracts/credit-report.ts';
import type { Section } from './blocks.ts';
import { aging, behaviour, collections, decisions, months } from './conduct.ts';
import { accounts, agreements, customer } from './customer.ts';
import { limits, raises, scoring, standing } from './judgement.ts';

/** A credit report section by section, as page and document show it. */
export const outlineOf = (report: CreditReportView): readonly Section[] =>
  [
    ...[standing, months, scoring, raises, limits, aging, behaviour, decisions],
    ...[customer, accounts, agreements, collections],
  ].map((section) => section(report));
