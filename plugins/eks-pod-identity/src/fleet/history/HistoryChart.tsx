import { makeStyles, useTheme } from '@material-ui/core/styles';
import type {
  HistoryPoint,
  Verdict,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { DateTime } from 'luxon';
import {
  Area,
  AreaChart,
  CartesianGrid,
  ReferenceArea,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { useT } from '../../hooks/useT';
import { toneSolid, verdictTones } from '../../shared/tones';
import { bestFirst } from '../../shared/verdictOrder';
import { dayText } from './dayText';

const useStyles = makeStyles(theme => ({
  chart: { height: 260, fontSize: '0.75rem' },
  legend: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 2),
    margin: 0,
    padding: 0,
    listStyle: 'none',
    fontSize: '0.8125rem',
  },
  item: { display: 'inline-flex', alignItems: 'center', gap: 6 },
  swatch: { width: 10, height: 10, borderRadius: 2 },
}));

function countOf(verdict: Verdict) {
  return (point: HistoryPoint) => point.services[verdict] ?? 0;
}

/** Days that were brought along: from the first to the last of them. */
function importedSpan(points: HistoryPoint[]): [string, string] | undefined {
  const imported = points.filter(point => point.imported);
  if (!imported.length) return undefined;
  const firstObserved = points.find(point => !point.imported);
  return [
    imported[0].date,
    firstObserved?.date ?? imported[imported.length - 1].date,
  ];
}

/** Services by verdict as a stack over the days, what is done at the bottom; imported days are hatched. */
export function HistoryChart(props: { points: HistoryPoint[] }) {
  const { points } = props;
  const t = useT();
  const theme = useTheme();
  const classes = useStyles();
  const locale = t('locale');
  const present = bestFirst.filter(verdict => points.some(countOf(verdict)));
  const span = importedSpan(points);
  const text = theme.palette.text.secondary;
  return (
    <figure style={{ margin: 0 }} aria-label={t('fleet.history.chart')}>
      <div className={classes.chart} aria-hidden>
        <ResponsiveContainer width="100%" height="100%">
          <AreaChart
            data={points}
            margin={{ top: 8, right: 8, bottom: 0, left: -16 }}
            accessibilityLayer={false}
          >
            <defs>
              <pattern
                id="eks-pod-identity-imported"
                width="6"
                height="6"
                patternUnits="userSpaceOnUse"
                patternTransform="rotate(45)"
              >
                <line
                  y2="6"
                  stroke={theme.palette.background.paper}
                  strokeWidth="3"
                  strokeOpacity="0.55"
                />
              </pattern>
            </defs>
            <CartesianGrid stroke={theme.palette.divider} vertical={false} />
            <XAxis
              dataKey="date"
              minTickGap={32}
              stroke={text}
              tick={{ fill: text }}
              tickFormatter={date =>
                dayText(date, locale, { month: 'short', day: 'numeric' })
              }
            />
            <YAxis allowDecimals={false} stroke={text} tick={{ fill: text }} />
            {present.map(verdict => (
              <Area
                key={verdict}
                name={t(`verdict.${verdict}`)}
                dataKey={countOf(verdict)}
                stackId="services"
                type="linear"
                isAnimationActive={false}
                stroke={theme.palette.background.paper}
                strokeWidth={1}
                fill={toneSolid(verdictTones[verdict])}
                fillOpacity={0.9}
              />
            ))}
            {span && (
              <ReferenceArea
                x1={span[0]}
                x2={span[1]}
                fill="url(#eks-pod-identity-imported)"
                fillOpacity={1}
              />
            )}
            <Tooltip
              contentStyle={{
                backgroundColor: theme.palette.background.paper,
                borderColor: theme.palette.divider,
                color: theme.palette.text.primary,
              }}
              itemStyle={{ color: theme.palette.text.primary }}
              labelFormatter={label => {
                const day = dayText(String(label), locale, DateTime.DATE_FULL);
                const imported = points.find(
                  point => point.date === label,
                )?.imported;
                return imported
                  ? `${day} · ${t('fleet.history.imported')}`
                  : day;
              }}
            />
          </AreaChart>
        </ResponsiveContainer>
      </div>
      <figcaption>
        <ul className={classes.legend}>
          {present.map(verdict => (
            <li key={verdict} className={classes.item}>
              <span
                className={classes.swatch}
                style={{ backgroundColor: toneSolid(verdictTones[verdict]) }}
                aria-hidden
              />
              {t(`verdict.${verdict}`)}{' '}
              <strong>{countOf(verdict)(points[points.length - 1])}</strong>
            </li>
          ))}
        </ul>
      </figcaption>
    </figure>
  );
}
