import { openSync, writeSync } from 'node:fs';
import { devNull } from 'node:os';

const write = process.stdout.write.bind(process.stdout);

/** Prints for the person who runs the bench, also while the functions' output is put aside. */
export const print = (text: string): void => void write(`${text}\n`);

/**
 * Puts aside what functions in this process print. Their log lines are written, as on Lambda, but to nowhere: writing
 * them is part of a request, scrolling them past is not.
 */
export const putFunctionOutputAside = (): void => {
  const nowhere = openSync(devNull, 'w');
  process.stdout.write = (chunk: string | Uint8Array): boolean => {
    writeSync(nowhere, typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
    return true;
  };
};
