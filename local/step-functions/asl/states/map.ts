import type { Json } from '../../../json.ts';
import type { MapState } from '../definition.ts';
import type { Branch } from '../execution.ts';
import { queryFailure } from '../failure.ts';
import type { Scope } from '../jsonata/evaluate.ts';
import { checkSize, DISTRIBUTED_CONCURRENCY, INLINE_CONCURRENCY, LONGEST_SECONDS } from '../limits.ts';
import { type Batch, batchesOf } from '../map-batches.ts';
import { scopeOf } from '../scope.ts';
import type { Enter } from '../step.ts';
import { evaluateArray, evaluateInteger, evaluateNumber, evaluateTemplate } from '../template.ts';
import type { Turn } from '../turn.ts';

/** Decides what every iteration begins with; they are begun by the fan-out. */
export const enterMap: Enter<MapState> = async (turn, branch, state) => {
  const scope = scopeOf(turn, branch);
  const items = await itemsOf(state, branch, scope);
  const asked =
    state.MaxConcurrency === undefined
      ? 0
      : await evaluateInteger(state.MaxConcurrency, 'MaxConcurrency', scope, [0, LONGEST_SECONDS]);
  const tolerated = await toleratedOf(state, scope, items.length);
  const selected = await selectedItems(turn, branch, state, items);
  const batches = await batchesOf(state.ItemBatcher, selected, scope);
  for (const { input } of batches) checkSize(input, branch.state);
  turn.cells.putItems(branch.id, batches);
  turn.history.addTo(branch.id, 'MapStateStarted', { mapStateStartedEventDetails: { length: items.length } });

  const distributed = state.ItemProcessor.ProcessorConfig?.Mode === 'DISTRIBUTED';
  const most = distributed ? DISTRIBUTED_CONCURRENCY : INLINE_CONCURRENCY;
  const mapRunArn = distributed ? startMapRun(turn, branch, state) : undefined;
  return {
    kind: 'stay',
    phase: {
      kind: 'fan-out',
      fanOut: {
        mode: distributed ? 'distributed' : 'inline',
        total: batches.length,
        next: 0,
        running: 0,
        concurrency: asked === 0 ? most : Math.min(asked, most),
        failedItems: 0,
        // Only a distributed Map goes on when an iteration has failed.
        toleratedItems: distributed ? tolerated : 0,
        ...(mapRunArn !== undefined && { mapRunArn }),
      },
    },
  };
};

const itemsOf = async ({ Items }: MapState, { input }: Branch, scope: Scope): Promise<readonly Json[]> => {
  if (Items !== undefined) return evaluateArray(Items, 'Items', scope);
  if (!Array.isArray(input)) throw queryFailure(`Map state input must be an array but was: ${JSON.stringify(input)}`);
  return input;
};

const toleratedOf = async (
  { ToleratedFailureCount: count, ToleratedFailurePercentage: percentage }: MapState,
  scope: Scope,
  items: number,
): Promise<number> => {
  const bounds: number[] = [];
  if (count !== undefined) bounds.push(await evaluateInteger(count, 'ToleratedFailureCount', scope, [0, 1e9]));
  if (percentage !== undefined) {
    const percent = await evaluateNumber(percentage, 'ToleratedFailurePercentage', scope, [0, 100]);
    bounds.push(Math.floor((items * percent) / 100));
  }
  return bounds.length === 0 ? 0 : Math.min(...bounds);
};

const selectedItems = async (
  turn: Turn,
  branch: Branch,
  { ItemSelector }: MapState,
  items: readonly Json[],
): Promise<readonly Batch[]> => {
  const selected: Batch[] = [];
  for (const [index, value] of items.entries()) {
    const item = { index, value };
    const input =
      ItemSelector === undefined
        ? value
        : await evaluateTemplate(ItemSelector, 'ItemSelector', scopeOf(turn, branch, { item }));
    selected.push({ input, item, items: 1 });
  }
  return selected;
};

const startMapRun = ({ machine, history, host }: Turn, branch: Branch, { Label }: MapState): string => {
  const [prefix] = machine.arn.split(':stateMachine:');
  const mapRunArn = `${prefix}:mapRun:${machine.name}/${Label ?? branch.state.replaceAll(/[^\w-]/g, '')}:${host.uuid()}`;
  history.addTo(branch.id, 'MapRunStarted', { mapRunStartedEventDetails: { mapRunArn } });
  return mapRunArn;
};
