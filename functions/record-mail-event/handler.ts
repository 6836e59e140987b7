import { readTableConfig } from '../../shared/config.ts';
import { createLogger } from '../../shared/http/logger.ts';
import { recordNews } from '../../shared/store/mails.ts';
import { openTable } from '../../shared/store/table.ts';
import { newsOf } from './news.ts';

const config = readTableConfig();
const log = createLogger(config);
const table = openTable(config.tableName);

/**
 * Records in the outbox what SES tells of a mail: sent, delivered, bounced, complained about, rejected. Events come at
 * least once and in any order; what is known already changes nothing.
 */
export const handler = async (event: unknown): Promise<void> => {
  const news = newsOf(event);
  if (!news) return log.warn('an event that is about no mail of ours');
  const { at, ...rest } = news;
  const isNews = await recordNews(table, news.mailId, rest, at);
  log.info('mail', { mailId: news.mailId, state: news.to, reason: news.reason, isNews });
};
