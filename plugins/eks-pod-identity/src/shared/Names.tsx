import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles } from '@material-ui/core/styles';
import { roleNameOf } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import type {
  ClusterRef,
  ManagedBy,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { ReactNode } from 'react';
import { useT } from '../hooks/useT';
import { toneText } from './tones';

const useStyles = makeStyles(theme => ({
  clip: {
    display: 'inline-block',
    maxWidth: 'var(--clip)',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    verticalAlign: 'bottom',
  },
  mono: { fontFamily: 'monospace', fontSize: '0.8rem' },
  quiet: { color: toneText(theme, 'muted') },
}));

/** Text that is cut where it is too long, whole in the tooltip. */
export function Clip(props: {
  text: string;
  full?: string;
  width?: number;
  mono?: boolean;
  children?: ReactNode;
}) {
  const { text, full, width = 260, mono, children } = props;
  const classes = useStyles();
  return (
    <Tooltip title={full ?? text} arrow>
      <span
        className={`${classes.clip} ${mono ? classes.mono : ''}`}
        style={{ ['--clip' as string]: `${width}px` }}
      >
        {children ?? text}
      </span>
    </Tooltip>
  );
}

/** The short name of an entity reference; the text itself where it is none. */
export function entityName(ref: string): string {
  try {
    return parseEntityRef(ref, { defaultKind: 'group' }).name;
  } catch {
    return ref;
  }
}

/** A catalog entity, linked to its page. `path` is a tab of that page. */
export function EntityLink(props: {
  entityRef: string;
  title?: string;
  path?: string;
  width?: number;
  defaultKind?: string;
}) {
  const {
    entityRef,
    title,
    path,
    width = 220,
    defaultKind = 'component',
  } = props;
  const route = useRouteRef(entityRouteRef);
  const text = title ?? entityName(entityRef);
  let target: string | undefined;
  try {
    const { kind, namespace, name } = parseEntityRef(entityRef, {
      defaultKind,
      defaultNamespace: 'default',
    });
    target = route({
      kind: kind.toLocaleLowerCase('en-US'),
      namespace: namespace.toLocaleLowerCase('en-US'),
      name,
    });
  } catch {
    // Not an entity reference, or an app without a catalog page: the name is still worth showing.
  }
  return (
    <Clip text={text} full={entityRef} width={width}>
      {target ? (
        <Link to={path ? `${target}/${path}` : target}>{text}</Link>
      ) : (
        text
      )}
    </Clip>
  );
}

/** A role's name with its whole ARN behind it. */
export function RoleName(props: { arn?: string; width?: number }) {
  return props.arn ? (
    <Clip
      mono
      text={roleNameOf(props.arn)}
      full={props.arn}
      width={props.width ?? 220}
    />
  ) : (
    <>–</>
  );
}

/** A cluster's name with its region, and its ARN behind it. */
export function ClusterName(props: { cluster: ClusterRef; region?: boolean }) {
  const { cluster, region = true } = props;
  const classes = useStyles();
  return (
    <Clip text={cluster.name} full={cluster.arn} width={280}>
      {cluster.name}
      {region && <span className={classes.quiet}> · {cluster.region}</span>}
    </Clip>
  );
}

/** Who reverts a change made by hand. */
export function ManagedByNote(props: { managedBy?: ManagedBy }) {
  const t = useT();
  const classes = useStyles();
  const { managedBy } = props;
  if (!managedBy || managedBy.tool === 'unknown') return null;
  const tool = t(`managedBy.${managedBy.tool}`);
  return (
    <Tooltip
      arrow
      title={[
        managedBy.name,
        ...managedBy.evidence.map(fact => `${fact.what} (${fact.where})`),
        t('managedBy.help'),
      ]
        .filter(Boolean)
        .join(' · ')}
    >
      <span className={classes.quiet}>{t('managedBy.label', { tool })}</span>
    </Tooltip>
  );
}
