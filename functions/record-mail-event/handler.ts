import { readPeopleConfig, readTableConfig } from '../../shared/config.ts';
import { createLogger } from '../../shared/http/logger.ts';
import { openPeople } from '../../shared/people/directory.ts';
import { loadMail, recordNews } from '../../shared/store/mails.ts';
import { openTable } from '../../shared/store/table.ts';
import { reportUndelivered } from '../../shared/workflow/undelivered-mail.ts';
import { newsOf } from './news.ts';

const config = readTableConfig();
const log = createLogger(config);
const table = openTable(config.tableName);
const people = openPeople(readPeopleConfig());

/**
 * Records in the outbox what SES tells of a mail: sent, delivered, bounced, complained about, rejected. What did not
 * reach an approver is passed on to the approval, a reminder that did not arrive to its case. Events come at least once and in any order; what is known already
 * changes nothing, nor does an out-of-office that answers a mail which was delivered.
 */
export const handler = async (event: unknown): Promise<void> => {
  const news = newsOf(event);
  if (!news) return log.warn('an event that is about no mail of ours');
  const { at, ...rest } = news;
  const isNews = await recordNews(table, news.mailId, rest, at);
  log.info('mail', { mailId: news.mailId, state: news.to, reason: news.reason, isNews });
  if (news.to !== 'BOUNCED' && news.to !== 'FAILED') return;
  // What says just what is known already may come again because this had failed; anything else is overtaken.
  const isToTell = isNews || (await loadMail(table, news.mailId))?.state === news.to;
  if (isToTell) await reportUndelivered(news.mailId, at, table, config, people);
};
