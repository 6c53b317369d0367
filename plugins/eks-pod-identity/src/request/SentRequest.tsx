import type { MigrationRequestDetail } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { useT } from '../hooks/useT';
import { Notice } from '../shared/Notice';
import { Artifacts } from './Artifacts';
import { RequestLink } from './RequestLink';

/** A request that was just sent: where it stands, and what it renders to. */
export function SentRequest(props: { request: MigrationRequestDetail }) {
  const { request } = props;
  const t = useT();
  return (
    <>
      <Notice
        tone="success"
        title={t('request.dialog.sent')}
        action={
          <RequestLink id={request.id}>{t('request.dialog.goto')}</RequestLink>
        }
      />
      <Artifacts request={request} />
    </>
  );
}
