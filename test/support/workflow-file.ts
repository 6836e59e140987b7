import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { functionArn } from './step-functions-bench.ts';

const folder = join(import.meta.dirname, '..', '..', 'workflows');

/** `end-temporary-limit` of `EndTemporaryLimitArn`. */
const functionName = (substitution: string): string =>
  substitution
    .replace(/Arn$/, '')
    .replace(/(?!^)[A-Z]/g, (letter) => `-${letter}`)
    .toLowerCase();

/**
 * A shipped state machine as it is deployed to a bench: every `${NameOfFunctionArn}` is the function of that name.
 * @param more what other substitutions stand for.
 */
export const workflowFile = (name: string, more: Readonly<Record<string, string>> = {}): unknown => {
  const text = readFileSync(join(folder, `${name}.asl.json`), 'utf8');
  return JSON.parse(
    text.replaceAll(/\$\{(\w+)\}/g, (_whole, key: string) => more[key] ?? functionArn(functionName(key))),
  );
};
