import { asArray, asString, isObject } from '../json.ts';
import { StartProblem } from '../problem.ts';

/** What intrinsic functions look things up in; every lookup answers `undefined` for what does not exist. */
export interface Scope {
  /** Where this is, for messages: `CredenceApi.Table`. */
  readonly where: string;
  /** `Ref` of a parameter, a pseudo parameter or a resource. `NO_VALUE` for `AWS::NoValue`. */
  readonly ref: (name: string) => unknown;
  readonly attribute: (logicalId: string, attribute: string) => unknown;
  readonly mapping: (map: string, first: string, second: string) => unknown;
  readonly condition: (name: string) => unknown;
  readonly exported: (name: string) => unknown;
  readonly ssmParameter: (name: string) => unknown;
}

/** Marks a property that `AWS::NoValue` removes. */
export const NO_VALUE: unique symbol = Symbol('AWS::NoValue');

type Intrinsic = (argument: unknown, scope: Scope) => unknown;

/** Replaces every intrinsic function in a piece of a template by its value. */
export const resolve = (value: unknown, scope: Scope): unknown => {
  if (typeof value === 'string') return resolveDynamicReferences(value, scope);
  if (Array.isArray(value)) return value.map((item) => resolve(item, scope)).filter((item) => item !== NO_VALUE);
  if (!isObject(value)) return value;
  const [key, argument] = onlyEntry(value);
  if (key !== undefined && isIntrinsic(key, argument)) {
    const intrinsic = intrinsics[key];
    if (!intrinsic) throw new StartProblem(`${scope.where}: the function ${key} cannot be resolved on a laptop.`);
    return intrinsic(argument, scope);
  }
  const entries = Object.entries(value).map(([name, item]) => [name, resolve(item, scope)] as const);
  return Object.fromEntries(entries.filter(([, item]) => item !== NO_VALUE));
};

const onlyEntry = (value: Record<string, unknown>): readonly [string | undefined, unknown] => {
  const entries = Object.entries(value);
  return entries.length === 1 && entries[0] ? entries[0] : [undefined, undefined];
};

/** `{ Condition: 'Name' }` is an intrinsic only when it holds a name: IAM statements have a `Condition` too. */
const isIntrinsic = (key: string, argument: unknown): boolean =>
  key === 'Ref' || key.startsWith('Fn::') || (key === 'Condition' && typeof argument === 'string');

const found = (value: unknown, what: string, scope: Scope): unknown => {
  if (value === undefined) throw new StartProblem(`${scope.where}: ${what} does not exist in the templates.`);
  return value;
};

const text = (value: unknown, what: string, scope: Scope): string => {
  const resolved = resolve(value, scope);
  if (typeof resolved === 'string') return resolved;
  if (typeof resolved === 'number' || typeof resolved === 'boolean') return String(resolved);
  throw new StartProblem(`${scope.where}: ${what} must be a text, but is ${JSON.stringify(resolved)}.`);
};

const list = (value: unknown, what: string, scope: Scope): readonly unknown[] => {
  const resolved = resolve(value, scope);
  if (Array.isArray(resolved)) return resolved;
  throw new StartProblem(`${scope.where}: ${what} must be a list, but is ${JSON.stringify(resolved)}.`);
};

const truth = (value: unknown, scope: Scope): boolean => {
  const resolved = resolve(value, scope);
  if (typeof resolved === 'boolean') return resolved;
  throw new StartProblem(`${scope.where}: a condition must be true or false, but is ${JSON.stringify(resolved)}.`);
};

const getAttribute: Intrinsic = (argument, scope) => {
  const [logicalId, ...rest] = typeof argument === 'string' ? argument.split('.') : asArray(argument);
  const name = rest.map((part) => text(part, 'the attribute of Fn::GetAtt', scope)).join('.');
  return found(scope.attribute(String(logicalId), name), `the attribute ${String(logicalId)}.${name}`, scope);
};

const substitute: Intrinsic = (argument, scope) => {
  const [template, variables] = typeof argument === 'string' ? [argument, {}] : asArray(argument);
  const own = isObject(variables) ? variables : {};
  const replaced = String(template).replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
    if (literal) return `\${${name}}`;
    const key = name.trim();
    if (Object.hasOwn(own, key)) return text(own[key], `\${${key}}`, scope);
    if (key.includes('.')) return text(getAttribute(key, scope), `\${${key}}`, scope);
    return text({ Ref: key }, `\${${key}}`, scope);
  });
  return resolveDynamicReferences(replaced, scope);
};

const select: Intrinsic = (argument, scope) => {
  const [position, values] = asArray(argument);
  const index = Number(text(position, 'the index of Fn::Select', scope));
  return found(list(values, 'the list of Fn::Select', scope)[index], `element ${index} of Fn::Select`, scope);
};

const intrinsics: Readonly<Record<string, Intrinsic>> = {
  Ref: (name, scope) => found(scope.ref(String(name)), `'${String(name)}'`, scope),
  Condition: (name, scope) => found(scope.condition(String(name)), `the condition ${String(name)}`, scope),
  'Fn::GetAtt': getAttribute,
  'Fn::Sub': substitute,
  'Fn::Join': (argument, scope) => {
    const [separator, values] = asArray(argument);
    const parts = list(values, 'the list of Fn::Join', scope).map((part) => text(part, 'a part of Fn::Join', scope));
    return resolveDynamicReferences(parts.join(asString(separator) ?? ''), scope);
  },
  'Fn::Select': select,
  'Fn::Split': (argument, scope) => {
    const [separator, source] = asArray(argument);
    return text(source, 'the text of Fn::Split', scope).split(asString(separator) ?? '');
  },
  'Fn::Base64': (argument, scope) => Buffer.from(text(argument, 'Fn::Base64', scope)).toString('base64'),
  'Fn::FindInMap': (argument, scope) => {
    const [map, first, second] = asArray(argument).map((key) => text(key, 'a key of Fn::FindInMap', scope));
    const value = scope.mapping(map ?? '', first ?? '', second ?? '');
    return found(value, `the mapping ${map}.${first}.${second}`, scope);
  },
  'Fn::ImportValue': (argument, scope) => {
    const name = text(argument, 'the name of Fn::ImportValue', scope);
    return found(scope.exported(name), `the export '${name}'`, scope);
  },
  'Fn::If': (argument, scope) => {
    const [condition, whenTrue, whenFalse] = asArray(argument);
    return resolve(truth({ Condition: condition }, scope) ? whenTrue : whenFalse, scope);
  },
  'Fn::Equals': (argument, scope) => {
    const [left, right] = asArray(argument).map((side) => JSON.stringify(resolve(side, scope)));
    return left === right;
  },
  'Fn::And': (argument, scope) => asArray(argument).every((part) => truth(part, scope)),
  'Fn::Or': (argument, scope) => asArray(argument).some((part) => truth(part, scope)),
  'Fn::Not': (argument, scope) => !truth(asArray(argument)[0], scope),
};

/** `{{resolve:ssm:/name}}` and `{{resolve:ssm:/name:1}}` inside a text; other stores have no local counterpart. */
const resolveDynamicReferences = (value: string, scope: Scope): string =>
  value.replace(/\{\{resolve:([a-z-]+):([^:}]+)[^}]*\}\}/g, (_, service: string, name: string) => {
    if (service !== 'ssm') throw new StartProblem(`${scope.where}: {{resolve:${service}}} cannot be resolved here.`);
    return String(found(scope.ssmParameter(name), `the SSM parameter '${name}'`, scope));
  });
