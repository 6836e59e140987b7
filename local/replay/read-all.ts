import { listAt, valueAt } from '../client/read.ts';
import type { Meter } from './meter.ts';

const PAGE_SIZE = 200;

/** Every item of a list of the API, page by page. */
export const readAll = async (
  meter: Meter,
  operation: string,
  path: string,
  query: Readonly<Record<string, string>> = {},
): Promise<readonly unknown[]> => {
  const items: unknown[] = [];
  let cursor: unknown = null;
  do {
    const parameters = new URLSearchParams({
      ...query,
      limit: String(PAGE_SIZE),
      ...(cursor === null ? {} : { cursor: String(cursor) }),
    });
    const page = await meter.call(operation, 'GET', `${path}?${parameters}`);
    items.push(...listAt(page, 'items'));
    cursor = valueAt(page.body, 'nextCursor') ?? null;
  } while (cursor !== null);
  return items;
};
