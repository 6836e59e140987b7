import { enterEnvironment, type Ground, openGround } from './ground/environment.ts';
import { runName } from './ground/names.ts';
import { type RunningPlatform, startPlatformProcess } from './ground/platform.ts';

/** What the sections run on. Both parts are started when they are first asked for. */
export interface Bench {
  /** Begins the names of everything that this run makes. */
  readonly run: string;
  /** Share of the full number of repetitions. */
  readonly effort: number;
  /** A table for calls within this process, which is made to have the environment of the functions. */
  readonly ground: () => Promise<Ground>;
  /** The laptop runtime in a process of its own. */
  readonly platform: () => Promise<RunningPlatform>;
  readonly progress: (what: string, share: number) => void;
  readonly close: () => Promise<void>;
}

export const openBench = (effort: number, progress: Bench['progress']): Bench => {
  const ownEnvironment = { ...process.env };
  let ground: Promise<Ground> | undefined;
  let platform: Promise<RunningPlatform> | undefined;
  const enter = async (): Promise<Ground> => {
    const opened = await openGround();
    enterEnvironment(opened.environment);
    return opened;
  };
  return {
    run: runName(),
    effort,
    ground: () => {
      ground ??= enter();
      return ground;
    },
    platform: () => {
      platform ??= startPlatformProcess(ownEnvironment);
      return platform;
    },
    progress,
    close: async () => {
      const opened = await Promise.allSettled([platform, ground]);
      const [running, entered] = opened.map((one) => (one.status === 'fulfilled' ? one.value : undefined));
      await (running as RunningPlatform | undefined)?.stop();
      await (entered as Ground | undefined)?.close();
    },
  };
};
