import { makeStyles } from '@material-ui/core/styles';
import type { Workload } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { ReactNode } from 'react';
import { useMayAdminister } from '../../hooks/useRights';
import { useT } from '../../hooks/useT';
import { canBeMoved, RequestButton, RequestLink } from '../../request';
import { BindingFlow } from '../../shared/BindingFlow';
import { CopyButton } from '../../shared/CopyButton';
import { DataTable, ServerPages } from '../../shared/DataTable';
import { Clip, ClusterName, RoleName } from '../../shared/Names';
import { ArmedPill, VerdictPill } from '../../shared/Pills';
import { workloadLabel } from '../../entity/subjectFindings';
import { toneText } from '../../shared/tones';
import { claimSnippet } from './claimSnippet';

const useStyles = makeStyles(theme => ({
  quiet: { color: toneText(theme, 'muted'), fontSize: '0.75rem' },
  pills: { display: 'inline-flex', flexWrap: 'wrap', gap: theme.spacing(0.5) },
}));

/** Workloads without a service, each with the annotation that claims it to copy. */
export function UnclaimedTable(props: {
  workloads: Workload[];
  empty: ReactNode;
  busy: boolean;
  pages: ServerPages;
  onSent(): void;
}) {
  const { workloads, empty, busy, pages, onSent } = props;
  const { allowed } = useMayAdminister();
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
          render: ({ namespace, serviceAccount, controllers }) => (
            <>
              <Clip text={`${namespace}/${serviceAccount}`} width={210} />
              {controllers.length > 0 && (
                <div className={classes.quiet}>
                  <Clip
                    width={210}
                    text={controllers
                      .map(({ kind, name }) => `${kind} ${name}`)
                      .join(', ')}
                  />
                </div>
              )}
            </>
          ),
        },
        {
          key: 'cluster',
          title: t('column.cluster'),
          render: ({ cluster }) => (
            <ClusterName cluster={cluster} region={false} />
          ),
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
          key: 'role',
          title: t('column.role'),
          render: ({ roleArn }) => <RoleName arn={roleArn} width={170} />,
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
        ...(allowed
          ? [
              {
                key: 'request',
                title: t('column.request'),
                render: (workload: Workload) => (
                  <UnclaimedRequest workload={workload} onSent={onSent} />
                ),
              },
            ]
          : []),
      ]}
    />
  );
}

/** The open request of a workload that nobody claims, or the button that asks for its move. */
function UnclaimedRequest(props: { workload: Workload; onSent(): void }) {
  const { workload, onSent } = props;
  const t = useT();
  if (workload.requestId) {
    return (
      <RequestLink id={workload.requestId}>{t('request.open')}</RequestLink>
    );
  }
  return canBeMoved(workload) ? (
    <RequestButton
      small
      onSent={onSent}
      subjects={[
        { kind: 'workload', id: workload.id, label: workloadLabel(workload) },
      ]}
    />
  ) : (
    <>–</>
  );
}
