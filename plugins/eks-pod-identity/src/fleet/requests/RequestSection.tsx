import Button from '@material-ui/core/Button';
import type {
  MigrationRequest,
  RequestState,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { useState } from 'react';
import { useT } from '../../hooks/useT';
import { LoadGate } from '../../shared/LoadGate';
import { Notice } from '../../shared/Notice';
import { Section } from '../../shared/Section';
import { useSharedSummary } from '../FleetSummaryContext';
import { DecideRequest } from './DecideRequest';
import { RequestTable } from './RequestTable';
import { useRequestPages } from './useRequestPages';

/** What was decided from the list a moment ago. */
interface Decided {
  tone: 'success' | 'warning';
  text: string;
}

function fits(request: MigrationRequest, text: string | undefined): boolean {
  if (!text) return true;
  const wanted = text.toLocaleLowerCase('en-US');
  return [
    request.subject,
    request.cluster.name,
    request.entityRef ?? '',
    request.requestedBy,
    request.reason ?? '',
  ].some(value => value.toLocaleLowerCase('en-US').includes(wanted));
}

/** Requests in some states; those that the reader may decide have the buttons for it. */
export function RequestSection(props: {
  title: string;
  none: string;
  states: { state: RequestState } | { open: 'true' | 'false' };
  /** A state that has a section of its own. */
  leaveOut?: RequestState;
  requestedBy?: string;
  text?: string;
  filtered: boolean;
}) {
  const { title, none, states, leaveOut, requestedBy, text, filtered } = props;
  const t = useT();
  const fleet = useSharedSummary();
  const { loaded, more } = useRequestPages({
    ...states,
    ...(requestedBy ? { requestedBy } : {}),
  });
  const [deciding, setDeciding] = useState<{
    request: MigrationRequest;
    action: 'approve' | 'reject';
  }>();
  const [decided, setDecided] = useState<Decided>();

  const close = (news?: Decided) => {
    setDeciding(undefined);
    setDecided(news);
    if (news) {
      loaded.reload();
      // The numbers on the overview count this one too.
      fleet.reload();
    }
  };

  return (
    <Section noPadding title={title}>
      {decided && <Notice tone={decided.tone}>{decided.text}</Notice>}
      <LoadGate loaded={loaded}>
        {({ items }) => (
          <RequestTable
            label={title}
            busy={loaded.loading}
            requests={items.filter(
              request => request.state !== leaveOut && fits(request, text),
            )}
            empty={filtered ? t('fleet.requests.noneFits') : none}
            onDecide={(request, action) => {
              setDecided(undefined);
              setDeciding({ request, action });
            }}
          />
        )}
      </LoadGate>
      {more && (
        <Button size="small" onClick={more}>
          {t('fleet.requests.more')}
        </Button>
      )}
      {deciding && (
        <DecideRequest
          id={deciding.request.id}
          action={deciding.action}
          onClose={() => close()}
          onDone={() =>
            close({
              tone: 'success',
              text: t(
                deciding.action === 'approve'
                  ? 'fleet.requests.approved'
                  : 'fleet.requests.rejected',
                { subject: deciding.request.subject },
              ),
            })
          }
          onConflict={() =>
            close({ tone: 'warning', text: t('error.conflict') })
          }
        />
      )}
    </Section>
  );
}
