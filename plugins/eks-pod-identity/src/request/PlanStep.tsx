import Collapse from '@material-ui/core/Collapse';
import IconButton from '@material-ui/core/IconButton';
import { makeStyles } from '@material-ui/core/styles';
import DoneIcon from '@material-ui/icons/Check';
import CloseIcon from '@material-ui/icons/ExpandLess';
import OpenIcon from '@material-ui/icons/ExpandMore';
import type { Step } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { useState } from 'react';
import { CopyBlock } from '../shared/CopyBlock';
import { EvidenceList } from '../shared/findings';
import { ManagedByNote } from '../shared/Names';
import { Pill } from '../shared/Pill';
import { Term, Terms } from '../shared/Terms';
import { useT } from '../hooks/useT';
import { toneText } from '../shared/tones';

const useStyles = makeStyles(theme => ({
  step: {
    display: 'grid',
    gridTemplateColumns: '28px minmax(0, 1fr) auto',
    gap: theme.spacing(0, 1.5),
    position: 'relative',
    paddingBottom: theme.spacing(2),
    '&:not(:last-child)::before': {
      content: '""',
      position: 'absolute',
      left: 13,
      top: 30,
      bottom: 2,
      width: 2,
      backgroundColor: theme.palette.divider,
    },
  },
  number: {
    width: 28,
    height: 28,
    borderRadius: '50%',
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    fontSize: '0.8125rem',
    fontWeight: 600,
    border: `1px solid ${theme.palette.divider}`,
    backgroundColor: theme.palette.action.hover,
    '& svg': { fontSize: 16 },
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 1),
    minHeight: 28,
    fontSize: '0.9rem',
    fontWeight: 600,
    overflowWrap: 'anywhere',
  },
  text: { fontSize: '0.84rem', lineHeight: 1.5, overflowWrap: 'anywhere' },
  undo: {
    marginTop: theme.spacing(0.5),
    color: toneText(theme, 'muted'),
    '& strong': { fontWeight: 600 },
  },
  details: { padding: theme.spacing(1, 0) },
}));

/** One step of a plan with its undo; opened, what exactly it changes and sets. */
export function PlanStep(props: { step: Step; number: number }) {
  const { step, number } = props;
  const t = useT();
  const classes = useStyles();
  const [open, setOpen] = useState(false);
  const detailsId = `step-${step.id}-details`;
  return (
    <li className={classes.step}>
      <div className={classes.number}>
        {step.satisfied ? <DoneIcon aria-hidden /> : number}
      </div>
      <div>
        <div className={classes.head}>
          {step.title}
          {step.satisfied && (
            <Pill tone="success">{t('request.plan.satisfied')}</Pill>
          )}
          {!step.needed && (
            <Pill tone="muted">{t('request.plan.optional')}</Pill>
          )}
        </div>
        <div className={classes.text}>
          {step.description}
          <div className={classes.undo}>
            <strong>{t('request.plan.undo')}: </strong>
            {step.undo.description}
          </div>
          <ManagedByNote managedBy={step.managedBy} />
        </div>
        <Collapse in={open} unmountOnExit>
          <div id={detailsId} className={classes.details}>
            <StepDetails step={step} />
          </div>
        </Collapse>
      </div>
      <div>
        <IconButton
          size="small"
          aria-expanded={open}
          aria-controls={open ? detailsId : undefined}
          aria-label={t('request.plan.details', { number: String(number) })}
          onClick={() => setOpen(!open)}
        >
          {open ? <CloseIcon /> : <OpenIcon />}
        </IconButton>
      </div>
    </li>
  );
}

function StepDetails(props: { step: Step }) {
  const { target, before, parameters, evidence } = props.step;
  const t = useT();
  return (
    <Terms>
      <Term title={t('request.plan.target')}>
        <code>{target}</code>
      </Term>
      {before && Object.keys(before).length > 0 && (
        <Term title={t('request.plan.before')}>
          <CopyBlock text={indented(before)} />
        </Term>
      )}
      {Object.keys(parameters).length > 0 && (
        <Term title={t('request.plan.parameters')}>
          <CopyBlock text={indented(parameters)} />
        </Term>
      )}
      {evidence.length > 0 && (
        <Term title={t('findings.evidence')}>
          <EvidenceList evidence={evidence} />
        </Term>
      )}
    </Terms>
  );
}

/** Members as JSON; a document that was kept as text (a trust policy) is shown as the document. */
function indented(members: Record<string, unknown>): string {
  return JSON.stringify(
    members,
    (_, value) => (typeof value === 'string' ? parsed(value) : value),
    2,
  );
}

function parsed(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
