import type { AsynchronousTarget } from '../events/targets.ts';
import type { ScheduleExpression } from './expression.ts';
import type { Occurrences } from './occurrences.ts';

/** A schedule of EventBridge Scheduler. */
export interface Schedule extends ScheduleExpression {
  readonly name: string;
  readonly arn: string;
  readonly target: AsynchronousTarget;
  /** What the target is given, with keywords such as `<aws.scheduler.scheduled-time>`; without it, an event. */
  readonly input: string | undefined;
  readonly occurrences: (createdAt: number) => Occurrences;
}
