import { useT } from '../hooks/useT';
import { Age } from '../shared/Age';
import { LoadGate } from '../shared/LoadGate';
import { EntityLink } from '../shared/Names';
import { Notice } from '../shared/Notice';
import { RequestStatePill } from '../shared/Pills';
import { Term, Terms } from '../shared/Terms';
import { RequestLink } from './RequestLink';
import { useRequest } from './useRequests';

/** The request that is there already, with its state: no second one can be made beside it. */
export function ExistingRequest(props: { id: string }) {
  const t = useT();
  const request = useRequest(props.id);
  return (
    <Notice
      tone="info"
      title={t('request.dialog.existing')}
      action={
        <RequestLink id={props.id}>{t('request.dialog.goto')}</RequestLink>
      }
    >
      <LoadGate loaded={request}>
        {({ state, requestedBy, requestedAt, reason }) => (
          <Terms>
            <Term title={t('column.state')}>
              <RequestStatePill state={state} />
            </Term>
            <Term title={t('column.requestedBy')}>
              <EntityLink entityRef={requestedBy} defaultKind="user" />
              {' · '}
              <Age at={requestedAt} />
            </Term>
            {reason && <Term title={t('request.detail.reason')}>{reason}</Term>}
          </Terms>
        )}
      </LoadGate>
    </Notice>
  );
}
