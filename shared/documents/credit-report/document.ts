import type { CreditReportView } from '../../contracts/credit-report.ts';
import { clean } from '../layout.ts';
import { renderPdf } from '../pdf.ts';
import { creditReportContent } from './content.ts';

/** The credit report as PDF: the same report has the same bytes. */
export const creditReportPdf = (report: CreditReportView): Promise<Uint8Array> =>
  renderPdf({
    title: `Credit report: ${clean(report.legalName)}`,
    author: 'Credence',
    createdAt: report.madeAt,
    footer: `Credit report on ${report.customerId} · made ${report.madeAt} · times of ${report.timeZone}`,
    content: creditReportContent(report),
  });
