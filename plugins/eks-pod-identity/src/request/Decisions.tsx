import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import type { MigrationRequestDetail } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { useState } from 'react';
import { usePodIdentityApi } from '../hooks/useApiCalls';
import { useT } from '../hooks/useT';
import { Help } from '../shared/Section';
import { Decision, DecisionDialog } from './DecisionDialog';

const useStyles = makeStyles(theme => ({
  buttons: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
  reject: {
    color: theme.palette.type === 'dark' ? '#ff9a91' : '#a61b1b',
    borderColor: 'currentColor',
  },
}));

/** What the reader may decide about a request: only that is shown. */
export function Decisions(props: {
  request: MigrationRequestDetail;
  onDone(): void;
  onConflict(revision: number): void;
}) {
  const { request, onDone, onConflict } = props;
  const t = useT();
  const classes = useStyles();
  const api = usePodIdentityApi();
  const [open, setOpen] = useState<Decision>();
  const may = (action: Decision) => request.allowedActions.includes(action);

  const decide = async (action: Decision, reason: string) => {
    const params = { id: request.id };
    const body = { revision: request.revision };
    switch (action) {
      case 'reject':
        return api.rejectRequest({ params, body: { ...body, reason } });
      case 'approve':
        return api.approveRequest({
          params,
          body: { ...body, ...(reason ? { reason } : {}) },
        });
      default:
        return api.cancelRequest({
          params,
          body: { ...body, ...(reason ? { reason } : {}) },
        });
    }
  };

  if (!may('approve') && !may('reject') && !may('cancel')) {
    return <Help>{t('request.detail.noActions')}</Help>;
  }
  return (
    <>
      <div className={classes.buttons}>
        {may('approve') && (
          <Button
            variant="contained"
            color="primary"
            onClick={() => setOpen('approve')}
          >
            {t('request.action.approve')}
          </Button>
        )}
        {may('reject') && (
          <Button
            variant="outlined"
            className={classes.reject}
            onClick={() => setOpen('reject')}
          >
            {t('request.action.reject')}
          </Button>
        )}
        {may('cancel') && (
          <Button variant="outlined" onClick={() => setOpen('cancel')}>
            {t('request.action.cancel')}
          </Button>
        )}
      </div>
      {open && (
        <DecisionDialog
          action={open}
          drift={request.drift}
          send={reason => decide(open, reason)}
          onClose={() => setOpen(undefined)}
          onDone={() => {
            setOpen(undefined);
            onDone();
          }}
          onConflict={() => {
            setOpen(undefined);
            onConflict(request.revision);
          }}
        />
      )}
    </>
  );
}
