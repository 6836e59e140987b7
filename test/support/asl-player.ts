import type { Json } from '../../local/json.ts';
import { type Cells, createCells } from '../../local/step-functions/asl/cells.ts';
import { advance, begin, ROOT, type Surroundings, type TurnResult } from '../../local/step-functions/asl/engine.ts';
import { type Branch, callOf, dueOf, type Run } from '../../local/step-functions/asl/execution.ts';
import type { Failure } from '../../local/step-functions/asl/failure.ts';
import type { HistoryEvent } from '../../local/step-functions/asl/history.ts';
import { parseDefinition } from '../../local/step-functions/asl/parse.ts';

/** A task that a state machine hands over. */
export interface PlayedCall {
  /** Name of the state; inside of a Map `MapState[iteration]/State`. */
  readonly path: string;
  readonly arguments: Json;
  readonly token: string | undefined;
  /** Milliseconds since the start. */
  readonly at: number;
}

/** How a task ends: with an output, with a failure, or not at all. */
export type Answer = { readonly output: Json } | { readonly failure: Failure } | 'silence';

export interface Played {
  readonly run: Run;
  readonly calls: readonly PlayedCall[];
  readonly events: readonly HistoryEvent[];
  /** Milliseconds from start to end. */
  readonly took: number;
}

export interface PlayOptions {
  readonly answer?: (call: PlayedCall) => Answer;
  readonly random?: () => number;
}

const START = Date.parse('2026-03-31T08:00:00Z');
const ARN = 'arn:aws:states:eu-central-1:111122223333';

/** Runs a definition from start to end on a clock of its own, without a service around it. */
export const play = async (definition: unknown, input: Json, options: PlayOptions = {}): Promise<Played> => {
  const parsed = parseDefinition(JSON.stringify(definition));
  if (!parsed.definition) throw new Error(parsed.problems.join('\n'));
  const cells = createCells();
  const { answer = () => 'silence', random = () => 0.5 } = options;
  let now = START;
  let serial = 0;
  const surroundings = (): Surroundings => ({
    machine: {
      arn: `${ARN}:stateMachine:played`,
      name: 'played',
      roleArn: 'arn:aws:iam::111122223333:role/played',
      region: 'eu-central-1',
      definition: parsed.definition,
    },
    cells,
    host: { now, random, uuid: () => `00000000-0000-4000-8000-${String(++serial).padStart(12, '0')}` },
    tokenFor: (taskId) => `token-${taskId}`,
  });
  const calls: PlayedCall[] = [];
  const events: HistoryEvent[] = [];
  const keep = (result: TurnResult): void => {
    events.push(...result.recorded.filter(({ runId }) => runId === ROOT).map(({ event }) => event));
  };
  keep(await begin(surroundings(), { arn: `${ARN}:execution:played:one`, name: 'one', input }));

  const answered = new Set<string>();
  const isRunning = (): boolean => cells.run(ROOT).status === 'RUNNING';
  while (isRunning()) {
    const open = cells.branches().find((branch) => {
      const task = callOf(branch);
      return task !== undefined && !answered.has(task.id);
    });
    const task = open && callOf(open);
    if (!open || !task) {
      now = Math.max(now, earliestDue(cells));
      keep(await advance(surroundings(), { kind: 'due' }));
      continue;
    }
    answered.add(task.id);
    const call = { path: pathOf(cells, open), arguments: task.arguments, token: task.token, at: now - START };
    calls.push(call);
    const outcome = answer(call);
    if (outcome === 'silence') continue;
    const message =
      'output' in outcome
        ? ({ kind: 'task-succeeded', taskId: task.id, output: outcome.output } as const)
        : ({ kind: 'task-failed', taskId: task.id, failure: outcome.failure } as const);
    keep(await advance(surroundings(), message));
  }
  return { run: cells.run(ROOT), calls, events, took: now - START };
};

const earliestDue = (cells: Cells): number => {
  const deadline = cells.run(ROOT).deadline ?? Number.POSITIVE_INFINITY;
  const earliest = Math.min(
    deadline,
    ...cells.branches().map((branch) => dueOf(branch)?.at ?? Number.POSITIVE_INFINITY),
  );
  if (!Number.isFinite(earliest)) throw new Error('The execution waits for nothing that could come.');
  return earliest;
};

const pathOf = (cells: Cells, branch: Branch): string => `${iterationsAround(cells, branch)}${branch.state}`;

const iterationsAround = (cells: Cells, { id }: Branch): string => {
  const around = cells.branch(id.slice(0, id.lastIndexOf('/')));
  if (!around) return '';
  const outer = iterationsAround(cells, around);
  const isMap = around.phase.kind === 'fan-out' && around.phase.fanOut.mode !== 'parallel';
  return isMap ? `${outer}${around.state}[${id.split('/').at(-1)}]/` : outer;
};
