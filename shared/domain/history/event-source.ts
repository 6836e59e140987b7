/** `source` of every event on the bus; its `detail-type` is the kind of the history entry. */
export const EVENT_SOURCE = 'credence';
