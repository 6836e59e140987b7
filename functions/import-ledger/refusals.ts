import { Refusal } from '../../shared/errors.ts';
import { invalidField } from '../../shared/http/validation.ts';

/** The whole file is refused: it is not what it says it is, or is cut off. @param line counted from 1. */
export const malformed = (line: number, message: string): Refusal => invalidField(`line ${line}`, message);

/** The whole file is refused: it can be read, but its figures contradict each other. */
export const wrongSum = (line: number, message: string, remedy = ''): Refusal =>
  new Refusal('unprocessable', `line ${line} ${message}. Nothing of the file was posted.${remedy}`, [
    { path: `line ${line}`, message },
  ]);

/** The same for a bank file, of which a person may know that its entries are right all the same. */
export const wrongBankSum = (line: number, message: string): Refusal =>
  wrongSum(
    line,
    message,
    ' Ask the bank for the whole file; if its entries are right as they are, send it with ?sums=as-stated.',
  );
