import { makeStyles } from '@material-ui/core/styles';
import type { Workload } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { ReactNode } from 'react';
import { useT } from '../../hooks/useT';
import { BindingFlow } from '../../shared/BindingFlow';
import { CopyButton } from '../../shared/CopyButton';
import { DataTable, ServerPages } from '../../shared/DataTable';
import { Clip, ClusterName, RoleName } from '../../shared/Names';
import { ArmedPill, VerdictPill } from '../../shared/Pills';
import { claimSnippet } from './claimSnippet';

const useStyles = makeStyles(theme => ({
  pills: { display: 'inline-flex', flexWrap: 'wrap', gap: theme.spacing(0.5) },
}));

/** Workloads without a service, each with the annotation that claims it to copy. */
export function UnclaimedTable(props: {
  workloads: Workload[];
  empty: ReactNode;
  busy: boolean;
  pages: ServerPages;
}) {
  const { workloads, empty, busy, pages } = props;
  const t = useT();
  const classes = useStyles();
  return (
    <DataTable
      label={t('fleet.services.unclaimed')}
      rows={workloads}
      rowKey={workload => workload.id}
      empty={empty}
      busy={busy}
      server={pages}
      columns={[
        {
          key: 'workload',
          title: t('column.workload'),
          render: ({ namespace, serviceAccount }) => (
            <Clip text={`${namespace}/${serviceAccount}`} width={280} />
          ),
        },
        {
          key: 'cluster',
          title: t('column.cluster'),
          render: ({ cluster }) => <ClusterName cluster={cluster} />,
        },
        {
          key: 'verdict',
          title: t('column.verdict'),
          render: ({ verdict, armed, timeBomb }) => (
            <span className={classes.pills}>
              <VerdictPill verdict={verdict} />
              <ArmedPill armed={armed} timeBomb={timeBomb} />
            </span>
          ),
        },
        {
          key: 'binding',
          title: t('column.binding'),
          render: ({ running, next }) => (
            <BindingFlow running={running} next={next} />
          ),
        },
        {
          key: 'runs',
          title: t('column.runs'),
          render: ({ controllers }) =>
            controllers.length ? (
              <Clip
                width={200}
                text={controllers
                  .map(({ kind, name }) => `${kind} ${name}`)
                  .join(', ')}
              />
            ) : (
              '–'
            ),
        },
        {
          key: 'role',
          title: t('column.role'),
          render: ({ roleArn }) => <RoleName arn={roleArn} />,
        },
        {
          key: 'claim',
          title: t('fleet.unclaimed.choose'),
          render: workload => (
            <CopyButton
              text={claimSnippet(workload)}
              label={t('fleet.unclaimed.copyOf', {
                workload: `${workload.namespace}/${workload.serviceAccount}`,
              })}
            />
          ),
        },
      ]}
    />
  );
}
