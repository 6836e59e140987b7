import { type Behaviour, noBehaviour } from '../domain/behaviour/behaviour.ts';
import { countOr } from './attributes.ts';
import { keys } from './keys.ts';
import type { Item, Table, Write } from './table.ts';

const attributes = Object.keys(noBehaviour) as (keyof Behaviour)[];

export const toBehaviour = (item: Item | undefined): Behaviour => {
  const sums = attributes.map((name) => [name, item ? countOr(item, name, 0) : 0]);
  return Object.fromEntries(sums) as unknown as Behaviour;
};

export const loadBehaviour = async (table: Table, customerId: string): Promise<Behaviour> =>
  toBehaviour(await table.get(keys.behaviour(customerId)));

/** Adds to the customer's sums; nothing is written where there is nothing to add. */
export const behaviourWrites = (table: Table, customerId: string, change: Behaviour): Write[] => {
  const moved = attributes.filter((name) => change[name] !== 0);
  if (moved.length === 0) return [];
  return [
    {
      name: 'behaviour',
      write: {
        Update: {
          TableName: table.name,
          Key: { ...keys.behaviour(customerId) },
          UpdateExpression: `ADD ${moved.map((name) => `#${name} :${name}`).join(', ')}`,
          ExpressionAttributeNames: Object.fromEntries(moved.map((name) => [`#${name}`, name])),
          ExpressionAttributeValues: Object.fromEntries(moved.map((name) => [`:${name}`, change[name]])),
        },
      },
    },
  ];
};
