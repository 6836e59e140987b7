import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../local/json.ts';
import { type Answer, type PlayedCall, play } from '../../support/asl-player.ts';
import { knownMisses } from './known-misses.ts';

/** Executions that AWS itself has recorded. They are not part of the repository. */
interface RecordedRun {
  readonly definition: unknown;
  readonly input: Json;
  readonly mocks: Readonly<Record<string, readonly Mock[]>>;
  readonly expected: {
    readonly status: string;
    readonly output?: Json;
    readonly error?: string;
    readonly cause?: string;
    /** JSON pointers into the output that differ from run to run. */
    readonly wildcards?: readonly string[];
  };
}

interface Mock {
  readonly parameters?: Json;
  readonly result: {
    readonly output?: Json;
    readonly error?: string | null;
    readonly cause?: string | null;
    readonly timedOut?: boolean;
  };
}

const shared = [process.env['CREDENCE_SHARED'], '../shared'].flatMap((dir) => (dir ? [resolve(dir)] : []));
const folder = shared.map((dir) => join(dir, 'data/asl')).find((dir) => existsSync(dir));

describe('the recorded runs', () => {
  const files = folder ? readdirSync(folder).filter((file) => file.endsWith('.json')) : [];
  if (!folder) it.skip('there is no data/asl in ../shared, nor where CREDENCE_SHARED points');

  it.each(files)('should end as in AWS: %s', async (file) => {
    const recorded: RecordedRun = JSON.parse(readFileSync(join(folder ?? '', file), 'utf8'));
    const missed = Object.hasOwn(knownMisses, file);
    const outcome = await compare(recorded).then(
      () => 'as recorded',
      (error: unknown) => error,
    );
    if (missed) expect(outcome, `${file} is a known miss no more: take it off the list`).not.toBe('as recorded');
    else if (outcome !== 'as recorded') throw outcome;
  });
});

const compare = async ({ definition, input, mocks, expected }: RecordedRun): Promise<void> => {
  const { run } = await play(definition, input, { answer: answerFrom(mocks) });
  expect(run.status).toBe(expected.status);
  expect(run.error).toBe(expected.error);
  const pointers = expected.wildcards ?? [];
  const [actual, wanted] = alike(run.output ?? null, expected.output ?? null);
  expect(without(actual, pointers)).toEqual(without(wanted, pointers));
  if (expected.cause !== undefined) expect(loose(run.cause)).toBe(loose(expected.cause));
};

/** A mock list holds an entry for each attempt. */
const answerFrom = (mocks: RecordedRun['mocks']): ((call: PlayedCall) => Answer) => {
  const queues = new Map(Object.entries(mocks).map(([path, list]) => [withoutEarlier(path), [...list]]));
  return ({ path, arguments: actual, token }) => {
    const mock = queues.get(path)?.shift();
    if (!mock) throw new Error(`Nothing was recorded for ${path}`);
    if (mock.parameters !== undefined) expect(fitted(actual, mock.parameters, token)).toEqual(mock.parameters);
    const { output, error, cause, timedOut } = mock.result;
    if (timedOut) return 'silence';
    return output === undefined ? { failure: { error: error ?? undefined, cause: cause ?? undefined } } : { output };
  };
};

/** The recorder has chained the iterations of one Map: `Each[0]/Each[1]/Work` is `Each[1]/Work`. */
const withoutEarlier = (path: string): string => {
  const nameOf = (segment: string): string => segment.replace(/\[\d+\]$/, '');
  const segments = path.split('/');
  return segments
    .filter((segment, index) => !segments.slice(index + 1, -1).some((later) => nameOf(later) === nameOf(segment)))
    .join('/');
};

/** Texts that differ from run to run, such as tokens and ARNs, fit where a placeholder was recorded. */
const fitted = (actual: Json, recorded: Json, token: string | undefined): Json => {
  if (typeof actual === 'string' && typeof recorded === 'string') {
    if (token !== undefined && actual.includes(token)) return recorded;
    const pattern = recorded.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(/<[\w:-]+>/g, '.*');
    return new RegExp(`^${pattern}$`, 's').test(actual) ? recorded : actual;
  }
  if (typeof actual !== 'object' || actual === null || typeof recorded !== 'object' || recorded === null) return actual;
  if (Array.isArray(actual)) return actual.map((item, index) => fitted(item, Object(recorded)[index] ?? null, token));
  return Object.fromEntries(
    Object.entries(actual).map(([key, item]) => [key, fitted(item, Object(recorded)[key] ?? null, token)]),
  );
};

/** Where one side is a JSON text and the other is not, the text is read first. */
const alike = (one: Json, other: Json): readonly [Json, Json] => {
  const read = (value: Json, model: Json): Json =>
    typeof value === 'string' && typeof model !== 'string' ? (JSON.parse(value) as Json) : value;
  return [read(one, other), read(other, one)];
};

const without = (value: Json, pointers: readonly string[]): Json => {
  const copy = structuredClone(value);
  for (const pointer of pointers) {
    const keys = pointer.split('/').slice(1);
    const last = keys.pop() ?? '';
    const owner = keys.reduce<unknown>((inner, key) => Object(inner)[key], copy);
    if (typeof owner === 'object' && owner !== null) Reflect.deleteProperty(owner, last);
  }
  return copy;
};

const loose = (cause: string | undefined): string => (cause ?? '').replaceAll(/\s+/g, ' ').toLowerCase();
