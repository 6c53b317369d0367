import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import type { HistoryPoint } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { useState } from 'react';
import { useT } from '../../hooks/useT';
import type { T } from '../../hooks/useT';
import { Notice } from '../../shared/Notice';
import { Stack } from '../../shared/Section';
import { dayText } from './dayText';
import { forecast } from './forecast';
import { HistoryChart } from './HistoryChart';
import { HistoryTable } from './HistoryTable';

const useStyles = makeStyles({
  toggle: { alignSelf: 'flex-start' },
});

function forecastText(points: HistoryPoint[], t: T): string {
  const result = forecast(points);
  switch (result.kind) {
    case 'done':
      return t('fleet.history.forecastDone');
    case 'stalled':
      return t('fleet.history.forecastStalled', { days: String(result.days) });
    case 'expected':
      return t('fleet.history.forecast', {
        days: String(result.days),
        pace: result.perWeek.toLocaleString(t('locale'), {
          maximumFractionDigits: 1,
        }),
        date: dayText(result.date, t('locale')),
      });
    default:
      return t('fleet.history.forecastEarly', { count: result.days });
  }
}

function importedText(points: HistoryPoint[], t: T): string | undefined {
  if (!points.some(point => point.imported)) return undefined;
  const observed = points.find(point => !point.imported);
  return observed
    ? t('fleet.history.importedUntil', {
        date: dayText(observed.date, t('locale')),
      })
    : t('fleet.history.importedAll');
}

/** The daily points as a chart or a table, what of it was not observed here, and where it leads. */
export function History(props: { points: HistoryPoint[] }) {
  const t = useT();
  const classes = useStyles();
  const [asTable, setAsTable] = useState(false);
  const points = [...props.points].sort((a, b) => a.date.localeCompare(b.date));
  const imported = importedText(points, t);
  return (
    <Stack>
      {points.length < 2 && t('fleet.history.short')}
      {points.length >= 2 &&
        (asTable ? (
          <HistoryTable points={points} />
        ) : (
          <HistoryChart points={points} />
        ))}
      {imported && <Notice tone="neutral">{imported}</Notice>}
      <Notice tone="info">{forecastText(points, t)}</Notice>
      {points.length >= 2 && (
        <Button
          size="small"
          className={classes.toggle}
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? t('fleet.history.showChart') : t('fleet.history.table')}
        </Button>
      )}
    </Stack>
  );
}
