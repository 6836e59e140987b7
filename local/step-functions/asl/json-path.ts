import { isObject } from '../../json.ts';

/** Fields that a state has only in JSONPath, and that are refused by their names. */
const ONLY_IN_JSON_PATH = [
  ...['InputPath', 'OutputPath', 'ResultPath', 'ResultSelector', 'Parameters', 'Result', 'Iterator', 'ItemsPath'],
  ...['SecondsPath', 'TimestampPath', 'TimeoutSecondsPath', 'HeartbeatSecondsPath', 'ErrorPath', 'CausePath'],
  ...['MaxConcurrencyPath', 'ToleratedFailureCountPath', 'ToleratedFailurePercentagePath'],
];

type Json = Record<string, unknown>;

/**
 * Rewrites a program so that every state is in JSONata. A state in JSONPath may stay as long as it means the same in
 * both languages, but for reference paths such as `$.order.id` in Assign, which are translated.
 * @param language what a state speaks that does not say so itself.
 * @param problem told about every state that cannot be rewritten.
 */
export const speakJsonata = (program: Json, language: string, problem: (text: string) => void): Json => {
  const { QueryLanguage, States, ...rest } = program;
  const spoken = typeof QueryLanguage === 'string' ? QueryLanguage : language;
  if (!isObject(States)) return { ...rest, States };
  const states = Object.entries(States).map(([name, state]) => [
    name,
    isObject(state) ? stateInJsonata(name, state, spoken, problem) : state,
  ]);
  return { ...rest, States: Object.fromEntries(states) };
};

const stateInJsonata = (name: string, state: Json, language: string, problem: (text: string) => void): Json => {
  const { QueryLanguage, ...fields } = state;
  const spoken = typeof QueryLanguage === 'string' ? QueryLanguage : language;
  const inner = withInnerPrograms(fields, language, problem);
  if (spoken === 'JSONata') return inner;
  const where = `State '${name}'`;
  if (spoken !== 'JSONPath') problem(`${where}: there is no query language ${spoken}`);
  const foreign = [
    ...ONLY_IN_JSON_PATH.filter((field) => field in inner),
    ...(inner['Type'] === 'Choice' ? ['Choices'] : []),
  ];
  for (const field of foreign)
    problem(`${where}: ${field} in the query language JSONPath is not supported; use JSONata`);
  const root = hasResult(inner) ? 'result' : 'input';
  return {
    ...inner,
    ...assignInJsonata(inner, root, where, problem),
    ...(Array.isArray(inner['Catch']) && {
      Catch: inner['Catch'].map((catcher: unknown) =>
        isObject(catcher) ? { ...catcher, ...assignInJsonata(catcher, 'errorOutput', where, problem) } : catcher,
      ),
    }),
  };
};

const hasResult = ({ Type }: Json): boolean => Type === 'Task' || Type === 'Parallel' || Type === 'Map';

const withInnerPrograms = (state: Json, language: string, problem: (text: string) => void): Json => ({
  ...state,
  ...(isObject(state['ItemProcessor']) && { ItemProcessor: speakJsonata(state['ItemProcessor'], language, problem) }),
  ...(Array.isArray(state['Branches']) && {
    Branches: state['Branches'].map((branch: unknown) =>
      isObject(branch) ? speakJsonata(branch, language, problem) : branch,
    ),
  }),
});

const assignInJsonata = (owner: Json, root: string, where: string, problem: (text: string) => void): Json => {
  const { Assign } = owner;
  if (!isObject(Assign)) return {};
  const translate = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(translate);
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => {
        if (!key.endsWith('.$')) return [key, translate(item)];
        const expression = typeof item === 'string' ? pathInJsonata(item, root) : undefined;
        if (!expression)
          problem(`${where}: '${key}': ${JSON.stringify(item)} is not a reference path such as $.order.id`);
        return [key.slice(0, -2), expression];
      }),
    );
  };
  return { Assign: translate(Assign) };
};

const STEP = /\.([\p{L}_][\p{L}\p{N}_]*)|\['([^'`]+)'\]|\[(\d+)\]/gu;

/** `$.a.b[0]`, `$$.Execution.Name` or `$variable.a` as a JSONata expression; `undefined` for anything else. */
const pathInJsonata = (path: string, root: string): string | undefined => {
  const [, start = '', steps = ''] = /^(\$\$?(?:[\p{L}_][\p{L}\p{N}_]*)?)(.*)$/u.exec(path) ?? [];
  if (start === '' || steps.replace(STEP, '') !== '') return undefined;
  const from = { $: `$states.${root}`, $$: '$states.context' }[start] ?? start;
  if (from.startsWith('$$')) return undefined;
  const way = steps.replace(STEP, (_step, field?: string, quoted?: string, index?: string) =>
    index === undefined ? `.\`${field ?? quoted}\`` : `[${index}]`,
  );
  return `{% ${from}${way} %}`;
};
