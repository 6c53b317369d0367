import { makeStyles } from '@material-ui/core/styles';
import type { Sync } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { useT } from '../../hooks/useT';
import { DataTable } from '../../shared/DataTable';
import { Pill } from '../../shared/Pill';
import type { Tone } from '../../shared/tones';

type Part = Sync['parts'][number];

const tones: Record<Part['state'], Tone> = {
  failed: 'danger',
  running: 'info',
  pending: 'muted',
  skipped: 'muted',
  ok: 'success',
};

const order = Object.keys(tones) as Part['state'][];

const useStyles = makeStyles({
  scope: {
    fontFamily: 'monospace',
    fontSize: '0.8rem',
    overflowWrap: 'anywhere',
  },
});

/** The parts of a sync: failed ones first, then what is being read. */
export function SyncParts(props: { parts: Part[] }) {
  const t = useT();
  const classes = useStyles();
  const rows = [...props.parts].sort(
    (a, b) =>
      order.indexOf(a.state) - order.indexOf(b.state) ||
      a.scope.localeCompare(b.scope),
  );
  return (
    <DataTable
      label={t('fleet.sync.partsTitle')}
      rows={rows}
      rowKey={part => part.scope}
      columns={[
        {
          key: 'part',
          title: t('fleet.sync.column.part'),
          render: part => <span className={classes.scope}>{part.scope}</span>,
        },
        {
          key: 'state',
          title: t('fleet.sync.column.state'),
          render: part => (
            <Pill dot tone={tones[part.state]}>
              {t(`fleet.sync.part.${part.state}`)}
            </Pill>
          ),
        },
        {
          key: 'message',
          title: t('fleet.sync.column.message'),
          render: part => part.message ?? '',
        },
      ]}
    />
  );
}
