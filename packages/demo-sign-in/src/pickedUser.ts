const KEY = 'demo-sign-in:user';

/** Entity reference of the person who was picked in this tab, if any: a reload does not ask again. */
export function pickedUser(): string | undefined {
  return window.sessionStorage.getItem(KEY) ?? undefined;
}

/** Remembers who was picked, in this tab only, so that two tabs can be two people. */
export function rememberUser(entityRef: string): void {
  window.sessionStorage.setItem(KEY, entityRef);
}

/** The next load of the page asks again. */
export function forgetUser(): void {
  window.sessionStorage.removeItem(KEY);
}
