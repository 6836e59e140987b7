import { partyNumbers } from '../domain/cash-application/party-numbers.ts';
import { text } from './attributes.ts';
import { keys } from './keys.ts';
import type { MasterData } from './profiles.ts';
import type { Table, Write } from './table.ts';

const numbersOf = (masterData: MasterData | null): readonly string[] =>
  partyNumbers([masterData?.registrationNumber, masterData?.taxId]);

/** Keeps the numbers by which a customer is found in step with its master data, in the transaction that changes those. */
export const partyNumberWrites = (
  table: Table,
  customerId: string,
  before: MasterData | null,
  after: MasterData,
): readonly Write[] => {
  const [former, present] = [numbersOf(before), numbersOf(after)];
  const TableName = table.name;
  return [
    ...former
      .filter((number) => !present.includes(number))
      .map((number) => ({
        name: `party number ${number}`,
        write: { Delete: { TableName, Key: { ...keys.partyNumber(number, customerId) } } },
      })),
    ...present
      .filter((number) => !former.includes(number))
      .map((number) => ({
        name: `party number ${number}`,
        write: {
          Put: { TableName, Item: { ...keys.partyNumber(number, customerId), entityType: 'PARTY_NUMBER', customerId } },
        },
      })),
  ];
};

/** More customers than one with a number are a doubt: two tell as much as all. */
const ENOUGH = 2;
/** Numbers of one party that are looked up. */
const MOST_NUMBERS = 10;

/** Customers that have one of the registration or tax numbers; of each number two at most. */
export const customersWithNumber = async (table: Table, numbers: readonly string[]): Promise<readonly string[]> => {
  const found: string[] = [];
  for (const number of partyNumbers(numbers).slice(0, MOST_NUMBERS)) {
    const { items } = await table.page({ partition: keys.partyNumber(number, '').pk, limit: ENOUGH });
    found.push(...items.map((item) => text(item, 'customerId')));
  }
  return [...new Set(found)];
};
