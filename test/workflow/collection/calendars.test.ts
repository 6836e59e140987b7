import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Collections, startCollections } from '../../support/collections.ts';
import { defectsOf } from '../../support/sound-platform.ts';

const MINUTES = 180_000;

const places = {
  BERLIN: { timeZone: 'Europe/Berlin', country: 'DE' },
  SHANGHAI: { timeZone: 'Asia/Shanghai', country: 'CN' },
  ANGELES: { timeZone: 'America/Los_Angeles', country: 'US' },
} as const;
type Place = keyof typeof places;

/** Customers with an invoice each, due on a day: `BERLIN-2026-03-31` is in Berlin. */
const owe = async (platform: Collections, dues: readonly (readonly [Place, string])[]): Promise<void> => {
  for (const [place, dueOn] of dues) {
    const customerId = `${place}-${dueOn}`;
    await platform.debtor(customerId, places[place]);
    await platform.owes(customerId, `I-${customerId}`, dueOn);
  }
};

/** When the first reminder went out, on the clock of the customer. */
const remindedAt = async (platform: Collections, place: Place, dueOn: string): Promise<string | undefined> => {
  const [first] = await platform.mailsTo(`${place}-${dueOn}`, places[place].timeZone);
  return first?.slice(0, '2026-03-31 08:00'.length);
};

const running: { readonly stop: () => Promise<void> }[] = [];
const start = async (startAt: string) => {
  const platform = await startCollections({ startAt });
  running.push(platform);
  return platform;
};
afterAll(async () => {
  for (const platform of running) await platform.stop();
});

describe('the first reminder', () => {
  let platform: Awaited<ReturnType<typeof start>>;
  beforeAll(async () => {
    platform = await start('2026-03-27T12:00:00Z');
    await owe(platform, [
      ['BERLIN', '2026-03-28'],
      ['BERLIN', '2026-03-31'],
      ['SHANGHAI', '2026-03-31'],
      ['ANGELES', '2026-03-31'],
      ['BERLIN', '2026-04-02'],
      ['ANGELES', '2026-04-02'],
    ]);
    await platform.moveTo('2026-04-08T12:00:00Z');
  }, MINUTES);

  it('should go out on the day after the due date by the environment, in the hours of the customer', async () => {
    expect(await remindedAt(platform, 'BERLIN', '2026-03-31')).toBe('2026-04-01 08:00');
    // The daily run of the environment opens the case at 05:00 in Berlin.
    expect(await remindedAt(platform, 'SHANGHAI', '2026-03-31')).toBe('2026-04-01 11:00');
    expect(await remindedAt(platform, 'ANGELES', '2026-03-31')).toBe('2026-04-01 08:00');
  });

  it('should go out at eight by the clock on the Monday after the clocks were changed', async () => {
    expect(await remindedAt(platform, 'BERLIN', '2026-03-28')).toBe('2026-03-30 08:00');
  });

  it('should wait for the end of the holidays where the customer is, and not elsewhere', async () => {
    // Good Friday and Easter Monday.
    expect(await remindedAt(platform, 'BERLIN', '2026-04-02')).toBe('2026-04-07 08:00');
    expect(await remindedAt(platform, 'ANGELES', '2026-04-02')).toBe('2026-04-03 08:00');
  });

  it('should leave a sound platform behind', async () => {
    expect(await defectsOf(platform)).toEqual([]);
  });
});

describe('the first reminder of a leap day', () => {
  it(
    'should go out on the first of March',
    async () => {
      const platform = await start('2028-02-25T12:00:00Z');
      await owe(platform, [
        ['BERLIN', '2028-02-29'],
        ['SHANGHAI', '2028-02-29'],
      ]);
      await platform.moveTo('2028-03-02T12:00:00Z');
      expect(await remindedAt(platform, 'BERLIN', '2028-02-29')).toBe('2028-03-01 08:00');
      expect(await remindedAt(platform, 'SHANGHAI', '2028-02-29')).toBe('2028-03-01 12:00');
      expect(await defectsOf(platform)).toEqual([]);
    },
    MINUTES,
  );
});
