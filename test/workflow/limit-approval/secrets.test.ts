import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ANA, BEN, eventually, type MailedLink, MIA, SAM, startApprovals } from '../../support/approvals.ts';

const platform = await startApprovals({ dailyRuns: true });
afterAll(platform.stop);
const { advance, as, ask, call, customer, decideByApi, decideByLink, endpoints, execution, items, linkTo } = platform;
const { pendingOn, requestLimit, untilEnded, untilStatus } = platform;

/** The token of the task in which the workflow of a request waits, taken from where it is kept. */
const taskToken = async (requestId: string, other: string | null = null): Promise<string> =>
  eventually(`a task of ${requestId}`, async () => {
    const task = (await items()).get(`LIMITREQUEST#${requestId} TASK`);
    const token = task?.['taskToken'];
    return typeof token === 'string' && token !== other ? token : undefined;
  });

/** The part of a token that nobody can guess: what stands before it only says whose it is. */
const secretOf = (token: string): string => token.split('.').at(-1) ?? '';

const fetched = async (url: string, init?: RequestInit): Promise<string> => (await fetch(url, init)).text();

/** A story with every kind of step, with what its mails and tasks carried. */
const story = async () => {
  const customerId = await customer('50000.00');
  const requestId = await requestLimit('60000.00', { customerId });
  const links: MailedLink[] = [await linkTo(ANA, requestId), await linkTo(BEN, requestId)];
  const tokens = [await taskToken(requestId)];
  const answers: string[] = [];
  const keep = (text: string) => answers.push(text);

  const [ana] = links;
  if (!ana) throw new Error('no link');
  keep(await fetched(ana.url));
  keep((await decideByLink({ ...ana, code: 'x' }, { decision: 'APPROVE' })).html);
  await advance('P1D');
  const reminded = await linkTo(ANA, requestId, 1);
  links.push(reminded, await linkTo(BEN, requestId, 1));
  tokens.push(await taskToken(requestId, tokens.at(-1)));
  keep(await fetched(ana.url));
  keep((await decideByLink(reminded, { decision: 'RETURN', comment: 'Why?' })).html);
  tokens.push(await taskToken(requestId, tokens.at(-1)));
  keep((await call('informLimitRequest', { params: { requestId }, body: { information: 'Because.' } })).text);
  const { approvalId } = await pendingOn(requestId, 1, 2);
  links.push(await linkTo(ANA, requestId, 2), await linkTo(BEN, requestId, 2));
  tokens.push(await taskToken(requestId, tokens.at(-1)));
  keep((await call('listApprovals', await as(ANA))).text);
  keep(JSON.stringify(await decideByApi(ANA, approvalId, { decision: 'APPROVE' })));
  await pendingOn(requestId, 2);
  const mia = await linkTo(MIA, requestId);
  links.push(mia);
  tokens.push(await taskToken(requestId, tokens.at(-1)));
  keep((await decideByLink(mia, { decision: 'APPROVE' })).html);
  await untilStatus(requestId, 'APPROVED');
  await untilEnded(requestId);
  await platform.mailTo(SAM, requestId, /^Approved/);
  for (const { url } of links) keep(await fetched(url));
  return { answers, customerId, links, requestId, tokens };
};

const { answers, customerId, links, requestId, tokens } = await story();
const linkSecrets = links.map(({ url }) => url.split('/').at(-1) ?? '');

/** Everything that can be read over HTTP or on the disk, but for the mails and the store of the workflow engine. */
const everythingSaid = async () => ({
  answers: answers.join('\n'),
  request: (await ask('getLimitRequest', { params: { requestId } })).text,
  requests: (await ask('listLimitRequests', {})).text,
  history: (await ask('listHistory', { params: { customerId }, query: { limit: 200 } })).text,
  profile: (await ask('getCustomer', { params: { customerId } })).text,
  execution: JSON.stringify(await execution(requestId)),
  executions: await fetched(`${endpoints.control}/executions`),
  events: await fetched(`${endpoints.control}/events?limit=10000`),
  queues: await fetched(`${endpoints.control}/queues`),
  log: readFileSync(join(platform.dataDir, 'functions.log'), 'utf8'),
});

describe('the token of a task', () => {
  it('should be another one for each wait, and be forgotten with the last one', async () => {
    expect(new Set(tokens.map(secretOf)).size).toBe(5);
    for (const token of tokens) expect(secretOf(token).length).toBeGreaterThan(40);
    const left = [...(await items()).values()].filter((item) => JSON.stringify(item).includes('AQACc'));
    expect(left).toEqual([]);
  });

  it('should stand in no answer, page, event, execution or log', async () => {
    const said = await everythingSaid();
    for (const [where, text] of Object.entries(said)) {
      expect(text.length, where).toBeGreaterThan(10);
      for (const token of tokens) {
        expect(text.includes(secretOf(token)), where).toBe(false);
        expect(text.includes(token), where).toBe(false);
      }
    }
    // Where executions show their waits they say that there was a token.
    expect(said.execution).toContain('(task token)');
  });

  it('should stand in no mail', async () => {
    const outbox = await fetched(endpoints.outbox);
    const page = await fetched(endpoints.outbox, { headers: { accept: 'text/html' } });
    for (const token of tokens) {
      for (const text of [outbox, page]) expect(text.includes(secretOf(token))).toBe(false);
    }
  });
});

describe('link and code of a mail', () => {
  it('should stand in no answer, page, event, execution or log, nor in the table', async () => {
    const kept = JSON.stringify([...(await items()).values()], (_name, value) =>
      typeof value === 'bigint' ? String(value) : value,
    );
    expect(linkSecrets).toHaveLength(7);
    for (const [where, text] of Object.entries({ ...(await everythingSaid()), kept })) {
      for (const secret of linkSecrets) expect(text.includes(secret), where).toBe(false);
    }
    for (const [where, text] of Object.entries({ answers: answers.join('\n'), kept })) {
      // Six digits may stand in a longer number.
      for (const { code } of links) expect(new RegExp(`(?<!\\d)${code}(?!\\d)`).test(text), where).toBe(false);
    }
  });

  it('should be other ones in each mail', () => {
    expect(new Set(linkSecrets).size).toBe(linkSecrets.length);
    for (const secret of linkSecrets) expect(secret).toMatch(/^[\w-]{43}$/);
  });
});
