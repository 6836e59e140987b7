/** SES answers in some 100 ms. A call that is cut off leaves a mail unclear, so it is given much longer than that. */
export const REQUEST_TIMEOUT_MS = 8_000;
export const CONNECTION_TIMEOUT_MS = 2_000;

/** A claim is marked by then, if ever: the call to SES, and the writes around it. */
export const CLAIM_STANDS_MS = REQUEST_TIMEOUT_MS + CONNECTION_TIMEOUT_MS + 5_000;

/**
 * No mail is begun with less time left: none may be cut off between being handed over and being marked, however long the
 * store takes for its claim and its link.
 */
export const TIME_FOR_A_MAIL_MS = CLAIM_STANDS_MS + 25_000;

const SHORTEST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;
/** What must be left of the function's time after a pause. */
const TIME_TO_ANSWER_MS = 2_000;

/** Before a mail that was not taken for now comes again: longer each time, some three minutes in all. */
export const pauseAfter = (tries: number, timeLeftMs: number): number => {
  const pause = Math.min(LONGEST_PAUSE_MS, SHORTEST_PAUSE_MS * 2 ** (tries - 1));
  return Math.max(0, Math.min(pause, timeLeftMs - TIME_TO_ANSWER_MS));
};
