import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { SendTaskSuccessCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { clientSettings } from '../../../local/dynamodb/client-settings.ts';
import type { BusEvent } from '../../../local/events/event-store.ts';
import type { Endpoints } from '../../../local/state/endpoints.ts';
import { eventually, readJson, startFixturePlatform, temporaryDir } from '../../support/fixture-platform.ts';
import { writeFixtureAssembly } from '../../support/fixtures/local-app/assembly.ts';

const stateMachineArn = 'arn:aws:states:eu-central-1:111122223333:stateMachine:fixture-workflow';
const settings = { region: 'eu-central-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };

interface Shown {
  readonly status: string;
  readonly output?: unknown;
  readonly history: readonly { readonly type: string }[];
}

/** What a test does with a platform at some addresses. */
const at = (endpoints: Endpoints) => {
  const sfn = new SFNClient({ endpoint: `${endpoints.api}/_aws/stepfunctions`, ...settings });
  return {
    start: async (name: string): Promise<string> =>
      (await sfn.send(new StartExecutionCommand({ stateMachineArn, name }))).executionArn ?? '',
    answer: (taskToken: string, output: unknown) =>
      sfn.send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(output) })),
    advance: (advance: string) =>
      readJson<{ fired: readonly { kind: string; key: string }[] }>(
        fetch(`${endpoints.control}/clock`, { method: 'POST', body: JSON.stringify({ advance }) }),
      ),
    shown: (arn: string) => readJson<Shown>(fetch(`${endpoints.control}/executions/${encodeURIComponent(arn)}`)),
    list: async (status: string) =>
      (
        await readJson<{ items: readonly { name: string }[] }>(
          fetch(`${endpoints.control}/executions?status=${status}`),
        )
      ).items,
    /** Calls of the function, as it has left them behind. */
    steps: async (name: string) => {
      const client = new DynamoDBClient(clientSettings(endpoints.dynamodb, 'eu-central-1'));
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: 'fixture',
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': { S: `STEPS#${name}` } },
          ConsistentRead: true,
        }),
      );
      client.destroy();
      return Items.map((item) => ({ step: item['step']?.S ?? '', token: item['token']?.S ?? '' }));
    },
  };
};

let assembly: string;
beforeAll(async () => {
  assembly = await writeFixtureAssembly(temporaryDir());
});
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

describe('a workflow of the stacks', () => {
  it('should run on the platform, by its clock, and be shown without its tokens', async () => {
    const platform = await startFixturePlatform();
    try {
      const { start, advance, answer, shown, list, steps } = at(platform.endpoints);
      expect(platform.started).toContain('State machine fixture-workflow');
      const arn = await start('one');
      const { fired } = await advance('P2D');
      expect(fired).toMatchObject([{ kind: 'wait', key: 'fixture-workflow/one' }]);
      const asked = (await steps('one')).find(({ step }) => step === 'ask');
      expect((await list('RUNNING')).map(({ name }) => name)).toEqual(['one']);
      expect(JSON.stringify(await shown(arn))).not.toContain(asked?.token);
      await answer(asked?.token ?? '', 'yes');
      const done = await eventually(
        () => shown(arn),
        ({ status }) => status !== 'RUNNING',
      );
      expect(done).toMatchObject({ status: 'SUCCEEDED', output: { answer: 'yes', steps: ['ask', 'first', 'last'] } });
      expect(done.history.at(-1)?.type).toBe('ExecutionSucceeded');
      const { items } = await readJson<{ items: readonly BusEvent[] }>(
        fetch(`${platform.endpoints.control}/events?detailType=WorkflowDone`),
      );
      expect(items).toMatchObject([
        { detail: { customerId: 'one', answer: 'yes' }, resources: [arn, stateMachineArn] },
      ]);

      await fetch(`${platform.endpoints.control}/reset`, { method: 'POST' });
      expect(await list('SUCCEEDED')).toEqual([]);
      expect(await start('one')).toBe(arn);
    } finally {
      await platform.stop();
    }
  });

  it('should go on after kill -9, waits and tokens included, and repeat no step that was completed', async () => {
    const dataDir = temporaryDir();
    let dead = '';
    const launch = async () => {
      const args = ['local/main.ts', '--port', '0', '--data', dataDir, '--empty', '--assembly', assembly];
      const child = spawn(process.execPath, args, { stdio: 'ignore' });
      children.push(child);
      const file = join(dataDir, 'endpoints.json');
      const read = async () => (existsSync(file) ? readFileSync(file, 'utf8') : '');
      const text = await eventually(read, (found) => found !== '' && found !== dead, 60);
      dead = text;
      const kill = async (): Promise<void> => {
        child.kill('SIGKILL');
        await once(child, 'exit');
      };
      return { ...at(JSON.parse(text)), kill };
    };
    const times = async (of: Awaited<ReturnType<typeof launch>>, name: string) =>
      (await of.steps('two')).filter(({ step }) => step === name).length;

    const first = await launch();
    const arn = await first.start('two');
    await eventually(
      () => first.shown(arn),
      ({ history }) => history.some(({ type }) => type === 'WaitStateEntered'),
    );
    await first.kill();

    const second = await launch();
    await second.advance('P2D');
    expect(await times(second, 'first')).toBe(1);
    const token = (await second.steps('two')).find(({ step }) => step === 'ask')?.token ?? '';
    await second.kill();

    const third = await launch();
    await third.answer(token, 'yes');
    // The last step takes a while: it has begun, and has not ended, when the process is killed.
    await eventually(
      () => times(third, 'last'),
      (count) => count === 1,
    );
    await third.kill();

    const fourth = await launch();
    const done = await eventually(
      () => fourth.shown(arn),
      ({ status }) => status !== 'RUNNING',
      20,
    );
    expect(done).toMatchObject({ status: 'SUCCEEDED', output: { answer: 'yes' } });
    expect([await times(fourth, 'first'), await times(fourth, 'ask'), await times(fourth, 'last')]).toEqual([1, 1, 2]);
  });
});
