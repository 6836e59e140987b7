import { readTableConfig } from '../../shared/config.ts';
import { PutRatingBody, RatingParams, type RatingView } from '../../shared/contracts/ratings.ts';
import { apiHandler } from '../../shared/http/api-handler.ts';
import { created, ok } from '../../shared/http/replies.ts';
import { storeContext } from '../../shared/http/store-context.ts';
import { toMoneyJson } from '../../shared/money.ts';
import { recordRating } from '../../shared/store/papers.ts';
import { openTable } from '../../shared/store/table.ts';

const config = readTableConfig();
const table = openTable(config.tableName);

/** Records an outside rating; a newer one of the same source takes its place. */
export const handler = apiHandler(
  { operations: ['putRating'], params: RatingParams, body: PutRatingBody, config },
  async (request) => {
    const { customerId, source } = request.params;
    const rating = { source, ...request.body };
    const isNew = await recordRating(await storeContext(request, table, config), customerId, rating, request.bodyHash);
    const { recommendedLimit, ...opinion } = rating;
    const view: RatingView = {
      customerId,
      ...opinion,
      ...(recommendedLimit ? { recommendedLimit: toMoneyJson(recommendedLimit) } : {}),
    };
    return isNew ? created(view) : ok(view);
  },
);
