import { describe, expect, it } from 'vitest';
import { customerCalendar } from '../../../../shared/domain/calendar/sending-time.ts';
import { wakeDelaySeconds } from '../../../../shared/domain/collection/spread.ts';

const calendar = (quietHours = { from: '08:00', to: '18:00' }) =>
  customerCalendar({ environment: { timeZone: 'UTC', country: 'DE' }, customer: {}, quietHours });
const monday = '2026-03-02T08:00:00.000Z';
const caseIds = Array.from({ length: 10_000 }, (_, number) => `01JNA${String(number).padStart(21, '0')}`);

describe('how long after its time a case is woken', () => {
  it('should spread the cases of a morning evenly over the window', () => {
    const minutes = new Map<number, number>();
    for (const caseId of caseIds) {
      const minute = Math.floor(wakeDelaySeconds(caseId, monday, 30, calendar()) / 60);
      minutes.set(minute, (minutes.get(minute) ?? 0) + 1);
    }
    expect([...minutes.keys()].sort((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, minute) => minute));
    expect(Math.max(...minutes.values())).toBeLessThan(600);
  });

  it('should be the same for a case each time', () => {
    const [caseId = ''] = caseIds;
    const delay = wakeDelaySeconds(caseId, monday, 30, calendar());
    expect(wakeDelaySeconds(caseId, '2026-03-03T08:00:00.000Z', 30, calendar())).toBe(delay);
  });

  it('should be nothing without a window, or where it would take the case out of its hours', () => {
    const narrow = calendar({ from: '08:00', to: '08:01' });
    for (const caseId of caseIds.slice(0, 200)) {
      expect(wakeDelaySeconds(caseId, monday, 0, calendar())).toBe(0);
      const delay = wakeDelaySeconds(caseId, monday, 30, narrow);
      expect(delay).toBeLessThan(60);
      const late = wakeDelaySeconds(caseId, '2026-03-02T17:55:00.000Z', 30, calendar());
      expect(late).toBeLessThan(300);
    }
  });

  it('should hold also for what time brings outside of the hours, as the end of a pause', () => {
    const delays = caseIds.slice(0, 200).map((id) => wakeDelaySeconds(id, '2026-03-02T00:00:00.000Z', 30, calendar()));
    expect(new Set(delays).size).toBeGreaterThan(100);
  });
});
