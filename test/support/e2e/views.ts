import type { AbsenceView } from '../../../shared/contracts/absences.ts';
import type { AgreementView } from '../../../shared/contracts/agreements.ts';
import type { CashForecastView } from '../../../shared/contracts/cash-forecast.ts';
import type {
  CollectionCaseListView,
  CollectionCaseSummaryView,
  CollectionCaseView,
} from '../../../shared/contracts/collection-cases.ts';
import type { CollectionTaskListView, CollectionTaskView } from '../../../shared/contracts/collection-tasks.ts';
import type { CoverView } from '../../../shared/contracts/covers.ts';
import type { CreditDecisionView, DecisionVerificationView } from '../../../shared/contracts/credit-checks.ts';
import type { CreditNoteView } from '../../../shared/contracts/credit-notes.ts';
import type { CreditReportView } from '../../../shared/contracts/credit-report.ts';
import type { CustomerListView, ProfileView } from '../../../shared/contracts/customers.ts';
import type { DisputeListView, DisputeView } from '../../../shared/contracts/disputes.ts';
import type { FxRatesView } from '../../../shared/contracts/fx-rates.ts';
import type { HealthView } from '../../../shared/contracts/health.ts';
import type { HistoryListView } from '../../../shared/contracts/history.ts';
import type { ImportResultView } from '../../../shared/contracts/imports.ts';
import type { JobView } from '../../../shared/contracts/jobs.ts';
import type {
  BundleManifestView,
  LegalHandoffListView,
  LegalHandoffView,
} from '../../../shared/contracts/legal-handoffs.ts';
import type {
  ApprovalListView,
  LimitRequestListView,
  LimitRequestView,
} from '../../../shared/contracts/limit-requests.ts';
import type { LimitReviewsReportView } from '../../../shared/contracts/limit-reviews.ts';
import type { OperationId } from '../../../shared/contracts/operations.ts';
import type { OverridesReportView } from '../../../shared/contracts/override-reports.ts';
import type { PaymentView } from '../../../shared/contracts/payments.ts';
import type {
  PolicyDraftView,
  PolicyVersionDetailView,
  PolicyVersionListView,
  PolicyVersionView,
} from '../../../shared/contracts/policy.ts';
import type { PromiseView } from '../../../shared/contracts/promises.ts';
import type { RatingView } from '../../../shared/contracts/ratings.ts';
import type { ReceivableListView, ReceivableView } from '../../../shared/contracts/receivables.ts';
import type {
  AgingReportView,
  ApprovalsReportView,
  CollectionsReportView,
  DefaultersReportView,
  DsoReportView,
  PortfolioReportView,
} from '../../../shared/contracts/reports.ts';
import type { ReservationView } from '../../../shared/contracts/reservations.ts';
import type { CustomerScoreView } from '../../../shared/contracts/scores.ts';
import type { ShadowPolicyView, SimulationView } from '../../../shared/contracts/simulation.ts';
import type { StatementView } from '../../../shared/contracts/statements.ts';

/** What each operation answers. */
export interface Views extends Record<OperationId, unknown> {
  putCustomer: ProfileView;
  getCustomer: ProfileView;
  listCustomers: CustomerListView;
  holdCustomer: ProfileView;
  unholdCustomer: ProfileView;
  blacklistCustomer: ProfileView;
  unblacklistCustomer: ProfileView;
  reportInsolvency: ProfileView;
  endInsolvency: ProfileView;
  getCustomerScore: CustomerScoreView;
  setCreditLimit: ProfileView;
  putCover: CoverView;
  deleteCover: '';
  putRating: RatingView;
  putAgreement: AgreementView;
  listHistory: HistoryListView;
  getCreditReport: CreditReportView;
  getStatement: StatementView;
  checkCredit: CreditDecisionView;
  getDecision: CreditDecisionView;
  verifyDecision: DecisionVerificationView;
  amendReservation: CreditDecisionView;
  getReservation: ReservationView;
  releaseReservation: '';
  postReceivable: ReceivableView;
  getReceivable: ReceivableView;
  listReceivables: ReceivableListView;
  writeOffReceivable: ReceivableView;
  postCreditNote: CreditNoteView;
  postPayment: PaymentView;
  reversePayment: PaymentView;
  openDispute: DisputeView;
  requestLimit: LimitRequestView;
  getLimitRequest: LimitRequestView;
  listLimitRequests: LimitRequestListView;
  withdrawLimitRequest: LimitRequestView;
  informLimitRequest: LimitRequestView;
  resumeLimitRequest: LimitRequestView;
  listApprovals: ApprovalListView;
  decideApproval: LimitRequestView;
  listDisputes: DisputeListView;
  getDispute: DisputeView;
  resolveDispute: DisputeView;
  listCollectionCases: CollectionCaseListView;
  getCollectionCase: CollectionCaseView;
  pauseCollectionCase: CollectionCaseSummaryView;
  resumeCollectionCase: CollectionCaseSummaryView;
  escalateCollectionCase: CollectionCaseSummaryView;
  listCollectionTasks: CollectionTaskListView;
  getCollectionTask: CollectionTaskView;
  completeCollectionTask: CollectionTaskView;
  makePromise: PromiseView;
  getPromise: PromiseView;
  listLegalHandoffs: LegalHandoffListView;
  getLegalHandoff: LegalHandoffView;
  getLegalHandoffBundle: BundleManifestView;
  getLegalHandoffPart: unknown;
  acknowledgeLegalHandoff: LegalHandoffView;
  rejectLegalHandoff: LegalHandoffView;
  recallLegalHandoff: LegalHandoffView;
  importLedger: ImportResultView;
  putFxRates: FxRatesView;
  putAbsence: AbsenceView;
  getAbsence: AbsenceView;
  deleteAbsence: '';
  runDailyJob: JobView;
  getJob: JobView;
  getPolicy: PolicyVersionView;
  listPolicyVersions: PolicyVersionListView;
  getPolicyVersion: PolicyVersionDetailView;
  restorePolicyVersion: PolicyVersionView;
  getPolicyDraft: PolicyDraftView;
  putPolicyDraft: PolicyDraftView;
  deletePolicyDraft: '';
  simulatePolicy: SimulationView;
  startShadowPolicy: ShadowPolicyView;
  getShadowPolicy: ShadowPolicyView;
  endShadowPolicy: '';
  publishPolicy: PolicyVersionView;
  getAgingReport: AgingReportView;
  getPortfolioReport: PortfolioReportView;
  getDsoReport: DsoReportView;
  getCollectionsReport: CollectionsReportView;
  getApprovalsReport: ApprovalsReportView;
  getOverridesReport: OverridesReportView;
  getDefaultersReport: DefaultersReportView;
  getLimitReviewsReport: LimitReviewsReportView;
  getCashForecast: CashForecastView;
  getHealth: HealthView;
}
