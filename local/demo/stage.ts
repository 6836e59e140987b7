import { type Answer, type Call, CallProblem, describeAnswer, orFail } from '../client/api-client.ts';
import type { Browse } from '../client/pages.ts';
import { textAt } from '../client/read.ts';
import { type Column, paint, table, wrap } from '../terminal/text.ts';
import { type Mail, mailsIn } from './mail.ts';

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
  /** Opens a page, or sends its form, and shows the call. @throws CallProblem for any status but the expected one. */
  readonly browse: (path: string, expected: number, form?: Readonly<Record<string, string>>) => Promise<Answer>;
  /** Shows the newest mail to somebody whose subject names something. @throws CallProblem when there is none. */
  readonly mailTo: (address: string, about?: string) => Promise<Mail>;
  /** The essence of an answer, as names and values. */
  readonly show: (rows: readonly (readonly [name: string, value: string])[]) => void;
  readonly showTable: (columns: readonly Column[], rows: readonly (readonly string[])[]) => void;
  /** Stops the story with the sentence when something is not as it has to be. */
  readonly expect: (holds: boolean, sentence: string) => void;
  /** The platform's date. */
  readonly today: () => Promise<string>;
  /** Moves the platform's clock to a time of a date in UTC, 08:00 where none is named. */
  readonly waitUntil: (date: string, time?: string) => Promise<void>;
  /** Lets everything that calls have set off come to rest, events above all. */
  readonly settle: () => Promise<void>;
}

const INDENT = '  ';
const DETAIL_INDENT = '       ';
const PATH_WIDTH = 58;
/** A link's token is shown as far as it takes to tell one from another. */
const TOKEN = /(?<=\/(?:approve|pay)\/.{6}).+/;

export interface StageOptions {
  readonly call: Call;
  readonly browse: Browse;
  readonly write: (text: string) => void;
}

export const createStage = ({ browse, call, write }: StageOptions): Stage => {
  const print = (text: string): void => write(`${text}\n`);

  const shown = (answer: Answer): Answer => {
    const method = paint('cyan', answer.method.padEnd(4));
    const path = answer.path.replace(TOKEN, '...');
    print(`${INDENT}${method} ${path.padEnd(PATH_WIDTH)} ${paint('green', String(answer.status))}`);
    return answer;
  };

  const checked = (answer: Answer, expected: number): Answer => {
    if (answer.status !== expected) throw new CallProblem(`${describeAnswer(answer)} (expected was ${expected})`);
    return shown(answer);
  };
  const checkedCall: Stage['call'] = async (method, path, body, expected) =>
    checked(await call(method, path, body), expected);

  const now = async (): Promise<string> => textAt(orFail(await call('GET', '/control/clock')), 'now');
  const moveClock = async (target: object): Promise<void> => {
    orFail(await call('POST', '/control/clock', target));
  };

  return {
    say: (text) => print(`\n${wrap(text, INDENT)}\n`),
    call: checkedCall,
    get: (path) => checkedCall('GET', path, undefined, 200),
    browse: async (path, expected, form) => checked(await browse(path, form), expected),
    mailTo: async (address, about = '') => {
      const isMeant = ({ subject, to }: Mail) => to === address && subject.includes(about);
      const mail = mailsIn(orFail(await call('GET', '/outbox'))).find(isMeant);
      if (!mail) throw new CallProblem(`The story expected something else: a mail to ${address}.`);
      print(`${INDENT}${paint('magenta', 'MAIL')} to ${address}`);
      print(wrap(mail.subject, DETAIL_INDENT));
      return mail;
    },
    show: (rows) => print(table([{ title: '' }, { title: '' }], alignMoney(rows), DETAIL_INDENT)),
    showTable: (columns, rows) => print(table(columns, rows, DETAIL_INDENT)),
    expect: (holds, sentence) => {
      if (!holds) throw new CallProblem(`The story expected something else: ${sentence}`);
    },
    today: async () => (await now()).slice(0, 'YYYY-MM-DD'.length),
    waitUntil: async (date, time) => {
      await moveClock({ to: `${date}T${time ?? '08:00'}:00Z` });
      print(`\n${INDENT}${paint('yellow', `The clock moves to ${date}${time ? `, ${time} UTC` : ''}.`)}`);
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
