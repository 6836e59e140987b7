import { readTableConfig } from '../../shared/config.ts';
import type { CreditReportView } from '../../shared/contracts/credit-report.ts';
import { creditReportView } from '../../shared/contracts/credit-report-view.ts';
import { CustomerParams } from '../../shared/contracts/customers.ts';
import { creditReportPdf } from '../../shared/documents/credit-report/document.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { preferredType } from '../../shared/http/preferred-type.ts';
import { bytes, content, ok } from '../../shared/http/replies.ts';
import { storeContext } from '../../shared/http/store-context.ts';
import { creditReportHeaders, creditReportPage } from '../../shared/pages/credit-report/page.ts';
import { gatherCreditReport } from '../../shared/store/credit-report.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

const types: readonly ['application/json', 'text/html', 'application/pdf'] = [
  'application/json',
  'text/html',
  'application/pdf',
];

/** A file name that every system takes: ids may contain colons. */
const fileName = ({ asOf, customerId }: CreditReportView): string =>
  `credit-report-${customerId.replaceAll(':', '_')}-${asOf}.pdf`;

/** Everything about a customer in one document: as JSON, as a page, or as PDF. */
export const handler = apiHandler(
  { operations: ['getCreditReport'], params: CustomerParams, config },
  async (request) => {
    const context = await storeContext(request, table, config);
    const report = creditReportView(await gatherCreditReport(context, request.params.customerId));
    const type = preferredType(request.accept, types);
    switch (type) {
      case 'application/json':
        return ok<CreditReportView>(report);
      case 'text/html':
        return content(type, creditReportPage(report), creditReportHeaders);
      case 'application/pdf':
        return bytes(type, await creditReportPdf(report), {
          'content-disposition': `inline; filename="${fileName(report)}"`,
        });
      default:
        return type satisfies never;
    }
  },
);
