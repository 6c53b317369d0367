import Button from '@material-ui/core/Button';
import Collapse from '@material-ui/core/Collapse';
import LinearProgress from '@material-ui/core/LinearProgress';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import type { Sync } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { useState } from 'react';
import { useT } from '../../hooks/useT';
import { Age } from '../../shared/Age';
import { entityName } from '../../shared/Names';
import { Notice } from '../../shared/Notice';
import { Pill } from '../../shared/Pill';
import type { Tone } from '../../shared/tones';
import { ReadNowButton } from './ReadNowButton';
import { SyncParts } from './SyncParts';
import { toneText } from '../../shared/tones';

const tones: Record<Sync['state'], Tone> = {
  running: 'info',
  succeeded: 'success',
  partial: 'warning',
  failed: 'danger',
  refused: 'danger',
};

const useStyles = makeStyles(theme => ({
  paper: { padding: theme.spacing(1.5, 2) },
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1, 2),
  },
  grow: { flex: 1 },
  quiet: { color: toneText(theme, 'muted'), fontSize: '0.875rem' },
  bar: { marginTop: theme.spacing(1), height: 6, borderRadius: 3 },
  below: { marginTop: theme.spacing(1) },
}));

function whoStarted(sync: Sync, t: ReturnType<typeof useT>): string {
  return sync.requestedBy
    ? t('fleet.sync.by', { who: entityName(sync.requestedBy) })
    : t(`fleet.sync.trigger.${sync.trigger}`);
}

/** How the last sync went or how the running one goes, part by part; starts another. */
export function SyncStatus(props: { sync: Sync; first?: boolean }) {
  const { sync, first } = props;
  const t = useT();
  const classes = useStyles();
  const running = sync.state === 'running';
  const failed = sync.parts.filter(part => part.state === 'failed').length;
  const [open, setOpen] = useState<boolean>();
  const showParts = open ?? (running && first === true);
  return (
    <Paper className={classes.paper}>
      <div className={classes.row}>
        <Pill dot tone={tones[sync.state]}>
          {t(`fleet.sync.state.${sync.state}`)}
        </Pill>
        <span className={classes.quiet}>
          {running ? (
            <span aria-live="polite">
              {t('fleet.sync.running', {
                done: String(sync.progress.done),
                total: String(sync.progress.total),
              })}
              {sync.progress.current &&
                `, ${t('fleet.sync.current', {
                  scope: sync.progress.current,
                })}`}
            </span>
          ) : (
            <>
              {t('fleet.sync.title')}{' '}
              <Age at={sync.finishedAt ?? sync.startedAt} />
            </>
          )}
          {', '}
          {whoStarted(sync, t)}
        </span>
        <span className={classes.grow} />
        {sync.parts.length > 0 && (
          <Button
            size="small"
            aria-expanded={showParts}
            onClick={() => setOpen(!showParts)}
          >
            {showParts ? t('fleet.sync.hideParts') : t('fleet.sync.showParts')}
          </Button>
        )}
        <ReadNowButton running={running} />
      </div>
      {running && (
        <LinearProgress
          className={classes.bar}
          variant={sync.progress.total ? 'determinate' : 'indeterminate'}
          aria-label={t('fleet.sync.state.running')}
          value={
            sync.progress.total
              ? (100 * sync.progress.done) / sync.progress.total
              : undefined
          }
        />
      )}
      {(sync.state === 'failed' || sync.state === 'refused') && (
        <div className={classes.below}>
          <Notice tone="danger" title={sync.error}>
            {sync.state === 'refused'
              ? t('fleet.sync.refusedHelp')
              : !first && t('fleet.sync.failedHelp')}
          </Notice>
        </div>
      )}
      {sync.state === 'partial' && (sync.error || failed > 0) && (
        <div className={classes.below}>
          <Notice tone="warning" title={sync.error}>
            {failed > 0 && t('fleet.sync.failedParts', { count: failed })}
          </Notice>
        </div>
      )}
      <Collapse in={showParts} unmountOnExit>
        <div className={classes.below}>
          <SyncParts parts={sync.parts} />
        </div>
      </Collapse>
    </Paper>
  );
}
