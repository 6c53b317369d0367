import Accordion from '@material-ui/core/Accordion';
import AccordionDetails from '@material-ui/core/AccordionDetails';
import AccordionSummary from '@material-ui/core/AccordionSummary';
import { makeStyles } from '@material-ui/core/styles';
import ExpandIcon from '@material-ui/icons/ExpandMore';
import { useState } from 'react';
import { checkTitle, useT } from '../../hooks/useT';
import { FoldedList } from '../FoldedList';
import { Pill } from '../Pill';
import { toneText, outcomeTones, Tone, toneSolid } from '../tones';
import { FindingEntryView } from './FindingEntryView';
import type { FindingGroup } from './groupFindings';

const useStyles = makeStyles(theme => ({
  panel: {
    borderLeft: '4px solid',
    borderLeftColor: ({ tone }: { tone: Tone }) => toneSolid(tone),
    '&::before': { display: 'none' },
    borderTop: `1px solid ${theme.palette.divider}`,
    '&:first-child': { borderTop: 0 },
    '&$expanded': { margin: 0 },
  },
  summary: {
    alignItems: 'flex-start',
    padding: theme.spacing(0, 1.5, 0, 2),
    minHeight: 0,
    '&$expanded': { minHeight: 0 },
  },
  expanded: {},
  content: {
    display: 'grid',
    gridTemplateColumns: 'minmax(110px, max-content) 1fr',
    gap: theme.spacing(0.25, 1.5),
    alignItems: 'start',
    minWidth: 0,
    margin: theme.spacing(1.25, 0),
    '&$expanded': { margin: theme.spacing(1.25, 0) },
    [theme.breakpoints.down('xs')]: { gridTemplateColumns: '1fr' },
  },
  title: { fontWeight: 600, fontSize: '0.9rem', lineHeight: '20px' },
  message: {
    fontSize: '0.84rem',
    lineHeight: 1.45,
    color: toneText(theme, 'muted'),
    overflowWrap: 'anywhere',
  },
  note: { fontWeight: 400, color: toneText(theme, 'muted') },
  text: { minWidth: 0 },
  details: {
    display: 'block',
    padding: theme.spacing(0, 2, 1.5),
    minWidth: 0,
  },
}));

/** One check's findings of one outcome: what it says at a glance; opened, with proof and remedy. */
export function FindingPanel(props: {
  group: FindingGroup;
  defaultOpen?: boolean;
}) {
  const { group, defaultOpen = false } = props;
  const t = useT();
  const classes = useStyles({ tone: outcomeTones[group.outcome] });
  const [open, setOpen] = useState(defaultOpen);
  const id = `finding-${group.check}-${group.outcome}`;
  const [first, ...others] = group.entries;
  return (
    <Accordion
      square
      elevation={0}
      classes={{ root: classes.panel, expanded: classes.expanded }}
      expanded={open}
      onChange={(_, expanded) => setOpen(expanded)}
      TransitionProps={{ unmountOnExit: true }}
    >
      <AccordionSummary
        id={`${id}-summary`}
        aria-controls={`${id}-details`}
        classes={{
          root: classes.summary,
          content: classes.content,
          expanded: classes.expanded,
        }}
        expandIcon={<ExpandIcon />}
      >
        <span>
          <Pill tone={outcomeTones[group.outcome]}>
            {t(`outcome.${group.outcome}`)}
          </Pill>
        </span>
        <div className={classes.text}>
          <div className={classes.title}>
            {checkTitle(t, group.check, group.title)}
            <Notes group={group} className={classes.note} />
          </div>
          <div className={classes.message}>
            {first.message}
            {others.length > 0 &&
              ` (${t('findings.moreMessages', { count: others.length })})`}
          </div>
        </div>
      </AccordionSummary>
      <AccordionDetails id={`${id}-details`} className={classes.details}>
        <FoldedList
          items={group.entries}
          limit={4}
          render={entry => (
            <FindingEntryView
              entry={entry}
              // A single message stands in the summary already.
              withMessage={others.length > 0}
            />
          )}
        />
      </AccordionDetails>
    </Accordion>
  );
}

function Notes(props: { group: FindingGroup; className: string }) {
  const { group, className } = props;
  const t = useT();
  const notes = [
    group.blocking && group.outcome === 'fail' && t('findings.blocking'),
    group.outcome === 'unknown' && !group.required && t('findings.optional'),
  ].filter(Boolean);
  return notes.length ? (
    <span className={className}> · {notes.join(' · ')}</span>
  ) : null;
}
