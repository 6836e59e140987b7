import { listAt, valueAt } from '../../client/read.ts';
import { customerId } from '../cast.ts';
import type { Chapter } from '../stage.ts';

/** The history as other systems hear of it: events on the bus, in order per customer. */
export const events: Chapter = {
  title: 'What other systems hear',
  tell: async ({ say, get, showTable, expect, settle }) => {
    await settle();
    say(`The same entries go out as events on the bus, in their order, from the table's stream. On a laptop the
      control API shows what was published.`);
    const history = await get(`/v1/customers/${customerId}/history?limit=200`);
    const published = await get(`/control/events?customerId=${customerId}&limit=200`);
    const items = listAt(published, 'items').toReversed();
    showTable(
      [{ title: 'seq', align: 'right' }, { title: 'event' }, { title: 'source' }],
      items.map((event) => [
        String(valueAt(event, 'detail.seq')),
        String(valueAt(event, 'detailType')),
        String(valueAt(event, 'source')),
      ]),
    );
    const told = new Set(items.map((event) => valueAt(event, 'detail.seq')));
    const silent = listAt(history, 'items').filter((entry) => !told.has(valueAt(entry, 'seq')));
    expect(silent.length === 0, `each entry is published; ${silent.length} are not.`);
    const numbers = items.map((event) => Number(valueAt(event, 'detail.seq')));
    const inOrder = numbers.every((number, index) => index === 0 || number >= (numbers[index - 1] ?? 0));
    expect(inOrder, `events come in the order of the history, not as ${numbers.join(', ')}.`);
  },
};
