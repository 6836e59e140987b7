import type { Json } from '../../json.ts';
import { messageOf } from '../../problem.ts';
import { type Definition, type Outcome, type Program, programsIn, type State } from './definition.ts';
import { ErrorName } from './failure.ts';
import { compile, isExpression, isUnclosed, sourceOf } from './jsonata/expression.ts';

const VARIABLE = /^[\p{ID_Start}_][\p{ID_Continue}]{0,79}$/u;

/** What is wrong with a definition whose shape is right, as sentences; AWS refuses the same when it is deployed. */
export const checkDefinition = (definition: Definition): readonly string[] => [
  ...checkProgram(definition, new Set()),
  ...repeatedNames(definition),
];

const checkProgram = (program: Program, outerVariables: ReadonlySet<string>): readonly string[] => {
  const states = Object.entries(program.States);
  const variables = new Set(states.flatMap(([, state]) => outcomesOf(state).flatMap(assignedBy)));
  const visible = new Set([...outerVariables, ...variables]);
  return [
    ...(program.StartAt in program.States ? [] : [`StartAt: there is no state '${program.StartAt}'`]),
    ...unreachable(program),
    ...[...variables].flatMap((name) => checkVariable(name, outerVariables)),
    ...states.flatMap(([name, state]) => checkState(state, program).map((text) => `State '${name}': ${text}`)),
    ...states.flatMap(([, state]) =>
      programsIn(state).flatMap((inner) => checkProgram(inner, scopeOf(state, visible))),
    ),
  ];
};

/** A distributed Map's children are executions of their own, which see no variable from outside. */
const scopeOf = (state: State, visible: ReadonlySet<string>): ReadonlySet<string> =>
  state.Type === 'Map' && state.ItemProcessor.ProcessorConfig?.Mode === 'DISTRIBUTED' ? new Set() : visible;

const checkVariable = (name: string, outer: ReadonlySet<string>): readonly string[] => {
  if (name === 'states') return ["The variable name 'states' is reserved"];
  if (!VARIABLE.test(name)) return [`'${name}' is not a name for a variable`];
  return outer.has(name) ? [`The variable name '${name}' is used in an outer scope already`] : [];
};

const checkState = (state: State, program: Program): readonly string[] => [
  ...targetsOf(state)
    .filter((target) => !Object.hasOwn(program.States, target))
    .map((target) => `there is no state '${target}' to go to`),
  ...checkErrors('Retry' in state ? state.Retry : undefined, 'Retry'),
  ...checkErrors('Catch' in state ? state.Catch : undefined, 'Catch'),
  ...checkTimes(state),
  ...checkMap(state),
  ...checkExpressions(withoutPrograms(state), ''),
];

const checkErrors = (
  rules: readonly { readonly ErrorEquals: readonly string[] }[] | undefined,
  field: string,
): readonly string[] =>
  (rules ?? []).flatMap(({ ErrorEquals }, index, { length }) =>
    ErrorEquals.includes(ErrorName.all) && (ErrorEquals.length > 1 || index < length - 1)
      ? [`${field}: States.ALL must stand alone, and last`]
      : [],
  );

const checkTimes = (state: State): readonly string[] => {
  if (state.Type !== 'Task') return [];
  const { TimeoutSeconds, HeartbeatSeconds } = state;
  const both = typeof TimeoutSeconds === 'number' && typeof HeartbeatSeconds === 'number';
  return both && HeartbeatSeconds >= TimeoutSeconds ? ['HeartbeatSeconds must be less than TimeoutSeconds'] : [];
};

const checkMap = (state: State): readonly string[] => {
  if (state.Type !== 'Map' || state.ItemProcessor.ProcessorConfig?.Mode === 'DISTRIBUTED') return [];
  return (['ItemBatcher', 'Label'] as const)
    .filter((field) => state[field] !== undefined)
    .map((field) => `${field} needs an ItemProcessor whose Mode is DISTRIBUTED`);
};

const withoutPrograms = (state: State): Json => {
  const { Branches: _branches, ItemProcessor: _processor, ...fields } = state as unknown as Record<string, Json>;
  return fields;
};

const checkExpressions = (value: Json, path: string): readonly string[] => {
  if (typeof value === 'string') return checkText(value).map((text) => `${path}: ${text}`);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => checkExpressions(item, path === '' ? key : `${path}/${key}`));
};

const checkText = (text: string): readonly string[] => {
  if (isUnclosed(text)) return [`the JSONata expression '${text}' is not closed with %}`];
  if (!isExpression(text)) return [];
  try {
    compile(sourceOf(text));
    return [];
  } catch (error) {
    const { message } = Object(error) as { readonly message?: unknown };
    return [`the JSONata expression '${sourceOf(text)}' cannot be read: ${message ?? messageOf(error)}`];
  }
};

const outcomesOf = (state: State): readonly Outcome[] => [
  ...('Assign' in state ? [state] : []),
  ...(state.Type === 'Choice' ? state.Choices : []),
  ...('Catch' in state ? (state.Catch ?? []) : []),
];

const assignedBy = ({ Assign }: Outcome): readonly string[] => Object.keys(Assign ?? {});

const targetsOf = (state: State): readonly string[] => [
  ...('Next' in state && state.Next !== undefined ? [state.Next] : []),
  ...('Catch' in state ? (state.Catch ?? []).map(({ Next }) => Next) : []),
  ...(state.Type === 'Choice'
    ? [...state.Choices.map(({ Next }) => Next), ...(state.Default ? [state.Default] : [])]
    : []),
];

const unreachable = (program: Program): readonly string[] => {
  const reached = new Set<string>();
  const visit = (name: string): void => {
    const state = Object.hasOwn(program.States, name) ? program.States[name] : undefined;
    if (!state || reached.has(name)) return;
    reached.add(name);
    for (const target of targetsOf(state)) visit(target);
  };
  visit(program.StartAt);
  return Object.keys(program.States)
    .filter((name) => !reached.has(name))
    .map((name) => `State '${name}' is not reachable`);
};

const repeatedNames = (definition: Definition): readonly string[] => {
  const all = (program: Program): readonly string[] =>
    Object.entries(program.States).flatMap(([name, state]) => [name, ...programsIn(state).flatMap(all)]);
  const seen = all(definition);
  return [...new Set(seen.filter((name, index) => seen.indexOf(name) !== index))].map(
    (name) => `State '${name}' is there twice; names must be unique in the whole state machine`,
  );
};
