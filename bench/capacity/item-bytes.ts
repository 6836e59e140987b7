/**
 * Size of an item as DynamoDB counts it for charging: names and values in UTF-8, numbers at about two digits a byte, and
 * a little for each list and map.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
export const itemBytes = (item: Readonly<Record<string, unknown>>): number =>
  Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueBytes(value), 0);

const COLLECTION_BYTES = 3;
const MEMBER_BYTES = 1;

const valueBytes = (value: unknown): number => {
  if (value === undefined) return 0;
  if (value === null || typeof value === 'boolean') return 1;
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value === 'number' || typeof value === 'bigint') return numberBytes(String(value));
  if (Array.isArray(value)) {
    return value.reduce((sum: number, member) => sum + MEMBER_BYTES + valueBytes(member), COLLECTION_BYTES);
  }
  if (typeof value === 'object') {
    return COLLECTION_BYTES + MEMBER_BYTES * Object.keys(value).length + itemBytes({ ...value });
  }
  throw new TypeError(`a ${typeof value} is nothing that an item holds`);
};

/** Leading and trailing zeros do not count. */
const numberBytes = (text: string): number => {
  const digits = text.replace(/[-.]/g, '').replace(/^0+|0+$/g, '');
  return Math.ceil(digits.length / 2) + 1 + (text.startsWith('-') ? 1 : 0);
};
