import IconButton from '@material-ui/core/IconButton';
import Tooltip from '@material-ui/core/Tooltip';
import CopyIcon from '@material-ui/icons/FileCopyOutlined';
import { useEffect, useState } from 'react';
import useCopyToClipboard from 'react-use/esm/useCopyToClipboard';
import { errorApiRef, useApi } from '@backstage/core-plugin-api';
import { useT } from '../hooks/useT';

/** Milliseconds for which 'copied' is shown. */
const SHOWN = 1_500;

/** Copies a text and says so. */
export function CopyButton(props: { text: string; label?: string }) {
  const t = useT();
  const errors = useApi(errorApiRef);
  const [copied, setCopied] = useState(false);
  const [{ error }, copy] = useCopyToClipboard();
  useEffect(() => {
    if (error) errors.post(error);
  }, [error, errors]);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), SHOWN);
    return () => clearTimeout(timer);
  }, [copied]);
  const label = props.label ?? t('action.copy');
  return (
    <Tooltip arrow title={copied ? t('action.copied') : label}>
      <IconButton
        size="small"
        aria-label={label}
        onClick={() => {
          copy(props.text);
          setCopied(true);
        }}
      >
        <CopyIcon fontSize="inherit" />
      </IconButton>
    </Tooltip>
  );
}
