import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Where a Chromium is: `CHROMIUM_PATH`, or where Linux distributions put it; `undefined` where there is none. */
export const browserPath: string | undefined = [process.env['CHROMIUM_PATH'] ?? '', ...places].find(existsSync);

/** Why the tests in a browser do not run here, for the name of what is skipped. */
export const noBrowser = browserPath ? '' : ' (skipped: no Chromium here; name one in CHROMIUM_PATH)';

/** A headless browser; to be closed by who asked for it. */
export const launchBrowser = (): Promise<Browser> => {
  if (!browserPath) throw new Error('there is no Chromium here');
  // In a container its sandbox has no rights to set itself up; it opens nothing but pages of this machine.
  return chromium.launch({ executablePath: browserPath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
};
