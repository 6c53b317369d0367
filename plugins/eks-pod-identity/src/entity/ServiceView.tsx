import type { ServiceDetail } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { useMemo } from 'react';
import { useT } from '../hooks/useT';
import { useServiceRequests } from '../request';
import { missingOf } from '../shared/findings';
import { MissingSights } from '../shared/MissingSights';
import { Section, Stack } from '../shared/Section';
import { ArmedNotice, StaleNotice } from './Notices';
import { FindingsSection } from './FindingsSection';
import { MappingSection } from './MappingSection';
import { RequestsSection } from './RequestsSection';
import { SdkSection } from './sdk/SdkSection';
import { subjectFindings } from './subjectFindings';
import { VerdictHeader } from './VerdictHeader';
import { WorkloadsSection } from './workloads/WorkloadsSection';

/** Everything about one service: verdict, what could go off, workloads, findings, what was not seen, SDKs, mapping. */
export function ServiceView(props: {
  service: ServiceDetail;
  entityRef: string;
  reload(): void;
}) {
  const { service, entityRef, reload } = props;
  const t = useT();
  const requests = useServiceRequests(entityRef);
  const findings = useMemo(() => subjectFindings(service), [service]);
  const missing = useMemo(() => missingOf(findings), [findings]);
  const onSent = () => {
    reload();
    requests.reload();
  };
  return (
    <Stack>
      <ArmedNotice service={service} />
      <VerdictHeader
        service={service}
        entityRef={entityRef}
        requests={requests.value}
        onSent={onSent}
      />
      <StaleNotice workloads={service.workloadDetails} />
      <WorkloadsSection
        service={service}
        entityRef={entityRef}
        requests={requests.value}
        onSent={onSent}
      />
      <FindingsSection findings={findings} />
      {missing.length > 0 && (
        <Section title={t('missing.title')}>
          <MissingSights missing={missing} />
        </Section>
      )}
      <SdkSection summary={service.sdkSummary} />
      <RequestsSection requests={requests.value} />
      <MappingSection service={service} />
    </Stack>
  );
}
