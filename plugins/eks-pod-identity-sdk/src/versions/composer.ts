import { dottedOrder } from './dotted';

/** Versions of Composer's packages; branches (`dev-main`, `3.x-dev`) are none. */
const order = dottedOrder('composer', 'last-but-one');
export const composerVersions = {
  ...order,
  isVersion: (text: string) =>
    !/(^dev-|-dev$)/.test(text) && order.isVersion(text),
};
