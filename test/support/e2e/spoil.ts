import * as z from 'zod';

/** A body with one thing wrong, and the field that a refusal has to name. */
export interface Spoiled {
  readonly what: string;
  readonly path: string;
  readonly body: unknown;
}

type Path = readonly (string | number)[];
type Json = Record<string, unknown> | unknown[];

const isContainer = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** `allocations[0].invoiceId` */
const pathText = (path: Path): string =>
  path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : text === '' ? step : `${text}.${step}`),
    '',
  );

const changed = (value: unknown, [step, ...rest]: Path, change: (value: unknown) => unknown): unknown => {
  if (step === undefined) return change(value);
  const copy = structuredClone(value) as Record<string | number, unknown>;
  copy[step] = changed(copy[step], rest, change);
  return copy;
};

const without = (value: unknown, path: Path): unknown => {
  const name = path.at(-1);
  return changed(value, path.slice(0, -1), (parent) =>
    Object.fromEntries(Object.entries(parent as object).filter(([key]) => key !== name)),
  );
};

const leaves = (value: unknown, path: Path = []): readonly { readonly path: Path; readonly value: unknown }[] => {
  const here = path.length === 0 ? [] : [{ path, value }];
  if (!isContainer(value)) return here;
  const steps = Array.isArray(value) ? value.map((_, index) => index) : Object.keys(value);
  return [...here, ...steps.flatMap((step) => leaves((value as Record<string, unknown>)[step], [...path, step]))];
};

interface Schema {
  readonly type?: string;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly maxLength?: number;
  readonly enum?: readonly unknown[];
}

const schemaAt = (schema: Schema | undefined, path: Path): Schema | undefined =>
  path.reduce<Schema | undefined>((at, step) => {
    const object = at?.anyOf?.find(({ properties }) => properties) ?? at;
    return typeof step === 'number' ? object?.items : object?.properties?.[step];
  }, schema);

const isMoney = (value: unknown): boolean => isContainer(value) && 'amount' in value && 'currency' in value;

const AMOUNTS = ['1', '1.0', '1.000', '1e2', 'NaN', 'Infinity', '', ' 1.00', '1,00', '+1.00', '01.00', '.50', '0x1'];
const HUGE = ['9'.repeat(16), '9'.repeat(31), '9'.repeat(5000)].map((digits) => `${digits}.00`);
const DATES = ['2026-02-29', '2026-13-01', '2026-00-10', '26-01-01', '2026-1-1', '01.02.2026', '2026-01-01T00:00:00Z'];
const IDS = ['', 'a/b', 'a b', 'ü', 'a#b', '<script>', "'; DROP TABLE x; --", '../x', 'x'.repeat(65), 'x\n'];
const TEXTS = ['', '   ', 'a\u0000b', '\ud800', 'x\udfffy', '\u0007', 'x'.repeat(10_000)];

const wrongTypes = (name: string, value: unknown, schema: Schema | undefined): readonly unknown[] => {
  const all: readonly [string, unknown][] = [
    ['null', null],
    ['number', 12.5],
    ['string', 'text'],
    ['boolean', true],
    ['array', []],
    ['object', { x: 1 }],
  ];
  const own = Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value;
  // Percentages are taken as JSON numbers too.
  const further = name.endsWith('Percent') ? ['number'] : [];
  const allowed = [own, ...further, ...(schema?.anyOf ?? [schema ?? {}]).map(({ type }) => type ?? own)];
  return all.filter(([type]) => !allowed.includes(type)).map(([, wrong]) => wrong);
};

/** A limit may be raised by more than it is, or recommended for more than what it is reckoned from. */
const beyondAHundred = ['neededAboveIncreasePercent', 'limitFactorPercent', 'equityPercent'];

const wrongTexts = (path: Path, value: string): readonly string[] => {
  const name = String(path.findLast((step) => typeof step === 'string') ?? '');
  if (name === 'amount') return [...AMOUNTS, ...HUGE, '0.00'];
  if (name === 'currency' || name === 'base') return ['XXY', 'eur', 'EURO', '', 'E', '€'];
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return DATES;
  if (/(?<!tax)(?:Id|Ids)$/.test(name)) return IDS;
  if (beyondAHundred.includes(name)) return ['-1', '10000', '1e1', '', '8,1', 'x'];
  if (/Percent$/.test(name)) return ['-1', '100.1', '1e1', '', '8,1', 'x'];
  if (/Url$|^url$/.test(name)) return ['http://x.example', 'javascript:alert(1)', 'https://', '', 'x'];
  if (name === 'USD') return ['0', '-1', '1e3', '', '1,5'];
  return TEXTS;
};

/** Every way to spoil one field of a body that is right. The schema only tells what may be left out or be of two types. */
export const spoil = (good: unknown, schema: z.core.$ZodType): readonly Spoiled[] => {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema;
  return leaves(good).flatMap(({ path, value }): Spoiled[] => {
    const name = pathText(path);
    const at = schemaAt(json, path);
    const replaced = (wrong: unknown): Spoiled => ({
      what: `${name} = ${(JSON.stringify(wrong) ?? 'undefined').slice(0, 60)}`,
      path: name,
      body: changed(good, path, () => wrong),
    });
    const last = path.at(-1);
    const parent = path.length === 1 ? json : schemaAt(json, path.slice(0, -1));
    const required = (parent?.anyOf?.find(({ properties }) => properties) ?? parent)?.required ?? [];
    const isRequired = typeof last === 'string' && required.includes(last);
    const isSigned = name.includes('netProfit');
    return [
      ...wrongTypes(name, value, at).map(replaced),
      ...(isRequired ? [{ what: `${name} missing`, path: name, body: without(good, path) }] : []),
      ...(typeof value === 'string'
        ? wrongTexts(path, value)
            .filter(
              (text) =>
                !(isSigned && text === '0.00') && !(/revenue|total|current|Limit/.test(name) && text === '0.00'),
            )
            .map(replaced)
        : []),
      ...(isMoney(value) && !isSigned ? [negative(good, path)] : []),
    ];
  });
};

const negative = (good: unknown, path: Path): Spoiled => ({
  what: `${pathText(path)} negative`,
  path: pathText([...path, 'amount']),
  body: changed(good, [...path, 'amount'], () => '-1.00'),
});
