/** Counts what is under way, so that one can wait until nothing is. */
export interface Activity {
  /** Runs something that counts as under way until it has ended. */
  readonly during: <T>(work: () => Promise<T>) => Promise<T>;
  readonly isIdle: () => boolean;
  /** Kept once nothing is under way. */
  readonly idle: () => Promise<void>;
}

export const createActivity = (): Activity => {
  let count = 0;
  let waiting: (() => void)[] = [];
  return {
    during: async (work) => {
      count += 1;
      try {
        return await work();
      } finally {
        count -= 1;
        if (count === 0) {
          const woken = waiting;
          waiting = [];
          for (const wake of woken) wake();
        }
      }
    },
    isIdle: () => count === 0,
    idle: async () => {
      while (count > 0) await new Promise<void>((resolve) => waiting.push(resolve));
    },
  };
};

/** Lets at most so many pieces of work run at a time; the others wait for their turn. */
export const createGate = (most: number): (<T>(work: () => Promise<T>) => Promise<T>) => {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      // The place goes to the next one, or is free.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
};
