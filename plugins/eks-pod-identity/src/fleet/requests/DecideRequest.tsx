import Dialog from '@material-ui/core/Dialog';
import DialogContent from '@material-ui/core/DialogContent';
import Typography from '@material-ui/core/Typography';
import { usePodIdentityApi } from '../../hooks/useApiCalls';
import { useLoad } from '../../hooks/useLoad';
import { useT } from '../../hooks/useT';
import { RequestLink } from '../../request';
import { DecisionDialog } from '../../request/DecisionDialog';
import { LoadGate } from '../../shared/LoadGate';
import { PlanSummary } from './PlanSummary';

/**
 * Decides a request from the list. It is read again first: who decides must see the plan, what a restart costs and
 * what changed since, and decides about exactly that revision.
 */
export function DecideRequest(props: {
  id: string;
  action: 'approve' | 'reject';
  onClose(): void;
  onDone(): void;
  onConflict(): void;
}) {
  const { id, action, onClose, onDone, onConflict } = props;
  const t = useT();
  const api = usePodIdentityApi();
  const loaded = useLoad(
    signal => api.getRequest({ params: { id } }, { signal }),
    [api, id],
  );
  const request = loaded.value;
  if (!request && !loaded.error) {
    // A dialog that is replaced by another a moment later would flicker.
    return null;
  }
  if (!request) {
    return (
      <Dialog open fullWidth maxWidth="sm" onClose={onClose}>
        <DialogContent>
          <LoadGate loaded={loaded}>{() => null}</LoadGate>
        </DialogContent>
      </Dialog>
    );
  }
  const params = { id };
  const { revision } = request;
  return (
    <DecisionDialog
      action={action}
      drift={request.drift}
      send={reason =>
        action === 'approve'
          ? api.approveRequest({
              params,
              body: { revision, ...(reason ? { reason } : {}) },
            })
          : api.rejectRequest({ params, body: { revision, reason } })
      }
      onClose={onClose}
      onDone={onDone}
      onConflict={onConflict}
    >
      <Typography variant="subtitle1" component="p">
        {request.subject} · {request.cluster.name}
      </Typography>
      <PlanSummary request={request} />
      <RequestLink id={id}>{t('fleet.requests.seePlan')}</RequestLink>
    </DecisionDialog>
  );
}
