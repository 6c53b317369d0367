import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import { useT } from '../../hooks/useT';
import { Tone, toneSolid, toneText } from '../../shared/tones';

/** One part of a whole. */
export interface CountPart {
  key: string;
  label: string;
  count: number;
  tone: Tone;
  /** The list behind the number. */
  to?: string;
}

const useStyles = makeStyles(theme => ({
  head: {
    display: 'flex',
    alignItems: 'baseline',
    gap: theme.spacing(1),
    marginBottom: theme.spacing(0.5),
    fontWeight: 600,
  },
  total: { color: toneText(theme, 'muted'), fontWeight: 400 },
  bar: {
    display: 'flex',
    gap: 2,
    height: ({ large }: { large?: boolean }) => (large ? 20 : 10),
    borderRadius: 4,
    overflow: 'hidden',
    backgroundColor: theme.palette.action.hover,
  },
  part: { minWidth: 4 },
  legend: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.25, 2.5),
    margin: theme.spacing(0.75, 0, 0),
    padding: 0,
    listStyle: 'none',
    fontSize: '0.8125rem',
  },
  item: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: 6,
    color: theme.palette.text.primary,
  },
  swatch: { flex: 'none', width: 10, height: 10, borderRadius: 2 },
  count: { fontWeight: 600 },
}));

/** A whole and its parts: the bar for the proportions, the legend for the numbers and the way to each list. */
export function CountBar(props: {
  title: string;
  parts: CountPart[];
  large?: boolean;
}) {
  const { title, parts, large } = props;
  const t = useT();
  const locale = t('locale');
  const classes = useStyles({ large });
  const present = parts.filter(part => part.count > 0);
  const total = present.reduce((sum, part) => sum + part.count, 0);
  return (
    <section aria-label={title}>
      <div className={classes.head}>
        {title}
        <span className={classes.total}>{total.toLocaleString(locale)}</span>
      </div>
      <div className={classes.bar} aria-hidden>
        {present.map(part => (
          <div
            key={part.key}
            className={classes.part}
            style={{
              width: `${(part.count / total) * 100}%`,
              backgroundColor: toneSolid(part.tone),
            }}
          />
        ))}
      </div>
      <ul className={classes.legend}>
        {present.length === 0 && <li>{t('fleet.counts.none')}</li>}
        {present.map(part => {
          const text = (
            <span className={classes.item}>
              <span
                className={classes.swatch}
                style={{ backgroundColor: toneSolid(part.tone) }}
                aria-hidden
              />
              {part.label}
              <span className={classes.count}>
                {part.count.toLocaleString(locale)}
              </span>
            </span>
          );
          return (
            <li key={part.key}>
              {part.to ? (
                <Link to={part.to} color="inherit">
                  {text}
                </Link>
              ) : (
                text
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
