import { readPeopleConfig, readTableConfig } from '../../shared/config.ts';
import { WarningData } from '../../shared/contracts/warning-mails.ts';
import { WarningNews } from '../../shared/contracts/workflows/warning-news.ts';
import { momentAt } from '../../shared/dates.ts';
import { createLogger } from '../../shared/http/logger.ts';
import { openPeople } from '../../shared/people/directory.ts';
import { openTable } from '../../shared/store/table.ts';
import { mailWarning } from '../../shared/store/warnings/mail-warning.ts';
import { taskContext } from '../../shared/workflow/task-context.ts';

const config = readTableConfig();
const log = createLogger(config);
const table = openTable(config.tableName);
const people = openPeople(readPeopleConfig());

/** Mails a warning to those whom the policy names for its kind. The news of it comes at least once; the mails go out once. */
export const handler = async (event: unknown): Promise<void> => {
  const news = WarningNews.parse(event);
  const { 'detail-type': warning, detail } = news;
  const { at, correlationId, data, eventId } = detail;
  const moment = momentAt(Date.parse(at), config.timeZone);
  const context = await taskContext({ moment, correlationId }, table, config);
  // The limit that is used up may be one that the customer shares: then it is about whoever owns it.
  const owner = typeof data['limitOf'] === 'string' ? data['limitOf'] : undefined;
  const customerId = owner ?? detail.customerId ?? null;
  const { mails } = await mailWarning(context, people, {
    warning,
    occasion: eventId,
    customerId,
    isFullyUsed: data['isFullyUsed'] === true,
    dataFor: (customer) => ({ ...WarningData.parse({ ...data, warning, at, ...(customer && { customer }) }) }),
  });
  log.info('warning', { warning, eventId, customerId, mails, correlation_id: correlationId });
};
