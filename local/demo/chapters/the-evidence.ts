import { listAt, textAt, valueAt } from '../../client/read.ts';
import { customerId } from '../cast.ts';
import type { Chapter } from '../stage.ts';

const HASH_SHOWN = 10;

const short = (hash: unknown): string => (typeof hash === 'string' ? hash.slice(0, HASH_SHOWN) : '-');

/** Every change and movement is an entry that carries the hash of the one before. */
export const evidence: Chapter = {
  title: 'What can be shown afterwards',
  tell: async ({ say, get, show, showTable, expect }) => {
    say(`Every change and every movement is an entry of the customer's history that carries the hash of the one
      before. Nobody can alter one of them unnoticed.`);
    const history = await get(`/v1/customers/${customerId}/history?limit=200`);
    const entries = listAt(history, 'items').toReversed();
    showTable(
      [
        { title: 'seq', align: 'right' },
        { title: 'entry' },
        { title: 'on' },
        { title: 'hash' },
        { title: 'of the one before' },
      ],
      entries.map((entry) => [
        String(valueAt(entry, 'seq')),
        String(valueAt(entry, 'kind')),
        String(valueAt(entry, 'at')).slice(0, 10),
        short(valueAt(entry, 'hash')),
        short(valueAt(entry, 'previousHash')),
      ]),
    );
    const linked = entries.every((entry, index) => {
      const before = index === 0 ? null : valueAt(entries[index - 1], 'hash');
      return valueAt(entry, 'previousHash') === before;
    });
    expect(linked, 'each entry carries the hash of the one before.');

    say('A decision can be verified on its own, years later: the referral of the second order, for one.');
    const referral = entries.find((entry) => valueAt(entry, 'data.decision') === 'REFERRED');
    const verified = await get(`/v1/credit-checks/${String(valueAt(referral, 'data.decisionId'))}/verify`);
    expect(valueAt(verified.body, 'valid') === true, 'the decision verifies.');
    show([
      ['valid', String(valueAt(verified.body, 'valid'))],
      ['hash as stored', short(textAt(verified, 'hash'))],
      ['hash recomputed', short(textAt(verified, 'recomputedHash'))],
    ]);
  },
};
