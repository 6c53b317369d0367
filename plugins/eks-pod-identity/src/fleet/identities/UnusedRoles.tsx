import { useT } from '../../hooks/useT';
import { DataTable } from '../../shared/DataTable';
import { Clip, RoleName } from '../../shared/Names';
import { Section } from '../../shared/Section';

/** Roles with IRSA trust that nothing uses any more. */
export function UnusedRoles(props: { roles: string[] }) {
  const t = useT();
  return (
    <Section noPadding title={t('fleet.identities.view.roles')}>
      <DataTable
        label={t('fleet.identities.view.roles')}
        rows={[...props.roles].sort()}
        rowKey={arn => arn}
        empty={t('fleet.identities.noneView')}
        columns={[
          {
            key: 'role',
            title: t('column.role'),
            render: arn => <RoleName arn={arn} width={360} />,
          },
          {
            key: 'arn',
            title: t('fleet.clusters.arn'),
            render: arn => <Clip mono text={arn} width={640} />,
          },
        ]}
      />
    </Section>
  );
}
