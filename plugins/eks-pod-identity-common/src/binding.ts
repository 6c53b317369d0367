/**
 * How pods get AWS credentials. `none` is a positive statement (nothing is there to get them from);
 * `unknown` means that it could not be seen or that it depends on an SDK which is not known.
 */
export const bindings = [
  'irsa',
  'pod-identity',
  'static-keys',
  'node-role',
  'none',
  'unknown',
] as const;

/** See {@link bindings}. */
export type Binding = (typeof bindings)[number];

/**
 * The two bindings of a workload: what its pods carry today, and what the webhook will give the next pod.
 * They differ after a change until the restart.
 */
export interface WorkloadBindings {
  running: Binding;
  next: Binding;
}

/**
 * Armed: running is not Pod Identity, but next is, so the switch acts at the next restart, whoever causes it.
 */
export function isArmed({ running, next }: WorkloadBindings): boolean {
  return next === 'pod-identity' && running !== 'pod-identity';
}
