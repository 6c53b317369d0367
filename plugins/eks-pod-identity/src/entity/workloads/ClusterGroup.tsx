import Accordion from '@material-ui/core/Accordion';
import AccordionDetails from '@material-ui/core/AccordionDetails';
import AccordionSummary from '@material-ui/core/AccordionSummary';
import { makeStyles } from '@material-ui/core/styles';
import ExpandIcon from '@material-ui/icons/ExpandMore';
import { countVerdicts } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import type {
  MigrationRequest,
  ServiceDetail,
  WorkloadDetail,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { useEffect, useState } from 'react';
import { useT } from '../../hooks/useT';
import { DataTable } from '../../shared/DataTable';
import { ArmedPill, StalePill } from '../../shared/Pills';
import { VerdictBar } from '../../shared/VerdictBar';
import { useWorkloadColumns } from './useWorkloadColumns';
import { toneText } from '../../shared/tones';

const useStyles = makeStyles(theme => ({
  group: {
    '&::before': { display: 'none' },
    borderTop: `1px solid ${theme.palette.divider}`,
    '&:first-child': { borderTop: 0 },
    '&$expanded': { margin: 0 },
  },
  summary: {
    minHeight: 0,
    backgroundColor:
      theme.palette.type === 'dark'
        ? 'rgba(255, 255, 255, 0.04)'
        : theme.palette.action.hover,
    '&$expanded': { minHeight: 0 },
  },
  expanded: {},
  content: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    margin: theme.spacing(1, 0),
    minWidth: 0,
    '&$expanded': { margin: theme.spacing(1, 0) },
  },
  name: { fontWeight: 600, overflowWrap: 'anywhere' },
  quiet: { color: toneText(theme, 'muted'), fontSize: '0.84rem' },
  bar: { width: 120, marginLeft: 'auto' },
  details: { display: 'block', padding: 0 },
}));

/** The workloads of one service in one cluster. */
export function ClusterGroup(props: {
  workloads: WorkloadDetail[];
  defaultOpen: boolean;
  sharedWith: ServiceDetail['sharedWith'];
  entityRef: string;
  requests?: MigrationRequest[];
  onSent(): void;
}) {
  const { workloads, defaultOpen } = props;
  const t = useT();
  const classes = useStyles();
  const columns = useWorkloadColumns(props);
  const [open, setOpen] = useState(defaultOpen);
  useEffect(() => setOpen(defaultOpen), [defaultOpen]);
  const { cluster } = workloads[0];
  const stale = workloads.find(workload => workload.stale)?.stale;
  const id = `cluster-${cluster.region}-${cluster.name}`;
  return (
    <Accordion
      square
      elevation={0}
      classes={{ root: classes.group, expanded: classes.expanded }}
      expanded={open}
      onChange={(_, expanded) => setOpen(expanded)}
      TransitionProps={{ unmountOnExit: true }}
    >
      <AccordionSummary
        id={`${id}-summary`}
        aria-controls={`${id}-workloads`}
        expandIcon={<ExpandIcon />}
        classes={{
          root: classes.summary,
          content: classes.content,
          expanded: classes.expanded,
        }}
      >
        <span className={classes.name}>{cluster.name}</span>
        <span className={classes.quiet}>
          {cluster.region} · {t('count.workloads', { count: workloads.length })}
        </span>
        {stale && <StalePill reason={stale.reason} />}
        {!open && (
          <>
            <ArmedPill
              armed={workloads.some(({ armed }) => armed)}
              timeBomb={workloads.some(({ timeBomb }) => timeBomb)}
            />
            <span className={classes.bar}>
              <VerdictBar
                counts={countVerdicts(workloads.map(({ verdict }) => verdict))}
              />
            </span>
          </>
        )}
      </AccordionSummary>
      <AccordionDetails id={`${id}-workloads`} className={classes.details}>
        <DataTable
          label={`${t('entity.workloads')}: ${cluster.name}`}
          columns={columns}
          rows={workloads}
          rowKey={({ id: workloadId }) => workloadId}
        />
      </AccordionDetails>
    </Accordion>
  );
}
