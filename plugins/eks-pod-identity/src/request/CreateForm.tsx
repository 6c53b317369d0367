import Button from '@material-ui/core/Button';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import type {
  MigrationRequestDetail,
  Plan,
  Preview,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { ReactNode, useState } from 'react';
import { messageOf, statusOf, usePodIdentityApi } from '../hooks/useApiCalls';
import { useLoad } from '../hooks/useLoad';
import { checkTitle, type T, useT } from '../hooks/useT';
import { SelectFilter } from '../shared/Filters';
import { LoadGate } from '../shared/LoadGate';
import { Notice } from '../shared/Notice';
import { Help } from '../shared/Section';
import { ExistingRequest } from './ExistingRequest';
import { PlanView } from './PlanView';
import type { Subject } from './RequestDialog';

const useStyles = makeStyles(theme => ({
  content: {
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(2),
    '& > *': { flex: 'none' },
  },
}));

/** Longest reason that the backend takes. */
const REASON_LENGTH = 2000;

const addonMethods: Plan['method'][] = ['update-in-place', 'recreate'];

/** The plan of one subject, what stands in its way, and the reason to send it with. */
export function CreateForm(props: {
  subject: Subject;
  entityRef?: string;
  children: ReactNode;
  onCancel(): void;
  onSent(request: MigrationRequestDetail): void;
}) {
  const { subject, entityRef, children, onCancel, onSent } = props;
  const t = useT();
  const classes = useStyles();
  const api = usePodIdentityApi();
  const [method, setMethod] = useState<Plan['method'] | undefined>(
    subject.kind === 'addon' ? 'update-in-place' : undefined,
  );
  const [reason, setReason] = useState('');
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<unknown>();
  const asked = {
    kind: subject.kind,
    subjectId: subject.id,
    ...(entityRef ? { entityRef } : {}),
    ...(method ? { method } : {}),
  };
  const preview = useLoad<Preview>(
    signal => api.previewRequest({ body: asked }, { signal }),
    [api, subject.kind, subject.id, entityRef, method],
  );
  const possible =
    preview.value &&
    !preview.loading &&
    !preview.error &&
    !preview.value.obstacles.length &&
    !preview.value.existingRequestId;

  const send = async () => {
    setSending(true);
    setError(undefined);
    try {
      onSent(
        await api.createRequest({
          body: { ...asked, ...(reason.trim() ? { reason } : {}) },
        }),
      );
    } catch (caught) {
      setError(caught);
      setSending(false);
      if (statusOf(caught) === 409) preview.reload();
    }
  };

  return (
    <>
      <DialogContent dividers className={classes.content}>
        {children}
        {subject.kind === 'addon' && (
          <SelectFilter
            required
            id="request-method"
            label={t('request.method.label')}
            value={method}
            options={addonMethods.map(value => ({
              value,
              label: t(`request.method.${value}`),
            }))}
            onChange={value => setMethod(value as Plan['method'])}
          />
        )}
        <PlanGate preview={preview} />
        {error !== undefined && (
          <Notice tone="danger">
            {statusOf(error) === 403
              ? t('error.forbidden', { message: messageOf(error) })
              : t('error.failed', { message: messageOf(error) })}
          </Notice>
        )}
        {possible && (
          <TextField
            id="request-reason"
            variant="outlined"
            size="small"
            multiline
            minRows={2}
            fullWidth
            label={t('request.dialog.reason')}
            helperText={t('request.dialog.reasonHelp')}
            value={reason}
            onChange={event => setReason(event.target.value)}
            inputProps={{ maxLength: REASON_LENGTH }}
          />
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onCancel}>{t('action.cancel')}</Button>
        <Button
          color="primary"
          variant="contained"
          disabled={!possible || sending}
          onClick={send}
        >
          {t('request.dialog.submit')}
        </Button>
      </DialogActions>
    </>
  );
}

/** The plan; where none can be made, why. */
function PlanGate(props: { preview: ReturnType<typeof useLoad<Preview>> }) {
  const { preview } = props;
  const t = useT();
  const status = statusOf(preview.error);
  if (status === 400 || status === 403) {
    return (
      <Notice tone="warning" title={t('request.dialog.obstacles')}>
        {messageOf(preview.error)}
      </Notice>
    );
  }
  return (
    <LoadGate loaded={preview}>
      {({ plan, existingRequestId, formats, ...asked }) => (
        <>
          {existingRequestId && (
            <ExistingRequest key={existingRequestId} id={existingRequestId} />
          )}
          {!existingRequestId && asked.obstacles.length > 0 && (
            <Notice tone="warning" title={t('request.dialog.obstacles')}>
              <ul>
                {obstacleTexts(t, asked).map(obstacle => (
                  <li key={obstacle}>{obstacle}</li>
                ))}
              </ul>
            </Notice>
          )}
          <PlanView plan={plan} />
          {formats.length > 0 && (
            <Help>
              {t('request.dialog.formats', {
                formats: formats.map(({ title }) => title).join(', '),
              })}
            </Help>
          )}
        </>
      )}
    </LoadGate>
  );
}

/** What stands in the way: findings by the title that they have on every screen, and what is no finding as it is. */
function obstacleTexts(
  t: T,
  {
    obstacles,
    obstacleFindings,
  }: Pick<Preview, 'obstacles' | 'obstacleFindings'>,
): string[] {
  const told = new Set(
    obstacleFindings.map(({ title, message }) => `${title}: ${message}`),
  );
  return [
    ...obstacles.filter(obstacle => !told.has(obstacle)),
    ...obstacleFindings.map(
      ({ check, title, message }) =>
        `${checkTitle(t, check, title)}: ${message}`,
    ),
  ];
}
