import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import { toneText } from '../shared/tones';

/** One of several lists that share a tab. */
export interface View {
  key: string;
  label: string;
  to: string;
  count?: number;
}

const useStyles = makeStyles(theme => ({
  list: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    margin: theme.spacing(0, 0, 2),
    padding: 0,
    listStyle: 'none',
  },
  link: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.75),
    padding: theme.spacing(0.5, 1.5),
    borderRadius: 16,
    border: `1px solid ${theme.palette.divider}`,
    fontSize: '0.8125rem',
    fontWeight: 600,
    color: theme.palette.text.primary,
    backgroundColor: theme.palette.background.paper,
    '&:hover': {
      textDecoration: 'none',
      borderColor: toneText(theme, 'muted'),
    },
    '&[aria-current]': {
      color: theme.palette.background.paper,
      backgroundColor: theme.palette.text.primary,
      borderColor: theme.palette.text.primary,
    },
  },
  count: { fontWeight: 400 },
}));

/** The lists of a tab, each with an address of its own. */
export function ViewLinks(props: {
  label: string;
  views: View[];
  current: string;
}) {
  const { label, views, current } = props;
  const classes = useStyles();
  return (
    <nav aria-label={label}>
      <ul className={classes.list}>
        {views.map(view => (
          <li key={view.key}>
            <Link
              to={view.to}
              className={classes.link}
              underline="none"
              aria-current={view.key === current ? 'page' : undefined}
            >
              {view.label}
              {view.count !== undefined && (
                <span className={classes.count}>{view.count}</span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
