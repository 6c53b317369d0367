import { EksPodIdentityConfig } from '../config';

/** How requests are handled; `approvers` are entity references that are told of new ones. */
export type MigrationsConfig = Pick<
  EksPodIdentityConfig['migrations'],
  'approval' | 'approvers'
>;

/**
 * Who decides on requests. `required`: somebody else than who asked; `self`: also who asked; `none`: nobody, a request
 * is approved as soon as it is made.
 */
export type ApprovalMode = MigrationsConfig['approval'];
