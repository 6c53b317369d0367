import Button from '@material-ui/core/Button';
import RefreshIcon from '@material-ui/icons/Refresh';
import { useT } from '../../hooks/useT';
import { CallError } from '../CallError';
import { useReadNow } from './useReadNow';

/** Reads the account now. */
export function ReadNowButton(props: { running?: boolean }) {
  const t = useT();
  const { start, starting, error } = useReadNow();
  return (
    <>
      <Button
        variant="outlined"
        color="primary"
        size="small"
        startIcon={<RefreshIcon />}
        disabled={starting || props.running}
        onClick={start}
      >
        {starting ? t('fleet.sync.starting') : t('fleet.sync.now')}
      </Button>
      <CallError error={error} />
    </>
  );
}
