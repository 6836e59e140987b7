import { type Answer, type Call, CallProblem, describeAnswer, orFail } from '../client/api-client.ts';
import { textAt } from '../client/read.ts';
import { type Column, paint, table, wrap } from '../terminal/text.ts';

/** A chapter of the story; the list of them is in `chapters.ts`. */
export interface Chapter {
  readonly title: string;
  readonly tell: (stage: Stage) => Promise<void>;
}

/** What a chapter tells its part with. */
export interface Stage {
  /** A paragraph. */
  readonly say: (text: string) => void;
  /** Calls the platform and shows the call. @throws CallProblem for any status but the expected one. */
  readonly call: (method: string, path: string, body: unknown, expected: number) => Promise<Answer>;
  readonly get: (path: string) => Promise<Answer>;
  /** The essence of an answer, as names and values. */
  readonly show: (rows: readonly (readonly [name: string, value: string])[]) => void;
  readonly showTable: (columns: readonly Column[], rows: readonly (readonly string[])[]) => void;
  /** Stops the story with the sentence when something is not as it has to be. */
  readonly expect: (holds: boolean, sentence: string) => void;
  /** The platform's date. */
  readonly today: () => Promise<string>;
  /** Moves the platform's clock to the morning of a date. */
  readonly waitUntil: (date: string) => Promise<void>;
  /** Lets everything that calls have set off come to rest, events above all. */
  readonly settle: () => Promise<void>;
}

const INDENT = '  ';
const DETAIL_INDENT = '       ';
const PATH_WIDTH = 58;

export interface StageOptions {
  readonly call: Call;
  readonly write: (text: string) => void;
}

export const createStage = ({ call, write }: StageOptions): Stage => {
  const print = (text: string): void => write(`${text}\n`);

  const shown = (answer: Answer): Answer => {
    const method = paint('cyan', answer.method.padEnd(4));
    print(`${INDENT}${method} ${answer.path.padEnd(PATH_WIDTH)} ${paint('green', String(answer.status))}`);
    return answer;
  };

  const checkedCall: Stage['call'] = async (method, path, body, expected) => {
    const answer = await call(method, path, body);
    if (answer.status !== expected) throw new CallProblem(`${describeAnswer(answer)} (expected was ${expected})`);
    return shown(answer);
  };

  const now = async (): Promise<string> => textAt(orFail(await call('GET', '/control/clock')), 'now');
  const moveClock = async (target: object): Promise<void> => {
    orFail(await call('POST', '/control/clock', target));
  };

  return {
    say: (text) => print(`\n${wrap(text, INDENT)}\n`),
    call: checkedCall,
    get: (path) => checkedCall('GET', path, undefined, 200),
    show: (rows) => print(table([{ title: '' }, { title: '' }], alignMoney(rows), DETAIL_INDENT)),
    showTable: (columns, rows) => print(table(columns, rows, DETAIL_INDENT)),
    expect: (holds, sentence) => {
      if (!holds) throw new CallProblem(`The story expected something else: ${sentence}`);
    },
    today: async () => (await now()).slice(0, 'YYYY-MM-DD'.length),
    waitUntil: async (date) => {
      await moveClock({ to: `${date}T08:00:00Z` });
      print(`\n${INDENT}${paint('yellow', `The clock moves to ${date}.`)}`);
    },
    settle: () => moveClock({ advance: 'PT1S' }),
  };
};

type Rows = Parameters<Stage['show']>[0];

const isMoney = (text: string): boolean => /^-?[\d,.]+ [A-Z]{3}$/.test(text);

/** Amounts stand under each other, digit under digit; texts begin where they begin. */
const alignMoney = (rows: Rows): readonly (readonly string[])[] => {
  const width = Math.max(0, ...rows.map(([, value]) => (isMoney(value) ? value.length : 0)));
  return rows.map(([name, value]) => [name, isMoney(value) ? value.padStart(width) : value]);
};
