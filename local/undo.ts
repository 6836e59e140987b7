type Undo = () => Promise<void> | void;

/** Remembers how to end what was started, and ends it in the reverse order. */
export interface UndoStack {
  readonly push: (undo: Undo) => void;
  readonly run: () => Promise<void>;
}

export const createUndoStack = (): UndoStack => {
  const undos: Undo[] = [];
  return {
    push: (undo) => {
      undos.push(undo);
    },
    run: async () => {
      for (let undo = undos.pop(); undo; undo = undos.pop()) await undo();
    },
  };
};
