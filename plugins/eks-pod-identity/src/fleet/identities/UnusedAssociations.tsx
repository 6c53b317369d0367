import type { IdentityGraph } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { useT } from '../../hooks/useT';
import { DataTable } from '../../shared/DataTable';
import { Clip } from '../../shared/Names';
import { Section } from '../../shared/Section';

/** Associations whose service account runs no pod. */
export function UnusedAssociations(props: {
  associations: IdentityGraph['unusedAssociations'];
}) {
  const t = useT();
  return (
    <Section noPadding title={t('fleet.identities.view.associations')}>
      <DataTable
        label={t('fleet.identities.view.associations')}
        rows={props.associations}
        rowKey={({ cluster, associationId }) => `${cluster}/${associationId}`}
        empty={t('fleet.identities.noneView')}
        columns={[
          {
            key: 'serviceAccount',
            title: t('column.serviceAccount'),
            render: ({ namespace, serviceAccount }) => (
              <Clip text={`${namespace}/${serviceAccount}`} width={320} />
            ),
          },
          {
            key: 'cluster',
            title: t('column.cluster'),
            render: ({ cluster }) => <Clip text={cluster} width={220} />,
          },
          {
            key: 'association',
            title: t('fleet.identities.association'),
            render: ({ associationId }) => (
              <Clip mono text={associationId} width={260} />
            ),
          },
          {
            key: 'likelyMeant',
            title: t('fleet.identities.likelyMeant'),
            render: ({ likelyMeant }) =>
              likelyMeant ? <Clip text={likelyMeant} width={320} /> : '–',
          },
        ]}
      />
    </Section>
  );
}
