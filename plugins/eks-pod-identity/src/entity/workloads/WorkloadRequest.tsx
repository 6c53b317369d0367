import type {
  MigrationRequest,
  WorkloadDetail,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { useT } from '../../hooks/useT';
import { canBeMoved, isOpen, RequestButton, RequestLink } from '../../request';
import { RequestStatePill } from '../../shared/Pills';
import { workloadLabel } from '../subjectFindings';

/** The open request of a workload with its state; where there is none and something is left to move, the button. */
export function WorkloadRequest(props: {
  workload: WorkloadDetail;
  entityRef: string;
  requests?: MigrationRequest[];
  onSent(): void;
}) {
  const { workload, entityRef, requests = [], onSent } = props;
  const t = useT();
  const open = requests.find(
    ({ id, subjectId, state }) =>
      isOpen(state) && (id === workload.requestId || subjectId === workload.id),
  );
  const id = open?.id ?? workload.requestId;
  if (id) {
    return (
      <RequestLink id={id}>
        {open ? <RequestStatePill state={open.state} /> : t('request.open')}
      </RequestLink>
    );
  }
  return canBeMoved(workload) ? (
    <RequestButton
      small
      entityRef={entityRef}
      onSent={onSent}
      denied="–"
      subjects={[
        { kind: 'workload', id: workload.id, label: workloadLabel(workload) },
      ]}
    />
  ) : (
    <>–</>
  );
}
