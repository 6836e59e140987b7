import { readTableConfig } from '../../shared/config.ts';
import { createLogger } from '../../shared/http/logger.ts';
import { recordNews } from '../../shared/store/mails.ts';
import { openTable } from '../../shared/store/table.ts';
import { reportUndelivered } from '../../shared/workflow/undelivered-mail.ts';
import { newsOf } from './news.ts';

const config = readTableConfig();
const log = createLogger(config);
const table = openTable(config.tableName);

/**
 * Records in the outbox what SES tells of a mail: sent, delivered, bounced, complained about, rejected. What did not
 * reach an approver is passed on to the approval. Events come at least once and in any order; what is known already
 * changes nothing.
 */
export const handler = async (event: unknown): Promise<void> => {
  const news = newsOf(event);
  if (!news) return log.warn('an event that is about no mail of ours');
  const { at, ...rest } = news;
  const isNews = await recordNews(table, news.mailId, rest, at);
  log.info('mail', { mailId: news.mailId, state: news.to, reason: news.reason, isNews });
  // Also when it is no news: the event may come again because this had failed.
  if (news.to === 'BOUNCED' || news.to === 'FAILED') await reportUndelivered(news.mailId, at, table, config);
};
