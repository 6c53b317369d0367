import Button from '@material-ui/core/Button';
import RefreshIcon from '@material-ui/icons/Refresh';
import { useMayAdminister } from '../../hooks/useRights';
import { useT } from '../../hooks/useT';
import { CallError } from '../CallError';
import { useReadNow } from './useReadNow';

/** Reads the account now; for those who may. */
export function ReadNowButton(props: { running?: boolean }) {
  const t = useT();
  const { allowed } = useMayAdminister();
  const { start, starting, error } = useReadNow();
  if (!allowed) return null;
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
