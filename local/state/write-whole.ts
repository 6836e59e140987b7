import { renameSync, writeFileSync } from 'node:fs';

/** Writes a file to one side and moves it into place: whoever sees it sees all of it, whenever this process ends. */
export const writeWhole = (file: string, content: string, mode = 0o644): void => {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, content, { mode });
  renameSync(draft, file);
};
