import { DUMMY } from './shadow';
import { shadowVariable } from './variables';

const EMULATED = new RegExp(`^${DUMMY}$`);

/**
 * Whether a value sets nothing: it is empty, hands on what is there already (`$AWS_PROFILE`, `${AWS_PROFILE:-}`), is taken
 * away, or is a key that only a local emulator takes.
 */
export function isNothing(written: string, name: string): boolean {
  const value = written.trim().replace(/^(["'])(.*)\1$/, '$2');
  const isKey = shadowVariable(name)?.kind === 'static-keys';
  return (
    value === '' ||
    (isKey && EMULATED.test(value)) ||
    /^(?:null|~|None|nil|undefined)$/.test(value) ||
    new RegExp(`^\\$[({]?${name}(?::?-)?[)}]?$`).test(value)
  );
}
