/** Recorded runs that end otherwise here, each with the reason. The list may only become shorter. */
export const knownMisses: Readonly<Record<string, string>> = {};
