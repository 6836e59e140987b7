import { describe, expect, it } from 'vitest';
import type { Letter } from '../../../infra/redrive/letter.ts';
import { isWell } from '../../../infra/redrive/print.ts';
import { type Redrive, redriveQueue, type Told } from '../../../infra/redrive/redrive.ts';

const letter = (id: string, attributes: Letter['attributes'] = {}): Letter => ({
  id,
  receiptHandle: id,
  sentAt: '',
  attributes,
  body: { 'detail-type': 'PaymentReceived', id },
});

/** A queue that hides what was received until it is given back, two messages a call. */
const play = async (letters: readonly Letter[], changed: Partial<Redrive> = {}) => {
  const visible = [...letters];
  const kept = new Set(letters.map(({ id }) => id));
  const called: unknown[] = [];
  const told: Told[] = [];
  await redriveQueue({
    stage: 'dev',
    queue: { otherwise: 'taker' },
    mailbox: {
      receive: async () => visible.splice(0, 2),
      remove: async ({ id }) => void kept.delete(id),
      release: async (one) => void visible.push(one),
    },
    call: async (functionName, payload) => {
      called.push([functionName, payload]);
      return JSON.stringify(payload).includes('bad') ? 'Error: boom' : undefined;
    },
    readBatch: async () => undefined,
    dryRun: false,
    discard: false,
    limit: 100,
    tell: (one) => told.push(one),
    stopped: () => false,
    ...changed,
  });
  const fates = told.map(({ fate, letter: { id } }) => `${id} ${fate}`);
  const well = isWell([{ queue: 'q', told }]);
  return { called, fates, kept: [...kept], told, visible: visible.map(({ id }) => id), well };
};

describe('a redrive', () => {
  it('should delete what is taken, and give back what fails with its error', async () => {
    const { fates, kept, told, visible, well } = await play([letter('a'), letter('bad'), letter('c')]);
    expect(fates).toEqual(['a taken', 'bad failed', 'c taken']);
    expect(told[1]?.because).toBe('Error: boom');
    expect([kept, visible, well]).toEqual([['bad'], ['bad'], false]);
  });

  it('should call and delete nothing when it is a dry run', async () => {
    const refused = letter('r', { ErrorCode: 'validation' });
    const { called, fates, kept, visible } = await play([letter('a'), refused], { dryRun: true, discard: true });
    expect(fates).toEqual(['a shown', 'r left']);
    expect([called, kept, visible]).toEqual([[], ['a', 'r'], ['a', 'r']]);
  });

  it('should leave what can never be taken, and delete it only when that is asked for', async () => {
    const refused = letter('r', { ErrorCode: 'validation' });
    expect(await play([refused])).toMatchObject({ called: [], fates: ['r left'], kept: ['r'], well: true });
    expect(await play([refused], { discard: true })).toMatchObject({ fates: ['r discarded'], kept: [] });
    expect(await play([letter('bad')], { discard: true })).toMatchObject({ fates: ['bad failed'], kept: ['bad'] });
  });

  it('should hand on the records of a batch in parts of the size that the function is given', async () => {
    const batch = { shardId: 's', streamArn: 'a', startSequenceNumber: '1', endSequenceNumber: '3' };
    const one: Letter = { ...letter('b'), body: { DDBStreamBatchInfo: batch } };
    const queue = { otherwise: 'sender', stream: { entityTypes: ['MAIL'], batchSize: 2 } };
    const found = await play([one], { queue, readBatch: async () => [1, 2, 3] });
    expect(found).toMatchObject({
      fates: ['b taken'],
      called: [
        ['sender', { Records: [1, 2] }],
        ['sender', { Records: [3] }],
      ],
    });
    expect(await play([one], { queue })).toMatchObject({ fates: ['b gone'], kept: ['b'], called: [], well: false });
  });

  it('should end at the limit, when it is stopped, and when only messages come that it has seen', async () => {
    const three = [letter('a'), letter('b'), letter('c')];
    expect(await play(three, { limit: 1 })).toMatchObject({
      fates: ['a taken'],
      kept: ['b', 'c'],
      visible: ['c', 'b'],
    });
    const answers = [false, false];
    expect((await play(three, { stopped: () => answers.pop() ?? true })).fates).toEqual(['a taken']);
    const again = { receive: async () => [letter('bad')], remove: async () => {}, release: async () => {} };
    expect((await play([], { mailbox: again })).fates).toEqual(['bad failed']);
  });
});
