import { Content, Page, TabbedLayout } from '@backstage/core-components';
import { Route, Routes } from 'react-router-dom';
import { statusOf, useFleetSummary } from '../hooks/useApiCalls';
import { useT } from '../hooks/useT';
import { RequestPage } from '../request';
import { LoadGate } from '../shared/LoadGate';
import { AddonsTab } from './addons/AddonsTab';
import { ClusterPage } from './clusters/ClusterPage';
import { ClustersTab } from './clusters/ClustersTab';
import { DiagnosisTab } from './diagnosis/DiagnosisTab';
import { FirstSyncGate } from './FirstSyncGate';
import { FleetHeader } from './FleetHeader';
import { FleetSummaryProvider } from './FleetSummaryContext';
import { IdentitiesTab } from './identities/IdentitiesTab';
import { OverviewTab } from './overview/OverviewTab';
import { RequestsTab } from './requests/RequestsTab';
import { SdkMinimumsTab } from './sdks/SdkMinimumsTab';
import { ServicesTab } from './services/ServicesTab';
import { UnclaimedTab } from './services/UnclaimedTab';

/** The whole account on one page: a tab per question, each with an address of its own. */
export function FleetPage() {
  const t = useT();
  const summary = useFleetSummary();
  const denied = statusOf(summary.error) === 403;
  return (
    <FleetSummaryProvider summary={summary}>
      <Page themeId="tool">
        <FleetHeader />
        {denied ? (
          <Content>
            <LoadGate loaded={summary}>{() => null}</LoadGate>
          </Content>
        ) : (
          <TabbedLayout>
            <TabbedLayout.Route path="/" title={t('fleet.tab.overview')}>
              <OverviewTab />
            </TabbedLayout.Route>
            <TabbedLayout.Route
              path="/services"
              title={t('fleet.tab.services')}
            >
              <FirstSyncGate>
                <Routes>
                  <Route path="/unclaimed" element={<UnclaimedTab />} />
                  <Route path="*" element={<ServicesTab />} />
                </Routes>
              </FirstSyncGate>
            </TabbedLayout.Route>
            <TabbedLayout.Route path="/addons" title={t('fleet.tab.addons')}>
              <FirstSyncGate>
                <AddonsTab />
              </FirstSyncGate>
            </TabbedLayout.Route>
            <TabbedLayout.Route
              path="/clusters"
              title={t('fleet.tab.clusters')}
            >
              <FirstSyncGate>
                <Routes>
                  <Route path="/:region/:name" element={<ClusterPage />} />
                  <Route path="*" element={<ClustersTab />} />
                </Routes>
              </FirstSyncGate>
            </TabbedLayout.Route>
            <TabbedLayout.Route
              path="/requests"
              title={t('fleet.tab.requests')}
            >
              <Routes>
                <Route path="/:id" element={<RequestPage />} />
                <Route path="*" element={<RequestsTab />} />
              </Routes>
            </TabbedLayout.Route>
            <TabbedLayout.Route path="/sdks" title={t('fleet.tab.sdks')}>
              <SdkMinimumsTab />
            </TabbedLayout.Route>
            <TabbedLayout.Route
              path="/identities"
              title={t('fleet.tab.identities')}
            >
              <FirstSyncGate>
                <IdentitiesTab />
              </FirstSyncGate>
            </TabbedLayout.Route>
            <TabbedLayout.Route
              path="/diagnosis"
              title={t('fleet.tab.diagnosis')}
            >
              <DiagnosisTab />
            </TabbedLayout.Route>
          </TabbedLayout>
        )}
      </Page>
    </FleetSummaryProvider>
  );
}
