import Button from '@material-ui/core/Button';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import { useState } from 'react';
import { messageOf, usePodIdentityApi } from '../hooks/useApiCalls';
import { useT } from '../hooks/useT';
import { Notice } from '../shared/Notice';

const useStyles = makeStyles(theme => ({
  form: {
    display: 'flex',
    gap: theme.spacing(1),
    alignItems: 'flex-start',
    marginTop: theme.spacing(1),
  },
}));

/** Adds a comment to a request's history. */
export function CommentForm(props: { id: string; onDone(): void }) {
  const t = useT();
  const classes = useStyles();
  const api = usePodIdentityApi();
  const [text, setText] = useState('');
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<unknown>();

  const send = async () => {
    setSending(true);
    setError(undefined);
    try {
      await api.commentRequest({ params: { id: props.id }, body: { text } });
      setText('');
      props.onDone();
    } catch (caught) {
      setError(caught);
    }
    setSending(false);
  };

  return (
    <>
      {error !== undefined && (
        <Notice tone="danger">
          {t('error.failed', { message: messageOf(error) })}
        </Notice>
      )}
      <form
        className={classes.form}
        onSubmit={event => {
          event.preventDefault();
          send();
        }}
      >
        <TextField
          id="request-comment"
          size="small"
          variant="outlined"
          fullWidth
          multiline
          label={t('request.detail.comment')}
          value={text}
          onChange={event => setText(event.target.value)}
          inputProps={{ maxLength: 2000 }}
        />
        <Button
          type="submit"
          variant="outlined"
          disabled={!text.trim() || sending}
        >
          {t('request.detail.sendComment')}
        </Button>
      </form>
    </>
  );
}
