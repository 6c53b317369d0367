import { Link } from '@backstage/core-components';
import type { FleetSummary } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { useT } from '../../hooks/useT';
import { DataTable } from '../../shared/DataTable';
import { Clip, entityName } from '../../shared/Names';
import { Section } from '../../shared/Section';
import { totalOf, VerdictBar } from '../../shared/VerdictBar';
import { useFleetLink } from '../links';
import { ShowMore } from './ShowMore';

type Team = FleetSummary['teams'][number];

function doneOf({ services }: Team): number {
  return (services.migrated ?? 0) + (services['not-applicable'] ?? 0);
}

function leftOf(team: Team): number {
  return totalOf(team.services) - doneOf(team);
}

/** Each team with what it has done and what it has left, most left first. */
export function Teams(props: { teams: Team[] }) {
  const t = useT();
  const link = useFleetLink();
  const rows = [...props.teams].sort(
    (a, b) => leftOf(b) - leftOf(a) || a.owner.localeCompare(b.owner),
  );
  return (
    <Section title={t('fleet.teams.title')} noPadding>
      <ShowMore items={rows} limit={10}>
        {shown => (
          <DataTable
            label={t('fleet.teams.title')}
            rows={shown}
            rowKey={team => team.owner}
            empty={t('fleet.teams.none')}
            columns={[
              {
                key: 'owner',
                title: t('fleet.teams.owner'),
                render: team =>
                  team.owner ? (
                    <Clip
                      text={entityName(team.owner)}
                      full={team.owner}
                      width={200}
                    >
                      <Link to={link('services', { owner: team.owner })}>
                        {entityName(team.owner)}
                      </Link>
                    </Clip>
                  ) : (
                    t('fleet.teams.noOwner')
                  ),
              },
              {
                key: 'verdicts',
                title: t('fleet.teams.verdicts'),
                width: '40%',
                render: team => (
                  <div style={{ paddingTop: 7 }}>
                    <VerdictBar counts={team.services} />
                  </div>
                ),
              },
              {
                key: 'done',
                title: t('fleet.teams.done'),
                align: 'right',
                render: team => `${doneOf(team)} / ${totalOf(team.services)}`,
              },
              {
                key: 'left',
                title: t('fleet.teams.left'),
                align: 'right',
                render: leftOf,
              },
            ]}
          />
        )}
      </ShowMore>
    </Section>
  );
}
