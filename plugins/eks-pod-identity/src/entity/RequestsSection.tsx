import type { MigrationRequest } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { useT } from '../hooks/useT';
import { RequestLink } from '../request';
import { Age } from '../shared/Age';
import { DataTable } from '../shared/DataTable';
import { Clip, ClusterName, EntityLink } from '../shared/Names';
import { RequestStatePill } from '../shared/Pills';
import { Section } from '../shared/Section';

/** The requests on behalf of the service, whatever became of them; nothing where nobody ever asked. */
export function RequestsSection(props: { requests?: MigrationRequest[] }) {
  const { requests = [] } = props;
  const t = useT();
  if (!requests.length) return null;
  return (
    <Section title={t('entity.requests')} noPadding>
      <DataTable
        label={t('entity.requests')}
        rows={requests}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'workload',
            title: t('column.workload'),
            render: ({ id, subject }) => (
              <Clip text={subject}>
                <RequestLink id={id}>{subject}</RequestLink>
              </Clip>
            ),
          },
          {
            key: 'cluster',
            title: t('column.cluster'),
            render: ({ cluster }) => <ClusterName cluster={cluster} />,
          },
          {
            key: 'state',
            title: t('column.state'),
            render: ({ state }) => <RequestStatePill state={state} />,
          },
          {
            key: 'by',
            title: t('column.requestedBy'),
            render: ({ requestedBy }) => (
              <EntityLink entityRef={requestedBy} defaultKind="user" />
            ),
          },
          {
            key: 'at',
            title: t('column.requestedAt'),
            render: ({ requestedAt }) => <Age at={requestedAt} />,
          },
        ]}
      />
    </Section>
  );
}
