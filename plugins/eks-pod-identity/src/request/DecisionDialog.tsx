import Button from '@material-ui/core/Button';
import Checkbox from '@material-ui/core/Checkbox';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import TextField from '@material-ui/core/TextField';
import { ReactNode, useState } from 'react';
import { messageOf, statusOf } from '../hooks/useApiCalls';
import { useT } from '../hooks/useT';
import { Notice } from '../shared/Notice';
import { Stack } from '../shared/Section';

/** What a person may decide about a request. */
export type Decision = 'approve' | 'reject' | 'cancel';

/**
 * Asks for the reason of a decision and sends it. A plan that no longer fits is approved only by somebody who says to
 * have looked at what changed.
 */
export function DecisionDialog(props: {
  action: Decision;
  drift: string[];
  /** What is decided, where the reader does not see it beside the dialog. */
  children?: ReactNode;
  send(reason: string): Promise<unknown>;
  onClose(): void;
  onDone(): void;
  onConflict(): void;
}) {
  const { action, drift, send, onClose, onDone, onConflict } = props;
  const t = useT();
  const [reason, setReason] = useState('');
  const [looked, setLooked] = useState(false);
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<unknown>();
  const needsReason = action === 'reject';
  const needsLook = action === 'approve' && drift.length > 0;
  const complete =
    (!needsReason || reason.trim() !== '') && (!needsLook || looked);

  const submit = async () => {
    setSending(true);
    setError(undefined);
    try {
      await send(reason.trim());
      onDone();
    } catch (caught) {
      if (statusOf(caught) === 409) {
        onConflict();
        return;
      }
      setError(caught);
      setSending(false);
    }
  };

  return (
    <Dialog
      open
      fullWidth
      maxWidth="sm"
      onClose={onClose}
      aria-labelledby="decision-dialog-title"
    >
      <DialogTitle id="decision-dialog-title">
        {t(`request.action.${action}Title`)}
      </DialogTitle>
      <DialogContent>
        <Stack>
          {props.children}
          {needsLook && (
            <Notice tone="warning" title={t('request.detail.drift')}>
              <ul>
                {drift.map(change => (
                  <li key={change}>{change}</li>
                ))}
              </ul>
              <FormControlLabel
                label={t('request.action.approveDespiteDrift')}
                control={
                  <Checkbox
                    color="primary"
                    checked={looked}
                    onChange={(_, checked) => setLooked(checked)}
                  />
                }
              />
            </Notice>
          )}
          <TextField
            id="decision-reason"
            fullWidth
            multiline
            minRows={3}
            variant="outlined"
            margin="dense"
            required={needsReason}
            label={
              needsReason
                ? t('request.action.reasonRequired')
                : t('request.action.reasonOptional')
            }
            value={reason}
            onChange={event => setReason(event.target.value)}
            inputProps={{ maxLength: 2000 }}
          />
          {error !== undefined && (
            <Notice tone="danger">
              {statusOf(error) === 403
                ? t('error.forbidden', { message: messageOf(error) })
                : t('error.failed', { message: messageOf(error) })}
            </Notice>
          )}
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('action.close')}</Button>
        <Button
          color="primary"
          variant="contained"
          disabled={!complete || sending}
          onClick={submit}
        >
          {t(`request.action.${action}`)}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
