import { makeStyles } from '@material-ui/core/styles';
import { CopyButton } from './CopyButton';

const useStyles = makeStyles(theme => ({
  block: {
    display: 'flex',
    alignItems: 'flex-start',
    margin: theme.spacing(0.5, 0),
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: 4,
    backgroundColor: theme.palette.type === 'dark' ? '#1f2429' : '#f5f7f9',
    '& pre': {
      flex: 1,
      minWidth: 0,
      margin: 0,
      padding: theme.spacing(1, 1.5),
      maxHeight: 320,
      overflow: 'auto',
      fontFamily: 'monospace',
      fontSize: '0.8rem',
      lineHeight: 1.5,
      whiteSpace: 'pre-wrap',
      overflowWrap: 'anywhere',
    },
    '& button': { margin: theme.spacing(0.5), fontSize: 18 },
  },
}));

/** Text to copy: a command, a document. */
export function CopyBlock(props: { text: string; label?: string }) {
  const classes = useStyles();
  return (
    <div className={classes.block}>
      {/* It may scroll; so that a keyboard can scroll it too, it takes the focus. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre tabIndex={0}>
        <code>{props.text}</code>
      </pre>
      <CopyButton text={props.text} label={props.label} />
    </div>
  );
}
