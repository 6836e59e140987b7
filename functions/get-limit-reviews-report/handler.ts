import { readTableConfig } from '../../shared/config.ts';
import { LimitReviewsQuery } from '../../shared/contracts/limit-reviews.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { decodeCursor, encodeCursor } from '../../shared/http/cursor.ts';
import { REPORT_TIME_MS, reportReply, rowsWanted } from '../../shared/http/report.ts';
import { storeContext } from '../../shared/http/store-context.ts';
import { pageOfReviews } from '../../shared/store/recommendation/reviews.ts';
import { openTable } from '../../shared/store/table.ts';
import { timeBudget } from '../../shared/store/time-budget.ts';
import { limitReviewsTable, limitReviewsView } from './view.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** The limits that are to be looked at again, beside what is recommended now. */
export const handler = apiHandler(
  { operations: ['getLimitReviewsReport'], query: LimitReviewsQuery, config },
  async (request) => {
    const { today } = request.moment;
    const { cursor, dueBy = today } = request.query;
    const limit = rowsWanted(request, request.query.limit);
    const context = await storeContext(request, table, config);
    const startAfter = decodeCursor(cursor);
    const page = await pageOfReviews(context, dueBy, { limit, startAfter, hasTime: timeBudget(REPORT_TIME_MS) });
    const asked = { asOf: today, dueBy, reviewDays: context.policy.limits.reviewDays };
    const view = limitReviewsView(page.reviews, asked, encodeCursor(page.next));
    return reportReply(request, view, limitReviewsTable, `reviews-${today}`);
  },
);
