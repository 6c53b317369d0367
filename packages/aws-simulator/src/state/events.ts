import { EventEmitter } from 'node:events';
import type { Addon, Association, Cluster, RunningPod } from './types';

type EventArguments = {
  /** The add-on's objects are to be made. */
  'addon-installed': [cluster: Cluster, addon: Addon];
  /** Version, configuration, role or associations changed: its objects follow and its pods roll. */
  'addon-changed': [cluster: Cluster, addon: Addon];
  /** The add-on is gone, and its objects with it (not emitted where they are preserved). */
  'addon-removed': [cluster: Cluster, addon: Addon];
  'association-created': [cluster: Cluster, association: Association];
  'association-updated': [cluster: Cluster, association: Association];
  'association-deleted': [cluster: Cluster, association: Association];
  /** A pod came up (not those of the account file at the start). */
  'pod-started': [cluster: Cluster, pod: RunningPod];
};

/** What happens in the account, for the parts that follow it. Listeners run at once, in order. */
export type StateEvents = EventEmitter<EventArguments>;

/** @returns a new, silent source of events. */
export function createStateEvents(): StateEvents {
  const events = new EventEmitter<EventArguments>();
  events.setMaxListeners(100);
  return events;
}
