import { rmSync } from 'node:fs';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { clientSettings } from '../../local/dynamodb/client-settings.ts';
import { startPlatform } from '../../local/platform.ts';
import type { LimitRequestView } from '../../shared/contracts/limit-requests.ts';
import type { PolicyDocument } from '../../shared/domain/policy/document.ts';
import { keys } from '../../shared/store/keys.ts';
import { type Client, connect, type Parts, tokenFor } from './e2e/client.ts';
import { eur, ledgerOn } from './e2e/ledger.ts';
import { eventually, linksOn, type MailedLink, postForm } from './e2e/links.ts';
import type { Addresses } from './e2e/platform-process.ts';
import { temporaryDir } from './fixture-platform.ts';

/** People of the laptop. */
export const ANA = 'ana.analyst@example.com';
export const BEN = 'ben.analyst@example.com';
export const MIA = 'mia.manager@example.com';
export const FRED = 'fred.director@example.com';
export const PIA = 'pia.platform@example.com';
/** Makes the requests, and is nobody's approver. */
export const SAM = 'sam.sales@example.com';

export interface OutboxMail {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly sentAt: string;
  readonly text: string;
  readonly html: string;
}

export interface ShownExecution {
  readonly executionArn: string;
  readonly status: string;
  readonly error?: string;
  readonly output?: unknown;
  readonly history: readonly {
    readonly type: string;
    readonly timestamp: string;
    readonly [detail: string]: unknown;
  }[];
}

export type Level = LimitRequestView['levels'][number];

type Decision = Readonly<Record<string, unknown>>;

export interface ApprovalsOptions {
  readonly startAt?: string;
  /** Has the daily run come each morning: whoever asks for limits needs none, and each takes its time. */
  readonly dailyRuns?: boolean;
}

/** A platform of the tests' own, with its own clock, on a folder that is thrown away. `stop` ends it. */
export const startApprovals = async ({ startAt, dailyRuns = false }: ApprovalsOptions = {}) => {
  const dataDir = temporaryDir();
  const platform = await startPlatform({
    dataDir,
    port: 0,
    empty: true,
    quiet: true,
    withoutSchedules: !dailyRuns,
    ...(startAt === undefined ? {} : { startAt: new Date(startAt) }),
  });
  const stop = async (): Promise<void> => {
    await platform.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { ...approvalsOn(platform.endpoints), dataDir, application: platform.application, stop };
};

export type Approvals = ReturnType<typeof approvalsOn>;

/** What people and systems do about limit requests, on any platform that runs: over HTTP, as everybody else. */
export const approvalsOn = (endpoints: Addresses) => {
  const client: Client = connect(endpoints);
  const ledger = ledgerOn(client);
  const platform = { ...client, ...ledger };
  const links = linksOn(platform);
  const { call } = client;
  const control = async <T>(path: string, init?: RequestInit): Promise<T> => {
    const response = await fetch(`${endpoints.control}${path}`, init);
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };

  /** A person's token, with the groups that the person is in now. */
  const personal = (email: string) =>
    tokenFor(endpoints, { client_id: 'local', username: email, grant_type: 'password' });
  /** What to add to a call so that it is the person's. */
  const as = async (email: string): Promise<Parts> => ({ token: await personal(email) });

  const request = async (requestId: string): Promise<LimitRequestView> =>
    (await call('getLimitRequest', { params: { requestId } })).body;

  /** The request once it is as wished; `what` is for the message when it never is. */
  const untilRequest = (
    requestId: string,
    what: string,
    wished: (request: LimitRequestView) => boolean,
  ): Promise<LimitRequestView> => {
    let last: LimitRequestView | undefined;
    return eventually(`${what} of request ${requestId}`, async () => {
      last = await request(requestId);
      return wished(last) ? last : undefined;
    }).catch((error: unknown) => {
      throw new Error(`${String(error)}; it is ${JSON.stringify(last)}`);
    });
  };
  const untilStatus = (requestId: string, status: LimitRequestView['status']): Promise<LimitRequestView> =>
    untilRequest(requestId, status, (view) => view.status === status);
  /** The level once it waits for a decision. */
  const pendingOn = async (
    requestId: string,
    level = 1,
    round = 1,
  ): Promise<Level & { readonly approvalId: string }> => {
    const isOpen = (one: Level) => one.level === level && one.status === 'PENDING' && one.round === round;
    const view = await untilRequest(requestId, `level ${level}, round ${round}`, ({ levels }) => levels.some(isOpen));
    const found = view.levels.find(isOpen);
    if (!found?.approvalId) throw new Error(`level ${level} has no approval`);
    return { ...found, approvalId: found.approvalId };
  };

  /** All mails, or those to somebody, or about something that their text names; newest first. */
  const mails = async (to?: string, about?: string): Promise<readonly OutboxMail[]> => {
    const all = (await (await fetch(endpoints.outbox)).json()) as readonly OutboxMail[];
    return all.filter((mail) => (!to || mail.to === to) && (!about || mail.text.includes(about)));
  };
  /** The newest mail to somebody about a request whose subject or text matches; waits for it. */
  const mailTo = (to: string, requestId: string, matching: RegExp): Promise<OutboxMail> =>
    eventually(`a mail to ${to} like ${matching}`, async () =>
      (await mails(to, requestId)).find(({ subject, text }) => matching.test(subject) || matching.test(text)),
    );

  const decideByLink = ({ url, code }: MailedLink, fields: Readonly<Record<string, string>>) =>
    postForm(url, { code, ...fields });
  /** Decides as a person who has signed in. @throws when it is not recorded. */
  const decideByApi = async (email: string, approvalId: string, body: Decision) =>
    (await call('decideApproval', { params: { approvalId }, body, ...(await as(email)) })).body;
  const refusedByApi = async (email: string, approvalId: string, body: Decision) =>
    client.refusal('decideApproval', { params: { approvalId }, body, ...(await as(email)) });

  /** Puts a policy in force that differs from the one before. */
  const publishPolicy = async (change: (document: PolicyDocument) => PolicyDocument): Promise<void> => {
    const { document } = (await call('getPolicy')).body;
    await call('putPolicyDraft', { body: change(document as PolicyDocument), ...(await as(PIA)) });
    await call('publishPolicy', { body: {}, ...(await as(FRED)) });
  };

  const execution = async (requestId: string): Promise<ShownExecution | undefined> => {
    const { executionArn } = await request(requestId);
    return executionArn === null ? undefined : control(`/executions/${encodeURIComponent(executionArn)}`);
  };

  // What no operation does yet, and what none may show, is done and seen in the table itself.
  const documents = DynamoDBDocumentClient.from(new DynamoDBClient(clientSettings(endpoints.dynamodb, 'eu-central-1')));
  let name: Promise<string> | undefined;
  const tableName = (): Promise<string> => {
    name ??= documents.send(new ListTablesCommand({})).then(({ TableNames }) => TableNames?.[0] ?? '');
    return name;
  };
  /** Everything that the table holds, by key. */
  const items = async (): Promise<ReadonlyMap<string, Readonly<Record<string, unknown>>>> => {
    const found = new Map<string, Readonly<Record<string, unknown>>>();
    let start: Record<string, unknown> | undefined;
    do {
      const page = await documents.send(
        new ScanCommand({
          TableName: await tableName(),
          ConsistentRead: true,
          ...(start && { ExclusiveStartKey: start }),
        }),
      );
      for (const item of page.Items ?? []) found.set(`${item['pk']} ${item['sk']}`, item);
      start = page.LastEvaluatedKey;
    } while (start);
    return found;
  };
  /** One item, as it stands there now. */
  const item = async (Key: { readonly pk: string; readonly sk: string }) =>
    (await documents.send(new GetCommand({ TableName: await tableName(), Key: { ...Key }, ConsistentRead: true })))
      .Item;
  /** Sets one attribute of one item, as a change from outside does. */
  const setAttribute = async (key: { readonly pk: string; readonly sk: string }, attribute: string, value: unknown) => {
    await documents.send(
      new UpdateCommand({
        TableName: await tableName(),
        Key: { ...key },
        UpdateExpression: 'SET #name = :value',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeNames: { '#name': attribute },
        ExpressionAttributeValues: { ':value': value },
      }),
    );
  };

  return {
    ...platform,
    ...links,
    item,
    items,
    setAttribute,
    /** Gives a customer a grade, as scoring will. */
    setGrade: (customerId: string, grade: string) => setAttribute({ ...keys.account(customerId) }, 'grade', grade),
    personal,
    as,
    request,
    untilRequest,
    untilStatus,
    pendingOn,
    mails,
    mailTo,
    postForm,
    decideByLink,
    decideByApi,
    refusedByApi,
    publishPolicy,
    /** Who is there, and in which groups; nobody else is. */
    people: (groups: Readonly<Record<string, readonly string[]>>) =>
      control('/people', { method: 'PUT', body: JSON.stringify(groups) }),
    /** Every event on the buses of one kind, newest first. */
    busEvents: async (detailType: string) =>
      (
        await control<{ items: readonly Record<string, unknown>[] }>(
          `/events?${new URLSearchParams({ detailType, limit: '1000' })}`,
        )
      ).items,
    /** Puts an event on a bus, as AWS or another system does. */
    putOnBus: async ({ bus, detail, detailType, source }: Readonly<Record<string, unknown>>) => {
      const entry = { EventBusName: bus, Source: source, DetailType: detailType, Detail: JSON.stringify(detail) };
      const response = await fetch(new URL('/_aws/eventbridge', endpoints.api), {
        method: 'POST',
        headers: { 'x-amz-target': 'AWSEvents.PutEvents' },
        body: JSON.stringify({ Entries: [entry] }),
      });
      const answer = (await response.json()) as { FailedEntryCount?: number };
      if (answer.FailedEntryCount !== 0) throw new Error(`the bus has not taken it: ${JSON.stringify(answer)}`);
    },
    /** The dead-letter queues. */
    queues: () => control<{ items: readonly { name: string; messageCount: number }[] }>('/queues'),
    /** The events on the bus about a customer, of one kind. */
    events: async (customerId: string, detailType: string) =>
      (
        await control<{ items: readonly Record<string, unknown>[] }>(
          `/events?${new URLSearchParams({ customerId, detailType, limit: '1000' })}`,
        )
      ).items,
    /** The execution of a request; `undefined` until it is known. */
    execution,
    /** Every execution of limit approval that was started for a request. */
    executionsOf: async (requestId: string) =>
      (await control<{ items: readonly { executionArn: string }[] }>('/executions')).items.filter(
        ({ executionArn }) => /:execution:[\w-]*limit-approval:/.test(executionArn) && executionArn.includes(requestId),
      ),
    /** The execution of a request, once it has come to its end. */
    untilEnded: (requestId: string): Promise<ShownExecution> =>
      eventually(`the end of the execution of ${requestId}`, async () => {
        const found = await execution(requestId);
        return found && found.status !== 'RUNNING' ? found : undefined;
      }),
    /** What the history tells of a customer's limit that approvals have changed, oldest first. */
    limitChanges: async (customerId: string) =>
      (await ledger.history(customerId)).filter(
        ({ kind, data }) => kind === 'CreditLimitChanged' && data['requestId'] !== undefined,
      ),
    /** Moves the clock; everything that falls due on the way has run when it answers. */
    moveTo: (to: string) => control<{ now: string }>('/clock', { method: 'POST', body: JSON.stringify({ to }) }),
  };
};

export { eur, eventually, type MailedLink, postForm };
