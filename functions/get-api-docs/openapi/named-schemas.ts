import type * as z from 'zod/mini';
import { AbsenceView, PutAbsenceBody } from '../../../shared/contracts/absences.ts';
import { AgreementView, PutAgreementBody } from '../../../shared/contracts/agreements.ts';
import {
  MoneyView,
  NotNegativeMoney,
  NotNegativeMoneyText,
  PositiveMoney,
  PositiveMoneyText,
  SignedMoney,
} from '../../../shared/contracts/amounts.ts';
import { ApprovalCaseView } from '../../../shared/contracts/approval-case.ts';
import { DecideByLinkForm } from '../../../shared/contracts/approval-pages.ts';
import {
  CashForecastView,
  CurrencyForecastView,
  ForecastBeyondView,
  ForecastWeekView,
} from '../../../shared/contracts/cash-forecast.ts';
import {
  CollectionCaseListView,
  CollectionCaseSummaryView,
  CollectionCaseView,
  EscalateCaseBody,
  PauseCaseBody,
  ResumeCaseBody,
} from '../../../shared/contracts/collection-cases.ts';
import {
  CollectionTaskListView,
  CollectionTaskView,
  CompleteTaskBody,
} from '../../../shared/contracts/collection-tasks.ts';
import { CoverView, PutCoverBody } from '../../../shared/contracts/covers.ts';
import {
  CheckCreditBody,
  CreditDecisionView,
  DecisionVerificationView,
  ReasonCode,
} from '../../../shared/contracts/credit-checks.ts';
import { CreditNoteView, PostCreditNoteBody } from '../../../shared/contracts/credit-notes.ts';
import {
  CreditReportMonthView,
  CreditReportView,
  ReportedDecisionView,
} from '../../../shared/contracts/credit-report.ts';
import {
  Contact,
  CustomerListView,
  CustomerStatus,
  Financials,
  FinancialsView,
  Grade,
  ProfileView,
  PutCustomerBody,
  ReasonBody,
  SetCreditLimitBody,
} from '../../../shared/contracts/customers.ts';
import { DecidedApprovalView } from '../../../shared/contracts/decided-approval.ts';
import {
  DisputeListView,
  DisputeView,
  OpenDisputeBody,
  ResolveDisputeBody,
} from '../../../shared/contracts/disputes.ts';
import { FxRatesView, PutFxRatesBody } from '../../../shared/contracts/fx-rates.ts';
import { HandoffCaseView } from '../../../shared/contracts/handoff-case.ts';
import { HealthView } from '../../../shared/contracts/health.ts';
import { HistoryEntryView, HistoryListView } from '../../../shared/contracts/history.ts';
import { ImportResultView, UnmatchedView } from '../../../shared/contracts/imports.ts';
import { JobView, RunDailyJobBody, RunFiguresView, ShardRunView } from '../../../shared/contracts/jobs.ts';
import {
  AcknowledgeHandoffBody,
  BundleManifestView,
  BundlePartView,
  LegalHandoffListView,
  LegalHandoffView,
  RecallHandoffBody,
  RejectHandoffBody,
} from '../../../shared/contracts/legal-handoffs.ts';
import {
  ApprovalListView,
  DecideApprovalBody,
  InformationBody,
  LimitRequestLevelView,
  LimitRequestListView,
  LimitRequestView,
  RequestLimitBody,
  ResumeBody,
  WithdrawBody,
} from '../../../shared/contracts/limit-requests.ts';
import { LimitReviewsReportView, LimitReviewView } from '../../../shared/contracts/limit-reviews.ts';
import {
  LetThroughAmountsView,
  LetThroughView,
  OverriddenCustomerView,
  OverriderView,
  OverridesReportView,
} from '../../../shared/contracts/override-reports.ts';
import { ActOnPaymentPageForm } from '../../../shared/contracts/payment-pages.ts';
import { Allocation, PaymentView, PostPaymentBody } from '../../../shared/contracts/payments.ts';
import { DateView, InstantView } from '../../../shared/contracts/primitives.ts';
import { ProblemView } from '../../../shared/contracts/problems.ts';
import { MakePromiseBody, PromiseView } from '../../../shared/contracts/promises.ts';
import { PutRatingBody, RatingView } from '../../../shared/contracts/ratings.ts';
import {
  PostReceivableBody,
  PredictionView,
  ReceivableListView,
  ReceivableStatus,
  ReceivableView,
} from '../../../shared/contracts/receivables.ts';
import { RecommendationReasonView, RecommendationView } from '../../../shared/contracts/recommendation.ts';
import {
  AgingBucketsView,
  AgingReportView,
  AgingRowView,
  ApprovalsReportView,
  CollectionsReportView,
  DefaultersReportView,
  DefaulterView,
  DsoReportView,
  DsoView,
  PortfolioFiguresView,
  PortfolioGroupView,
  PortfolioReportView,
} from '../../../shared/contracts/reports.ts';
import { AmendReservationBody, ReservationView } from '../../../shared/contracts/reservations.ts';
import {
  CustomerScoreView,
  GradeCeilingView,
  NextGradeView,
  ScoreContributionView,
  ScoreRaiseView,
} from '../../../shared/contracts/scores.ts';
import { StatementView } from '../../../shared/contracts/statements.ts';
import { policySchemas } from './policy-schemas.ts';

/** The name of each schema in the document, in the order in which the page shows them. */
export const namedSchemas: Readonly<Record<string, z.ZodMiniType>> = {
  Money: MoneyView,
  PositiveMoney,
  NotNegativeMoney,
  SignedMoney,
  PositiveMoneyText,
  NotNegativeMoneyText,
  BusinessDate: DateView,
  Instant: InstantView,
  PutCustomer: PutCustomerBody,
  Contact,
  Financials,
  FinancialsAnswer: FinancialsView,
  Profile: ProfileView,
  CreditReport: CreditReportView,
  CreditReportMonth: CreditReportMonthView,
  ReportedDecision: ReportedDecisionView,
  Recommendation: RecommendationView,
  RecommendationReason: RecommendationReasonView,
  CustomerScore: CustomerScoreView,
  NextGrade: NextGradeView,
  ScoreContribution: ScoreContributionView,
  ScoreRaise: ScoreRaiseView,
  GradeCeiling: GradeCeilingView,
  CustomerStatus,
  Grade,
  CustomerList: CustomerListView,
  Reason: ReasonBody,
  SetCreditLimit: SetCreditLimitBody,
  PutCover: PutCoverBody,
  Cover: CoverView,
  PutRating: PutRatingBody,
  Rating: RatingView,
  PutAgreement: PutAgreementBody,
  Agreement: AgreementView,
  HistoryEntry: HistoryEntryView,
  HistoryList: HistoryListView,
  Statement: StatementView,
  CheckCredit: CheckCreditBody,
  CreditDecision: CreditDecisionView,
  ReasonCode,
  DecisionVerification: DecisionVerificationView,
  AmendReservation: AmendReservationBody,
  Reservation: ReservationView,
  PostReceivable: PostReceivableBody,
  Receivable: ReceivableView,
  Prediction: PredictionView,
  ReceivableStatus,
  ReceivableList: ReceivableListView,
  PostCreditNote: PostCreditNoteBody,
  CreditNote: CreditNoteView,
  PostPayment: PostPaymentBody,
  Allocation,
  Payment: PaymentView,
  OpenDispute: OpenDisputeBody,
  ResolveDispute: ResolveDisputeBody,
  Dispute: DisputeView,
  DisputeList: DisputeListView,
  ImportResult: ImportResultView,
  Unmatched: UnmatchedView,
  RequestLimit: RequestLimitBody,
  LimitRequest: LimitRequestView,
  LimitRequestLevel: LimitRequestLevelView,
  LimitRequestList: LimitRequestListView,
  WithdrawLimitRequest: WithdrawBody,
  InformLimitRequest: InformationBody,
  ResumeLimitRequest: ResumeBody,
  ApprovalCase: ApprovalCaseView,
  ApprovalList: ApprovalListView,
  DecideApproval: DecideApprovalBody,
  DecidedApproval: DecidedApprovalView,
  PutAbsence: PutAbsenceBody,
  Absence: AbsenceView,
  CollectionCase: CollectionCaseView,
  CollectionCaseSummary: CollectionCaseSummaryView,
  CollectionCaseList: CollectionCaseListView,
  PauseCollectionCase: PauseCaseBody,
  ResumeCollectionCase: ResumeCaseBody,
  EscalateCollectionCase: EscalateCaseBody,
  CollectionTask: CollectionTaskView,
  CollectionTaskList: CollectionTaskListView,
  CompleteCollectionTask: CompleteTaskBody,
  MakePromise: MakePromiseBody,
  Promise: PromiseView,
  HandoffCase: HandoffCaseView,
  LegalHandoff: LegalHandoffView,
  LegalHandoffList: LegalHandoffListView,
  LegalHandoffPart: BundlePartView,
  LegalHandoffManifest: BundleManifestView,
  AcknowledgeLegalHandoff: AcknowledgeHandoffBody,
  RejectLegalHandoff: RejectHandoffBody,
  RecallLegalHandoff: RecallHandoffBody,
  RunDailyJob: RunDailyJobBody,
  Job: JobView,
  ShardRun: ShardRunView,
  RunFigures: RunFiguresView,
  PutFxRates: PutFxRatesBody,
  FxRates: FxRatesView,
  ...policySchemas,
  AgingReport: AgingReportView,
  AgingRow: AgingRowView,
  AgingBuckets: AgingBucketsView,
  PortfolioReport: PortfolioReportView,
  PortfolioFigures: PortfolioFiguresView,
  PortfolioGroup: PortfolioGroupView,
  DsoReport: DsoReportView,
  Dso: DsoView,
  CollectionsReport: CollectionsReportView,
  ApprovalsReport: ApprovalsReportView,
  OverridesReport: OverridesReportView,
  Overrider: OverriderView,
  OverriddenCustomer: OverriddenCustomerView,
  LetThrough: LetThroughView,
  LetThroughAmounts: LetThroughAmountsView,
  DefaultersReport: DefaultersReportView,
  CashForecast: CashForecastView,
  CurrencyForecast: CurrencyForecastView,
  ForecastWeek: ForecastWeekView,
  ForecastBeyond: ForecastBeyondView,
  Defaulter: DefaulterView,
  LimitReviewsReport: LimitReviewsReportView,
  LimitReview: LimitReviewView,
  DecideByLink: DecideByLinkForm,
  ActOnPaymentPage: ActOnPaymentPageForm,
  Health: HealthView,
  Problem: ProblemView,
};
