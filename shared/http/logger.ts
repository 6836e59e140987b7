import type { ServiceConfig } from '../config.ts';

/**
 * Structured logs, one JSON object a line, with the keys that Powertools uses. Our own because the Powertools logger
 * alone is 23 kB of a bundle whose load time callers wait for.
 */
export interface Logger {
  readonly debug: LogLine;
  readonly info: LogLine;
  readonly warn: LogLine;
  readonly error: LogLine;
  /** A logger that puts these fields on each of its lines. */
  readonly with: (fields: LogFields) => Logger;
}

export type LogFields = Readonly<Record<string, unknown>>;
type LogLine = (message: string, fields?: LogFields) => void;
type Level = 'DEBUG' | 'INFO' | 'WARN' | 'ERROR';

const ranks: Record<ServiceConfig['logLevel'], number> = { DEBUG: 10, INFO: 20, WARN: 30, ERROR: 40, SILENT: 99 };

const MAX_CAUSES = 5;

/** An error with its stack and causes, for logs only: none of it may reach a caller. */
const describeError = (error: unknown, depth = 0): unknown => {
  if (!(error instanceof Error) || depth >= MAX_CAUSES) return String(error);
  return {
    name: error.name,
    message: error.message,
    stack: error.stack,
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause, depth + 1) }),
  };
};

const serialize = (_key: string, value: unknown): unknown => {
  if (typeof value === 'bigint') return value.toString();
  return value instanceof Error ? describeError(value) : value;
};

type Sink = (line: string) => void;
const standardOut: Sink = (line) => void process.stdout.write(`${line}\n`);

export const createLogger = (
  config: Pick<ServiceConfig, 'serviceName' | 'logLevel'>,
  fields: LogFields = {},
  sink: Sink = standardOut,
): Logger => {
  const at =
    (level: Level): LogLine =>
    (message, more = {}) => {
      if (ranks[level] < ranks[config.logLevel]) return;
      sink(JSON.stringify({ level, message, service: config.serviceName, ...fields, ...more }, serialize));
    };
  return {
    debug: at('DEBUG'),
    info: at('INFO'),
    warn: at('WARN'),
    error: at('ERROR'),
    with: (more) => createLogger(config, { ...fields, ...more }, sink),
  };
};
