import { vi } from 'vitest';

/**
 * A second copy of the store's code in this process. It knows nothing of the first one's queues and caches, as the
 * code of another process does, so that its calls can come between a call's reading and writing.
 */
export const loadAnotherCopy = async () => {
  vi.resetModules();
  const [movements, customers, reservations] = await Promise.all([
    import('./movements.ts'),
    import('../../shared/store/customers.ts'),
    import('../../shared/store/reservations.ts'),
  ]);
  return { ...movements, ...customers, ...reservations };
};
