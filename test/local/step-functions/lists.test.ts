import {
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { describe, expect, it } from 'vitest';
import { startBench } from '../../support/step-functions-bench.ts';
import { benchesOfTest, invoke, machine, waits } from '../../support/workflow-definitions.ts';

const { start } = benchesOfTest();

describe('lists', () => {
  it('should show executions by state machine and status, newest first, page by page', async () => {
    const bench = await start({ machines: { ...waits, ends: machine({ Done: { Type: 'Succeed' } }) } });
    for (const name of ['a', 'b', 'c']) await bench.start('waits', {}, name);
    await bench.start('ends', {}, 'z');
    const names = async (query: object) => {
      const { executions, nextToken } = await bench.client.send(new ListExecutionsCommand(query));
      return [executions?.map(({ name }) => name), nextToken] as const;
    };
    const stateMachineArn = bench.arnOf('waits');
    expect((await names({ stateMachineArn }))[0]).toEqual(['c', 'b', 'a']);
    const [first, nextToken] = await names({ stateMachineArn, maxResults: 2 });
    expect(first).toEqual(['c', 'b']);
    expect((await names({ stateMachineArn, maxResults: 2, nextToken }))[0]).toEqual(['a']);
    expect((await names({ stateMachineArn: bench.arnOf('ends'), statusFilter: 'SUCCEEDED' }))[0]).toEqual(['z']);
    expect((await names({ stateMachineArn, statusFilter: 'FAILED' }))[0]).toEqual([]);
  });

  it('should show the children of a distributed Map by its run only', async () => {
    const inner = {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
      StartAt: 'P',
      States: { P: { Type: 'Pass', End: true } },
    };
    const bench = await start({
      machines: { many: machine({ Each: { Type: 'Map', Label: 'shards', ItemProcessor: inner, End: true } }) },
    });
    const executionArn = await bench.start('many', [1, 2]);
    const { events } = await bench.client.send(new GetExecutionHistoryCommand({ executionArn }));
    const mapRunArn = events?.find(({ type }) => type === 'MapRunStarted')?.mapRunStartedEventDetails?.mapRunArn ?? '';
    expect(mapRunArn).toMatch(/:mapRun:many\/shards:/);
    const { executions = [] } = await bench.client.send(new ListExecutionsCommand({ mapRunArn }));
    expect(executions.map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED']);
    expect(await bench.describe(executions[0]?.executionArn ?? '')).toMatchObject({ output: 2 });
    expect(await bench.eventTypes(executions[0]?.executionArn ?? '')).toHaveLength(4);
    const all = await bench.client.send(new ListExecutionsCommand({ stateMachineArn: bench.arnOf('many') }));
    expect(all.executions).toHaveLength(1);
  });

  it('should show state machines', async () => {
    const bench = await start({ machines: waits });
    const { stateMachines } = await bench.client.send(new ListStateMachinesCommand({}));
    expect(stateMachines?.map(({ name }) => name)).toEqual(['waits']);
    const described = await bench.client.send(
      new DescribeStateMachineCommand({ stateMachineArn: bench.arnOf('waits') }),
    );
    expect(JSON.parse(described.definition ?? '')).toEqual(waits.waits);
  });

  it('should give a history page by page, backwards too', async () => {
    const bench = await start({
      machines: { ends: machine({ Pass: { Type: 'Pass', Next: 'Done' }, Done: { Type: 'Succeed' } }) },
    });
    const executionArn = await bench.start('ends');
    const first = await bench.client.send(
      new GetExecutionHistoryCommand({ executionArn, maxResults: 4, reverseOrder: true }),
    );
    expect(first.events?.map(({ id }) => id)).toEqual([6, 5, 4, 3]);
    const { nextToken } = first;
    const rest = await bench.client.send(
      new GetExecutionHistoryCommand({ executionArn, maxResults: 4, reverseOrder: true, nextToken }),
    );
    expect(rest.events?.map(({ id }) => id)).toEqual([2, 1]);
  });
});

describe('a refusal', () => {
  it('should have the name that the SDK knows', async () => {
    const bench = await start({ machines: waits });
    const named = (name: string) => expect.objectContaining({ name });
    const stateMachineArn = bench.arnOf('waits');
    await expect(bench.start('unknown')).rejects.toThrow(named('StateMachineDoesNotExist'));
    await expect(bench.client.send(new StartExecutionCommand({ stateMachineArn: 'waits' }))).rejects.toThrow(
      named('InvalidArn'),
    );
    await expect(bench.client.send(new StartExecutionCommand({ stateMachineArn, input: '{' }))).rejects.toThrow(
      named('InvalidExecutionInput'),
    );
    await expect(bench.client.send(new StartExecutionCommand({ stateMachineArn, name: 'a b' }))).rejects.toThrow(
      named('InvalidName'),
    );
    await expect(
      bench.client.send(
        new DescribeExecutionCommand({ executionArn: `${stateMachineArn.replace('stateMachine', 'execution')}:x` }),
      ),
    ).rejects.toThrow(named('ExecutionDoesNotExist'));
  });

  it.each([
    ['arn:aws:states:eu-central-1:111122223333:activity:manual'],
    ['arn:aws:states:::states:startExecution.sync:2'],
    ['arn:aws:states:::sqs:sendMessage'],
    ['arn:aws:states:::aws-sdk:s3:getObject'],
    ['arn:aws:states:::aws-sdk:sfn:createActivity'],
  ])('should name the resource %s at the start', async (Resource) => {
    const machines = { calls: machine({ Call: { Type: 'Task', Resource, Arguments: {}, End: true } }) };
    await expect(startBench({ machines })).rejects.toThrow(
      `State machine calls, state 'Call': the resource ${Resource} cannot be called on a laptop`,
    );
  });

  it('should name a function that is not there at the start', async () => {
    await expect(startBench({ machines: { calls: machine({ Call: invoke('nobody') }) } })).rejects.toThrow(
      "State machine calls, state 'Call': there is no function nobody in the stacks",
    );
  });
});
