import { makeStyles } from '@material-ui/core/styles';
import type {
  MigrationRequest,
  ServiceDetail,
  WorkloadDetail,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { useT } from '../../hooks/useT';
import { BindingFlow } from '../../shared/BindingFlow';
import type { Column } from '../../shared/DataTable';
import { ManagedByNote, RoleName } from '../../shared/Names';
import { ArmedPill, VerdictPill } from '../../shared/Pills';
import { RunsAs } from './RunsAs';
import { WorkloadName } from './WorkloadName';
import { WorkloadRequest } from './WorkloadRequest';
import { toneText } from '../../shared/tones';

const useStyles = makeStyles(theme => ({
  pills: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0.5) },
  sentence: {
    marginTop: 2,
    fontSize: '0.78rem',
    lineHeight: 1.4,
    color: toneText(theme, 'muted'),
    maxWidth: 320,
    minWidth: 160,
    overflowWrap: 'anywhere',
  },
  quiet: {
    fontSize: '0.78rem',
    lineHeight: 1.4,
    color: toneText(theme, 'muted'),
    '& code': { fontSize: '0.75rem' },
  },
}));

/** The columns of a service's workloads in one cluster. */
export function useWorkloadColumns(context: {
  sharedWith: ServiceDetail['sharedWith'];
  entityRef: string;
  requests?: MigrationRequest[];
  onSent(): void;
}): Column<WorkloadDetail>[] {
  const { sharedWith, entityRef, requests, onSent } = context;
  const t = useT();
  const classes = useStyles();
  return [
    {
      key: 'workload',
      title: t('column.workload'),
      render: workload => (
        <WorkloadName
          workload={workload}
          sharedWith={
            sharedWith.find(({ workloadId }) => workloadId === workload.id)
              ?.services ?? []
          }
        />
      ),
    },
    {
      key: 'verdict',
      title: t('column.verdict'),
      render: workload => (
        <>
          <div className={classes.pills}>
            <VerdictPill verdict={workload.verdict} />
            <ArmedPill armed={workload.armed} timeBomb={workload.timeBomb} />
          </div>
          <div className={classes.sentence}>{workload.sentence}</div>
        </>
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
      render: ({ roleArn, associationId, managedBy }) => (
        <>
          <RoleName arn={roleArn} width={170} />
          {associationId && (
            <div className={classes.quiet}>
              {t('entity.association', { id: <code>{associationId}</code> })}
            </div>
          )}
          <div className={classes.quiet}>
            <ManagedByNote managedBy={managedBy} />
          </div>
        </>
      ),
    },
    {
      key: 'runs',
      title: t('column.runs'),
      render: workload => <RunsAs workload={workload} />,
    },
    {
      key: 'request',
      title: t('column.request'),
      render: workload => (
        <WorkloadRequest
          workload={workload}
          entityRef={entityRef}
          requests={requests}
          onSent={onSent}
        />
      ),
    },
  ];
}
