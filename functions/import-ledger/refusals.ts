import { Refusal } from '../../shared/errors.ts';
import { invalidField } from '../../shared/http/validation.ts';

/** The whole file is refused: it is not what it says it is, or is cut off. @param line counted from 1. */
export const malformed = (line: number, message: string): Refusal => invalidField(`line ${line}`, message);

/** The whole file is refused: it can be read, but its figures contradict each other. */
export const wrongSum = (line: number, message: string): Refusal =>
  new Refusal('unprocessable', `line ${line} ${message}. Nothing of the file was posted.`, [
    { path: `line ${line}`, message },
  ]);
