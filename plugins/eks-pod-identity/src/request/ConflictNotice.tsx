import type { MigrationRequestDetail } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { useT } from '../hooks/useT';
import { ageText } from '../shared/Age';
import { entityName } from '../shared/Names';
import { Notice } from '../shared/Notice';
import { eventText } from './eventText';

/**
 * Tells that somebody else was faster: who did what, as soon as the reloaded request tells.
 * @param seen the revision that the reader had in front of them
 */
export function ConflictNotice(props: {
  request: MigrationRequestDetail;
  seen: number;
}) {
  const { request, seen } = props;
  const t = useT();
  const change = [...request.events]
    .reverse()
    .find(({ from, to }) => from !== to && from !== null);
  return (
    <Notice tone="danger" title={t('request.conflict.title')}>
      {change && request.revision > seen
        ? t('request.conflict.text', {
            who: entityName(change.actor),
            what: eventText(t, change.action),
            age: ageText(change.at, t('locale')),
          })
        : t('request.conflict.textUnknown')}
    </Notice>
  );
}
