import type {
  MigrationRequest,
  ServiceDetail,
  WorkloadDetail,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { useMemo, useState } from 'react';
import { useT } from '../../hooks/useT';
import { FilterRow, SearchFilter } from '../../shared/Filters';
import { Section } from '../../shared/Section';
import { ClusterGroup } from './ClusterGroup';

/** From this many workloads on there is a filter, and only the first cluster is open. */
const MANY = 16;

/** The workloads of a service by cluster; of many, those of one cluster at a time. */
export function WorkloadsSection(props: {
  service: ServiceDetail;
  entityRef: string;
  requests?: MigrationRequest[];
  onSent(): void;
}) {
  const { service, entityRef, requests, onSent } = props;
  const t = useT();
  const [filter, setFilter] = useState<string>();
  const all = service.workloadDetails;
  const many = all.length >= MANY;
  const groups = useMemo(
    () => groupByCluster(all.filter(workload => fits(workload, filter))),
    [all, filter],
  );
  return (
    <Section title={t('entity.workloads')} noPadding>
      {many && (
        <div style={{ padding: '16px 16px 0' }}>
          <FilterRow>
            <SearchFilter
              value={filter}
              placeholder={t('entity.filterWorkloads')}
              onChange={setFilter}
            />
          </FilterRow>
        </div>
      )}
      {groups.map(([arn, workloads], index) => (
        <ClusterGroup
          key={arn}
          workloads={workloads}
          defaultOpen={!many || index === 0 || Boolean(filter)}
          sharedWith={service.sharedWith}
          entityRef={entityRef}
          requests={requests}
          onSent={onSent}
        />
      ))}
      {!groups.length && (
        <div style={{ padding: 16 }}>{t('entity.noWorkloadFits')}</div>
      )}
    </Section>
  );
}

function groupByCluster(
  workloads: WorkloadDetail[],
): [string, WorkloadDetail[]][] {
  const groups = new Map<string, WorkloadDetail[]>();
  for (const workload of workloads) {
    const { arn } = workload.cluster;
    groups.set(arn, [...(groups.get(arn) ?? []), workload]);
  }
  return [...groups];
}

function fits(workload: WorkloadDetail, filter: string | undefined): boolean {
  if (!filter) return true;
  const text = [
    `${workload.namespace}/${workload.serviceAccount}`,
    ...workload.controllers.map(({ kind, name }) => `${kind} ${name}`),
  ].join(' ');
  return text
    .toLocaleLowerCase('en-US')
    .includes(filter.toLocaleLowerCase('en-US'));
}
