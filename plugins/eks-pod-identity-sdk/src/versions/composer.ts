import { dottedOrder } from './dotted';
import { VersionOrder } from './versionOrder';

/** `^3.300@beta` admits pre-releases of what `^3.300` admits. */
function withoutStability(range: string): string {
  return range.replace(/@(?:dev|alpha|beta|RC|stable)\b/gi, '');
}

/** Versions of Composer's packages; branches (`dev-main`, `3.x-dev`) are none. */
const order = dottedOrder('composer', 'last-but-one');
export const composerVersions: VersionOrder = {
  ...order,
  isRangeBelow: (range, minimum) =>
    order.isRangeBelow(withoutStability(range), minimum),
  lowestOf: range => order.lowestOf(withoutStability(range)),
  isVersion: (text: string) =>
    !/(^dev-|-dev$)/.test(text) && order.isVersion(text),
};
