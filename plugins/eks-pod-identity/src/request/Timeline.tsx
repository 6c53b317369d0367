import { makeStyles } from '@material-ui/core/styles';
import type { RequestEvent } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { useT } from '../hooks/useT';
import { Age } from '../shared/Age';
import { EntityLink } from '../shared/Names';
import { RequestStatePill } from '../shared/Pills';
import { requestTones, toneSolid } from '../shared/tones';
import { eventText } from './eventText';
import { toneText } from '../shared/tones';

const useStyles = makeStyles(theme => ({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  event: {
    position: 'relative',
    paddingLeft: theme.spacing(3),
    paddingBottom: theme.spacing(2),
    fontSize: '0.84rem',
    lineHeight: 1.5,
    '&:not(:last-child)::before': {
      content: '""',
      position: 'absolute',
      left: 5,
      top: 16,
      bottom: -4,
      width: 2,
      backgroundColor: theme.palette.divider,
    },
  },
  dot: {
    position: 'absolute',
    left: 0,
    top: 5,
    width: 12,
    height: 12,
    borderRadius: '50%',
  },
  line: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.25, 0.75),
  },
  age: { color: toneText(theme, 'muted') },
  reason: {
    margin: theme.spacing(0.5, 0, 0),
    padding: theme.spacing(0.5, 1.25),
    borderLeft: `3px solid ${theme.palette.divider}`,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  },
}));

/** Who did what, when and why, oldest first. */
export function Timeline(props: { events: RequestEvent[] }) {
  const t = useT();
  const classes = useStyles();
  return (
    <ol className={classes.list} aria-label={t('request.detail.history')}>
      {props.events.map((event, index) => (
        <li key={index} className={classes.event}>
          <span
            aria-hidden
            className={classes.dot}
            style={{ backgroundColor: toneSolid(requestTones[event.to]) }}
          />
          <div className={classes.line}>
            <strong>
              <EntityLink entityRef={event.actor} defaultKind="user" />
            </strong>
            {eventText(t, event.action)}
            {event.from !== event.to && <RequestStatePill state={event.to} />}
          </div>
          <div className={classes.age}>
            <Age at={event.at} />
          </div>
          {event.reason && (
            <blockquote className={classes.reason}>{event.reason}</blockquote>
          )}
        </li>
      ))}
    </ol>
  );
}
