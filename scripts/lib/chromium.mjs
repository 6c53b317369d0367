// The browser for tests: one that is installed, none is fetched.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
];

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Path of a Chromium: CHROMIUM_PATH, or one on the PATH; undefined where there is none. */
export function findChromium(environment = process.env) {
  if (environment.CHROMIUM_PATH) {
    return environment.CHROMIUM_PATH;
  }
  const folders = (environment.PATH ?? '').split(delimiter);
  return names
    .flatMap(name => folders.map(folder => join(folder, name)))
    .find(isExecutable);
}
