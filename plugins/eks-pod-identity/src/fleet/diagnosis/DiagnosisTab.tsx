import Button from '@material-ui/core/Button';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import type { Diagnoses } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { FormEvent, useState } from 'react';
import { usePodIdentityApi } from '../../hooks/useApiCalls';
import { useT } from '../../hooks/useT';
import { Help, Section, Stack } from '../../shared/Section';
import { CallError } from '../CallError';
import { DiagnosisResults } from './DiagnosisResults';

/** The API's bound for a text, in characters. */
const LIMIT = 200_000;

const useStyles = makeStyles(theme => ({
  input: { '& textarea': { fontFamily: 'monospace', fontSize: '0.8125rem' } },
  buttons: { display: 'flex', gap: theme.spacing(1) },
}));

/** Explains an error text from the facts of the account. */
export function DiagnosisTab() {
  const t = useT();
  const api = usePodIdentityApi();
  const classes = useStyles();
  const [text, setText] = useState('');
  const [result, setResult] = useState<Diagnoses>();
  const [error, setError] = useState<Error>();
  const [busy, setBusy] = useState(false);
  const tooLong = text.length > LIMIT;

  const explain = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      setResult(await api.diagnose({ body: { text } }));
    } catch (caught) {
      setResult(undefined);
      setError(caught as Error);
    }
    setBusy(false);
  };
  const clear = () => {
    setText('');
    setResult(undefined);
    setError(undefined);
  };

  return (
    <Stack>
      <Section title={t('fleet.tab.diagnosis')}>
        <form onSubmit={explain}>
          <Stack>
            <Help>{t('fleet.diagnosis.help')}</Help>
            <TextField
              id="diagnosis-text"
              multiline
              fullWidth
              minRows={6}
              maxRows={20}
              variant="outlined"
              className={classes.input}
              label={t('fleet.diagnosis.label')}
              placeholder={t('fleet.diagnosis.placeholder')}
              InputLabelProps={{ shrink: true }}
              value={text}
              error={tooLong}
              helperText={
                tooLong
                  ? t('fleet.diagnosis.tooLong', {
                      limit: LIMIT.toLocaleString(t('locale')),
                      length: text.length.toLocaleString(t('locale')),
                    })
                  : undefined
              }
              onChange={event => setText(event.target.value)}
              inputProps={{ spellCheck: false }}
            />
            <div className={classes.buttons}>
              <Button
                type="submit"
                variant="contained"
                color="primary"
                disabled={busy || tooLong || !text.trim()}
              >
                {busy ? t('fleet.diagnosis.running') : t('fleet.diagnosis.run')}
              </Button>
              <Button disabled={!text && !result} onClick={clear}>
                {t('fleet.diagnosis.clear')}
              </Button>
            </div>
          </Stack>
        </form>
      </Section>
      <div aria-live="polite">
        <CallError error={error} />
        {result && <DiagnosisResults result={result} />}
      </div>
    </Stack>
  );
}
