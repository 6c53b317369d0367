import {
  ReadMark,
  Sight,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';

/** The instant of all facts in tests. */
export const NOW = '2026-11-20T12:00:00.000Z';

export function readMark(
  source: ReadMark['source'] = 'eks',
  where = 'a test',
): ReadMark {
  return { source, where, readAt: NOW };
}

export function sighted<T>(
  value: T,
  source: ReadMark['source'] = 'eks',
): Sight<T> {
  return { seen: true, value, read: readMark(source) };
}

/** A call that was refused. */
export function denied(permission = 'some:Permission'): Sight<never> {
  return { seen: false, why: 'denied', reason: 'AccessDenied', permission };
}
