import { CashForecastQuery, CashForecastView } from '../cash-forecast.ts';
import { LimitReviewsQuery, LimitReviewsReportView } from '../limit-reviews.ts';
import { OverridesReportView } from '../override-reports.ts';
import {
  AgingQuery,
  AgingReportView,
  ApprovalsReportView,
  CollectionsReportView,
  DefaultersQuery,
  DefaultersReportView,
  DsoQuery,
  DsoReportView,
  PortfolioQuery,
  PortfolioReportView,
  SpanQuery,
} from '../reports.ts';
import { type Contract, shown } from './contract.ts';

const otherTypes = ['text/csv'];

/** Reports, each as JSON or as CSV by `Accept`. */
export const reportContracts = {
  getAgingReport: {
    summary: 'Age the open items of every customer as of any day (JSON or CSV)',
    topic: 'Reports',
    query: AgingQuery,
    upToToday: true,
    answers: [{ ...shown(AgingReportView), otherTypes }],
  },
  getPortfolioReport: {
    summary: 'Show the portfolio of a day: aging, DSO, CEI, utilization, defaulters (JSON or CSV)',
    topic: 'Reports',
    query: PortfolioQuery,
    upToToday: true,
    mayBeMissing: true,
    answers: [{ ...shown(PortfolioReportView), otherTypes }],
  },
  getDsoReport: {
    summary: 'Show days sales outstanding over some months (JSON or CSV)',
    topic: 'Reports',
    query: DsoQuery,
    answers: [{ ...shown(DsoReportView), otherTypes }],
  },
  getCollectionsReport: {
    summary: 'Show what collections did, and what came of it (JSON or CSV)',
    topic: 'Reports',
    query: SpanQuery,
    upToToday: true,
    answers: [{ ...shown(CollectionsReportView), otherTypes }],
  },
  getApprovalsReport: {
    summary: 'Show what became of limit requests, by level and approver (JSON or CSV)',
    topic: 'Reports',
    query: SpanQuery,
    upToToday: true,
    answers: [{ ...shown(ApprovalsReportView), otherTypes }],
  },
  getLimitReviewsReport: {
    summary: 'List the limits to be looked at again, beside what is recommended now (JSON or CSV)',
    topic: 'Reports',
    query: LimitReviewsQuery,
    answers: [{ ...shown(LimitReviewsReportView), otherTypes }],
  },
  getOverridesReport: {
    summary: 'Show how often people granted what the rules would not have, and what came of it (JSON or CSV)',
    topic: 'Reports',
    query: SpanQuery,
    upToToday: true,
    answers: [{ ...shown(OverridesReportView), otherTypes }],
  },
  getDefaultersReport: {
    summary: 'List customers more than 90 days past due, or with the lawyers (JSON or CSV)',
    topic: 'Reports',
    query: DefaultersQuery,
    answers: [{ ...shown(DefaultersReportView), otherTypes }],
  },
  getCashForecast: {
    summary: 'Forecast by week what comes in of what is open, with a range (JSON or CSV)',
    topic: 'Reports',
    query: CashForecastQuery,
    answers: [{ ...shown(CashForecastView), otherTypes }],
  },
} as const satisfies Record<string, Contract>;
