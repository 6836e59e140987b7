import { createHash } from 'node:crypto';
import type { Expression, Focus } from 'jsonata';
import { evaluationOf } from './host.ts';
import { seededRandom } from './seeded-random.ts';

const LONGEST_RANGE = 1000;
const HASHES: Readonly<Record<string, string>> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

/**
 * Adds the functions that Step Functions has beyond JSONata's own, takes `$eval` away, and has `$now`, `$millis` and
 * `$random` go by the host. An argument that is nothing gives nothing, as with JSONata's own functions.
 */
export const registerFunctions = (expression: Expression): void => {
  expression.registerFunction('partition', partition, '<a-n:a>');
  expression.registerFunction('range', range, '<n-nn:a>');
  expression.registerFunction('hash', hash, '<x-s:s>');
  expression.registerFunction('parse', parse, '<s-:x>');
  expression.registerFunction(
    'random',
    function (this: Focus, seed?: number) {
      return seed === undefined ? evaluationOf(this.environment).host.random() : seededRandom(seed);
    },
    '<n?:n>',
  );
  expression.registerFunction(
    'uuid',
    function (this: Focus) {
      return evaluationOf(this.environment).host.uuid();
    },
    '<:s>',
  );
  expression.registerFunction(
    'millis',
    function (this: Focus) {
      return evaluationOf(this.environment).host.now;
    },
    '<:n>',
  );
  expression.registerFunction(
    'now',
    function (this: Focus, picture?: string, timezone?: string) {
      const { now } = evaluationOf(this.environment).host;
      return this.environment.lookup('fromMillis').implementation.call(this, now, picture, timezone);
    },
    '<s?s?:s>',
  );
  expression.assign('eval', undefined);
};

const partition = (items: readonly unknown[] | undefined, size: number | undefined): unknown => {
  if (items === undefined || size === undefined) return undefined;
  const length = Math.round(size);
  if (length < 1) throw new RangeError('The chunk size of partition must be a positive integer');
  return Array.from({ length: Math.ceil(items.length / length) }, (_, index) =>
    items.slice(index * length, (index + 1) * length),
  );
};

const range = (first: number | undefined, last: number | undefined, step: number | undefined): unknown => {
  if (first === undefined || last === undefined || step === undefined) return undefined;
  const [start, end, delta] = [Math.round(first), Math.round(last), Math.round(step)];
  if (delta === 0) throw new RangeError('The step of range must not be zero');
  const length = Math.max(0, Math.floor((end - start) / delta) + 1);
  if (length > LONGEST_RANGE) throw new RangeError(`A range may have at most ${LONGEST_RANGE} elements`);
  return Array.from({ length }, (_, index) => start + index * delta);
};

const hash = (data: unknown, algorithm: string | undefined): unknown => {
  if (data === undefined || algorithm === undefined) return undefined;
  const name = Object.hasOwn(HASHES, algorithm) ? HASHES[algorithm] : undefined;
  if (!name) throw new RangeError(`The hash algorithm must be one of ${Object.keys(HASHES).join(', ')}`);
  const text = typeof data === 'string' ? data : JSON.stringify(data);
  return createHash(name).update(text, 'utf8').digest('hex');
};

const parse = (text: string | undefined): unknown => (text === undefined ? undefined : JSON.parse(text));
