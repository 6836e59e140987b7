import { Presets, SingleBar } from 'cli-progress';

/** A bar on the terminal that says what is being measured; nothing where the output is no terminal. */
export const createProgress = () => {
  const format = '{what} {bar} {percentage} %';
  const bar = new SingleBar({ format, hideCursor: true, clearOnComplete: true, barsize: 30 }, Presets.shades_classic);
  let shown = false;
  return {
    show: (what: string, share: number): void => {
      if (!process.stderr.isTTY) return;
      if (!shown) bar.start(100, 0, { what });
      shown = true;
      bar.update(Math.round(share * 100), { what });
    },
    clear: (): void => {
      if (shown) bar.stop();
      shown = false;
    },
  };
};
