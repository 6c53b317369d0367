import type { Addon } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { useT } from '../../hooks/useT';
import { DataTable } from '../../shared/DataTable';
import { Clip, RoleName } from '../../shared/Names';
import { Pill } from '../../shared/Pill';

/** The associations of an add-on's service accounts, and whether EKS owns them for it. */
export function AddonAssociations(props: {
  associations: Addon['associations'];
}) {
  const t = useT();
  return (
    <DataTable
      label={t('fleet.addons.associations')}
      rows={props.associations}
      rowKey={association => association.id}
      empty={t('fleet.addons.noAssociations')}
      columns={[
        {
          key: 'serviceAccount',
          title: t('column.serviceAccount'),
          render: ({ serviceAccount, id }) => (
            <>
              <Clip text={serviceAccount} width={200} />
              <div>
                <Clip mono text={id} width={200} />
              </div>
            </>
          ),
        },
        {
          key: 'role',
          title: t('column.role'),
          render: ({ roleArn }) => <RoleName arn={roleArn} width={180} />,
        },
        {
          key: 'owned',
          title: t('column.state'),
          render: ({ owned }) => (
            <Pill
              tone={owned ? 'success' : 'warning'}
              title={
                owned
                  ? t('fleet.addons.ownedHelp')
                  : t('fleet.addons.byHandHelp')
              }
            >
              {owned ? t('fleet.addons.owned') : t('fleet.addons.byHand')}
            </Pill>
          ),
        },
      ]}
    />
  );
}
