import { Link } from '@backstage/core-components';
import { ReactNode } from 'react';
import { useRequestPath } from './useRequestPath';

/** A link to a request's page; plain text in an app without that page. */
export function RequestLink(props: { id: string; children: ReactNode }) {
  const path = useRequestPath();
  return path ? (
    <Link to={path(props.id)}>{props.children}</Link>
  ) : (
    <>{props.children}</>
  );
}
