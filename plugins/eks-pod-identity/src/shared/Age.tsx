import Tooltip from '@material-ui/core/Tooltip';
import { DateTime } from 'luxon';
import { useT } from '../hooks/useT';

/** How long ago an instant was, in words of the locale. */
export function ageText(instant: string, locale: string): string {
  const time = DateTime.fromISO(instant);
  return time.toRelative({ locale }) ?? instant;
}

/** The exact time in the reader's zone. */
export function exactText(instant: string, locale: string): string {
  return DateTime.fromISO(instant).toLocaleString(
    DateTime.DATETIME_FULL_WITH_SECONDS,
    { locale },
  );
}

/** An age with the exact time behind it. */
export function Age(props: { at: string }) {
  const locale = useT()('locale');
  return (
    <Tooltip title={exactText(props.at, locale)} arrow>
      <time dateTime={props.at} style={{ whiteSpace: 'nowrap' }}>
        {ageText(props.at, locale)}
      </time>
    </Tooltip>
  );
}
