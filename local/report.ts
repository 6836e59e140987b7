/** A function that fails on every retry is told of once in this time. */
const REPEAT_MILLISECONDS = 10_000;
const REMEMBERED_MESSAGES = 1000;

/** Tells the person at the terminal what went wrong, each thing once in a while. */
export const createReporter = (write: (line: string) => void): ((message: string) => void) => {
  const told = new Map<string, number>();
  return (message) => {
    const now = Date.now();
    if (now - (told.get(message) ?? 0) < REPEAT_MILLISECONDS) return;
    if (told.size >= REMEMBERED_MESSAGES) told.clear();
    told.set(message, now);
    write(`${message}\n`);
  };
};
