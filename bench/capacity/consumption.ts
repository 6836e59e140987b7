import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Observed } from '../ground/observe.ts';
import { itemBytes } from './item-bytes.ts';

/** What an operation cost. */
export interface Consumption {
  readonly readUnits: number;
  readonly writeUnits: number;
  readonly requests: number;
  /** Transactions that a condition refused. They are charged as well, but no engine says how much. */
  readonly refused: number;
  readonly itemsWritten: number;
  readonly largestItemBytes: number;
}

interface Units {
  readonly CapacityUnits?: number;
  readonly ReadCapacityUnits?: number;
  readonly WriteCapacityUnits?: number;
}

const isWrite = (command: string): boolean => /^(TransactWrite|BatchWrite|Put|Update|Delete)/.test(command);

const unitsOf = ({ command, output }: Observed): { reads: number; writes: number } => {
  const consumed = [output?.['ConsumedCapacity'] ?? []].flat() as Units[];
  const sum = (pick: (units: Units) => number): number => consumed.reduce((total, units) => total + pick(units), 0);
  return {
    reads: sum((units) => units.ReadCapacityUnits ?? (isWrite(command) ? 0 : (units.CapacityUnits ?? 0))),
    writes: sum((units) => units.WriteCapacityUnits ?? (isWrite(command) ? (units.CapacityUnits ?? 0) : 0)),
  };
};

const writesOf = ({ input, output }: Observed) =>
  output === undefined ? [] : ((input as TransactWriteCommandInput).TransactItems ?? []);

/** Sums up the requests of one operation. */
export const consumptionOf = (observed: readonly Observed[]): Consumption => {
  const units = observed.map(unitsOf);
  const writes = observed.flatMap(writesOf).filter(({ ConditionCheck }) => !ConditionCheck);
  const sizes = writes.map(({ Put }) => (Put?.Item ? itemBytes(Put.Item) : 0));
  return {
    readUnits: units.reduce((sum, { reads }) => sum + reads, 0),
    writeUnits: units.reduce((sum, one) => sum + one.writes, 0),
    requests: observed.length,
    refused: observed.filter(({ output }) => output === undefined).length,
    itemsWritten: writes.length,
    largestItemBytes: Math.max(0, ...sizes),
  };
};
