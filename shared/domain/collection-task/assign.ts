import { sameAddress } from '../mail/address.ts';
import { type TaskKind, UNASSIGNED } from './task.ts';

/** Who may be given tasks today: the holders of each role who are not away, or all of them when all are. */
export interface Staff {
  readonly collectors: readonly string[];
  readonly leads: readonly string[];
  readonly managers: readonly string[];
  readonly admins: readonly string[];
}

/** Kinds that are for the team lead from the start. */
const forLeads: ReadonlySet<TaskKind> = new Set<TaskKind>(['ESCALATION', 'HANDOFF_RETURNED']);

const firstWithAnybody = (...roles: readonly (readonly string[])[]): readonly string[] =>
  roles.find((people) => people.length > 0) ?? [];

/**
 * Who of the staff comes into question for a new task. The customer's own collector, as long as that is one; else all
 * collectors. Escalations are for the leads. Where nobody holds the role, the next one is asked: collectors, leads,
 * credit managers.
 */
export const candidatesFor = (
  staff: Staff,
  { collector, kind }: { readonly kind: TaskKind; readonly collector: string | null },
): readonly string[] => {
  if (forLeads.has(kind)) return firstWithAnybody(staff.leads, staff.managers);
  const own = staff.collectors.filter((email) => collector !== null && sameAddress(email, collector));
  return firstWithAnybody(own, staff.collectors, staff.leads, staff.managers);
};

/**
 * Who takes over a task that nobody has done in time: whoever has it already if that is a lead, else one of the leads;
 * where there are none, the credit managers, and at last those who run the platform.
 */
export const takersOf = (staff: Staff, assignee: string): readonly string[] => {
  const above = firstWithAnybody(staff.leads, staff.managers, staff.admins);
  return above.includes(assignee) ? [assignee] : above;
};

/** The one of the candidates with the fewest open tasks, by address where several have as few. */
export const leastLoaded = (candidates: readonly string[], openTasks: ReadonlyMap<string, number>): string =>
  candidates.toSorted((a, b) => (openTasks.get(a) ?? 0) - (openTasks.get(b) ?? 0) || (a < b ? -1 : 1))[0] ?? UNASSIGNED;
