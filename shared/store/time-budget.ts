/** Whether there is time for another part of the work. Long answers stop where it ends and say where to go on. */
export type HasTime = () => boolean;

/** A budget that begins now. */
export const timeBudget = (milliseconds: number): HasTime => {
  const end = performance.now() + milliseconds;
  return () => performance.now() < end;
};

/** For what has to be done whole. */
export const allTheTime: HasTime = () => true;
