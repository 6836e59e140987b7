import { EVENT_SCHEMA_VERSION } from '../../shared/contracts/events.ts';
import type { Notice } from '../../shared/store/warnings/notices.ts';
import type { NoticeEvent } from './events.ts';

/** The event of a notice: one for each time that it arises. */
export const eventOfNotice = ({ about, at, by, correlationId, data, kind }: Notice): NoticeEvent => ({
  type: kind,
  detail: {
    schemaVersion: EVENT_SCHEMA_VERSION,
    eventId: `${kind}#${about}#${at}`,
    at,
    correlationId,
    by,
    data,
  },
});
