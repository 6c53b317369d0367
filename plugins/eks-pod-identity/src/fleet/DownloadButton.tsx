import Button from '@material-ui/core/Button';
import DownloadIcon from '@material-ui/icons/GetApp';
import { useState } from 'react';
import { messageOf } from '../hooks/useApiCalls';
import { useT } from '../hooks/useT';
import { saveFile } from '../request/files';
import { Notice } from '../shared/Notice';

/** Fetches a file with the reader's token, which a plain link would not send, and hands it to the browser. */
export function DownloadButton(props: {
  label: string;
  name: string;
  mediaType: string;
  load(): Promise<string>;
}) {
  const { label, name, mediaType, load } = props;
  const t = useT();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const download = async () => {
    setBusy(true);
    setError(undefined);
    try {
      saveFile({ name, mediaType, content: await load() });
    } catch (caught) {
      setError(caught);
    }
    setBusy(false);
  };
  return (
    <>
      <Button
        size="small"
        startIcon={<DownloadIcon />}
        disabled={busy}
        onClick={download}
      >
        {label}
      </Button>
      {error !== undefined && (
        <Notice tone="danger">
          {t('fleet.download.failed', { message: messageOf(error) })}
        </Notice>
      )}
    </>
  );
}
