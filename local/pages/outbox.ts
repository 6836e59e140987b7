import { page } from './layout.ts';

export const outboxPage = (): string => page('Sent mail', '<p>No mail has been sent.</p>');
