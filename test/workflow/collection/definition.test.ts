import { describe, expect, it } from 'vitest';
import { AdvanceCaseInput, AwaitNewsInput, CaseStep } from '../../../shared/contracts/workflows/collection.ts';
import { benchesOfTest } from '../../support/workflow-definitions.ts';
import { workflowFile } from '../../support/workflow-file.ts';

const benches = benchesOfTest();
const startAt = Date.parse('2026-03-31T03:00:00Z');

/** When, in seconds after the start, a case looks again that is due at eight and woken so much later. */
const looksAt = async (delaySeconds: number): Promise<readonly number[]> => {
  const looks: string[] = [];
  const bench = await benches.start({
    machines: { collection: workflowFile('collection') },
    functions: {
      'advance-collection': (event: unknown) => {
        const { now } = AdvanceCaseInput.parse(event);
        looks.push(now);
        const next = looks.length === 1 ? 'AWAIT_NEWS' : 'END';
        return CaseStep.parse({ next, version: 1, wakeAt: '2026-03-31T08:00:00.000Z', delaySeconds });
      },
      'settle-collection': (event: unknown) => {
        expect(AwaitNewsInput.parse(event).wakeAt).toBe('2026-03-31T08:00:00.000Z');
        return {};
      },
      'seal-legal-handoff': () => ({}),
      'park-collection': () => ({}),
    },
    startAt,
  });
  const arn = await bench.start('collection', { caseId: 'CASE-1', run: 1, correlationId: 'test' }, 'CASE-1-1');
  await bench.advance(6 * 3_600_000);
  expect((await bench.describe(arn)).status).toBe('SUCCEEDED');
  return looks.map((at) => Math.round((Date.parse(at) - startAt) / 1000));
};

describe('the definition of a collection case', () => {
  it('should look again when its step is due', async () => {
    expect(await looksAt(0)).toEqual([0, 5 * 3600]);
  });

  it('should look again so much later as it is told to, where a morning is spread', async () => {
    expect(await looksAt(754)).toEqual([0, 5 * 3600 + 754]);
  });
});
