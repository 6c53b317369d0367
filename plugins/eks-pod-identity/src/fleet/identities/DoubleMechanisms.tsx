import { Link } from '@backstage/core-components';
import type { IdentityGraph } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { useT } from '../../hooks/useT';
import { DataTable } from '../../shared/DataTable';
import { Clip } from '../../shared/Names';
import { Section } from '../../shared/Section';
import { useFleetLink } from '../links';

/** Service accounts with two mechanisms; each leads to its ways in the whole table. */
export function DoubleMechanisms(props: {
  serviceAccounts: IdentityGraph['doubleMechanisms'];
}) {
  const t = useT();
  const link = useFleetLink();
  return (
    <Section noPadding title={t('fleet.identities.view.double')}>
      <DataTable
        label={t('fleet.identities.view.double')}
        rows={props.serviceAccounts}
        rowKey={({ cluster, namespace, serviceAccount }) =>
          `${cluster}/${namespace}/${serviceAccount}`
        }
        empty={t('fleet.identities.noneView')}
        columns={[
          {
            key: 'serviceAccount',
            title: t('column.serviceAccount'),
            render: ({ cluster, namespace, serviceAccount }) => {
              const name = `${namespace}/${serviceAccount}`;
              return (
                <Clip text={name} width={360}>
                  <Link to={link('identities', { cluster, q: name })}>
                    {name}
                  </Link>
                </Clip>
              );
            },
          },
          {
            key: 'cluster',
            title: t('column.cluster'),
            render: ({ cluster }) => <Clip text={cluster} width={260} />,
          },
        ]}
      />
    </Section>
  );
}
