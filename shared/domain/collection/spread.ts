import { type Instant, toInstant } from '../../dates.ts';
import type { CustomerCalendar } from '../calendar/sending-time.ts';

const SECOND_MS = 1000;

/** FNV-1a: the same number for the same case each day, and neighbouring cases far apart. */
const hashOf = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return hash;
};

/**
 * How many seconds after its time a case is woken, so that not all of a morning are woken in one instant: by the case,
 * and less than the window. None where the wait would take it out of the hours in which its step may be taken.
 * @param windowMinutes 0: all are woken on time.
 */
export const wakeDelaySeconds = (
  caseId: string,
  wakeAt: Instant,
  windowMinutes: number,
  { nextSendingTime }: Pick<CustomerCalendar, 'nextSendingTime'>,
): number => {
  if (windowMinutes <= 0) return 0;
  const seconds = hashOf(caseId) % (windowMinutes * 60);
  const later = toInstant(Date.parse(wakeAt) + seconds * SECOND_MS);
  const isInHours = nextSendingTime(wakeAt) <= wakeAt;
  return isInHours && nextSendingTime(later) !== later ? 0 : seconds;
};
