import { usePodIdentityApi } from '../../hooks/useApiCalls';
import { useFilters } from '../../hooks/useFilters';
import { useLoad } from '../../hooks/useLoad';
import { useT } from '../../hooks/useT';
import { LoadGate } from '../../shared/LoadGate';
import { MissingSights } from '../../shared/MissingSights';
import { Notice } from '../../shared/Notice';
import { Help, Stack } from '../../shared/Section';
import { DownloadButton } from '../DownloadButton';
import { useSharedSummary } from '../FleetSummaryContext';
import { useFleetLink } from '../links';
import { ViewLinks } from '../ViewLinks';
import { DoubleMechanisms } from './DoubleMechanisms';
import { Edges } from './Edges';
import { UnusedAssociations } from './UnusedAssociations';
import { UnusedRoles } from './UnusedRoles';

const views = ['all', 'roles', 'associations', 'double'] as const;
type IdentityView = (typeof views)[number];

function isView(text: string | undefined): text is IdentityView {
  return (views as readonly (string | undefined)[]).includes(text);
}

/** Who can get which role by which mechanism, and what of it is left over. */
export function IdentitiesTab() {
  const t = useT();
  const api = usePodIdentityApi();
  const link = useFleetLink();
  const { value: fleet } = useSharedSummary();
  const { filters } = useFilters(['view'] as const);
  const view = isView(filters.view) ? filters.view : 'all';
  const graph = useLoad(
    signal => api.getIdentityGraph(undefined, { signal }),
    [api, fleet?.assessedAt],
  );
  return (
    <LoadGate loaded={graph}>
      {({
        edges,
        unusedIrsaRoles,
        unusedAssociations,
        doubleMechanisms,
        missing,
      }) => (
        <Stack>
          {missing.length > 0 && (
            <Notice tone="warning" title={t('missing.title')}>
              <MissingSights missing={missing} />
            </Notice>
          )}
          <div>
            <ViewLinks
              label={t('fleet.identities.views')}
              current={view}
              views={views.map(key => ({
                key,
                label: t(`fleet.identities.view.${key}`),
                to: link('identities', {
                  view: key === 'all' ? undefined : key,
                }),
                count: {
                  all: edges.length,
                  roles: unusedIrsaRoles.length,
                  associations: unusedAssociations.length,
                  double: doubleMechanisms.length,
                }[key],
              }))}
            />
            <Help>
              {view === 'all'
                ? t('fleet.identities.help')
                : t(`fleet.identities.viewHelp.${view}`)}
            </Help>
            {view === 'all' && (
              <Edges
                edges={edges}
                downloads={
                  <>
                    <DownloadButton
                      label={t('fleet.identities.csv')}
                      name="identities.csv"
                      mediaType="text/csv"
                      load={() =>
                        api.exportTable({ params: { table: 'identities' } })
                      }
                    />
                    <DownloadButton
                      label={t('fleet.identities.dot')}
                      name="identities.dot"
                      mediaType="text/vnd.graphviz"
                      load={() => api.getIdentityGraphDot()}
                    />
                  </>
                }
              />
            )}
            {view === 'roles' && <UnusedRoles roles={unusedIrsaRoles} />}
            {view === 'associations' && (
              <UnusedAssociations associations={unusedAssociations} />
            )}
            {view === 'double' && (
              <DoubleMechanisms serviceAccounts={doubleMechanisms} />
            )}
          </div>
        </Stack>
      )}
    </LoadGate>
  );
}
