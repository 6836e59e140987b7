/** Above this length the place of an error is not searched for. */
const MAX_SEARCHED_LENGTH = 65_536;

/** Whether the text is JSON as far as it goes: complete, or valid but for its missing end. */
const isValidSoFar = (prefix: string): boolean => {
  try {
    JSON.parse(prefix);
    return true;
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    const position = /at position (\d+)/.exec(message)?.[1];
    return (
      /end of JSON input|Unterminated/.test(message) || (position !== undefined && Number(position) >= prefix.length)
    );
  }
};

/** How many characters of the text are good; found by halving, since the engine's own message names no place. */
const validLength = (text: string): number => {
  let good = 0;
  let bad = text.length + 1;
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (isValidSoFar(text.slice(0, middle))) good = middle;
    else bad = middle;
  }
  return good;
};

/** Says where a text stops being JSON: `unexpected character at line 3 column 14`. */
export const whereBroken = (text: string): string => {
  if (text.length > MAX_SEARCHED_LENGTH) return 'check it with a JSON parser';
  const length = validLength(text);
  if (length === text.length) return 'it ends too early';
  const lines = text.slice(0, length).split('\n');
  return `unexpected character at line ${lines.length} column ${(lines.at(-1)?.length ?? 0) + 1}`;
};
