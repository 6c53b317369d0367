import { verdicts } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { Assessment, WorkloadAssessment } from '../readiness/assessment';
import { nameSdk } from '../readiness/sdk/sdkNames';

/** Region of rows that belong to no single region. */
export const EVERY_REGION = '*';

/** The tables that hold an assessment, in the order in which they are written. */
export const assessmentTables = [
  'assessments',
  'assessed_clusters',
  'assessed_workloads',
  'assessed_addons',
  'assessed_services',
  'assessed_service_workloads',
  'assessed_service_sdks',
  'assessed_failing',
] as const;

type Rows = Record<
  (typeof assessmentTables)[number],
  Record<string, string | number | boolean>[]
>;

/** An assessment as rows: a document per subject, and the columns that lists are filtered and sorted by. */
export function rowsOf(assessment: Assessment): Rows {
  const account = { account_id: assessment.accountId };
  const everywhere = { ...account, region: EVERY_REGION };
  const workloadsById = new Map(
    assessment.workloads.map(workload => [workload.id, workload]),
  );
  return {
    assessments: [
      {
        ...everywhere,
        assessed_at: assessment.assessedAt,
        regions: JSON.stringify(assessment.regions),
        identities: JSON.stringify(assessment.identities),
        missing: JSON.stringify(assessment.missing),
        checks: JSON.stringify(assessment.checks),
      },
    ],
    assessed_clusters: assessment.clusters.map(cluster => ({
      ...account,
      region: cluster.region,
      arn: cluster.arn,
      name: cluster.name,
      stale: cluster.stale !== null,
      partial: cluster.stale === null && cluster.missing.length > 0,
      data: JSON.stringify(cluster),
    })),
    assessed_workloads: assessment.workloads.map(workload => ({
      ...account,
      region: workload.cluster.region,
      id: workload.id,
      cluster_arn: workload.cluster.arn,
      cluster_name: workload.cluster.name,
      namespace: workload.namespace,
      service_account: workload.serviceAccount,
      verdict: workload.verdict,
      verdict_rank: verdicts.indexOf(workload.verdict),
      armed: workload.armed,
      time_bomb: workload.timeBomb,
      urgency: urgencyOf(workload),
      claimed: workload.services.length > 0,
      search: [
        workload.namespace,
        '/',
        workload.serviceAccount,
        ` ${workload.cluster.name} ${workload.roleArn ?? ''} `,
        workload.services.join(' '),
      ]
        .join('')
        .toLowerCase(),
      data: JSON.stringify(workload),
    })),
    assessed_addons: assessment.addons.map(addon => ({
      ...account,
      region: addon.cluster.region,
      id: addon.id,
      cluster_arn: addon.cluster.arn,
      cluster_name: addon.cluster.name,
      name: addon.name,
      verdict: addon.verdict,
      verdict_rank: verdicts.indexOf(addon.verdict),
      identity: addon.identity,
      data: JSON.stringify(addon),
    })),
    assessed_services: assessment.services.map(service => ({
      ...everywhere,
      entity_ref: service.entityRef,
      name: service.name.toLowerCase(),
      owner: service.owner ?? '',
      system: service.system ?? '',
      verdict: service.verdict,
      verdict_rank: verdicts.indexOf(service.verdict),
      armed: service.armed,
      time_bombs: service.timeBombs,
      search: [service.entityRef, service.title, service.owner, service.system]
        .join(' ')
        .toLowerCase(),
      data: JSON.stringify(service),
    })),
    assessed_service_workloads: assessment.services.flatMap(service =>
      [...new Set(service.workloadIds)].flatMap(id => {
        const workload = workloadsById.get(id);
        return workload
          ? [
              {
                ...account,
                region: workload.cluster.region,
                entity_ref: service.entityRef,
                workload_id: id,
                cluster_arn: workload.cluster.arn,
                cluster_name: workload.cluster.name,
              },
            ]
          : [];
      }),
    ),
    assessed_service_sdks: assessment.services.flatMap(service => {
      const below = new Map<string, Set<string>>();
      for (const entry of service.sdkSummary.sdks) {
        const { sdk, version, range, supportsPodIdentity } = entry;
        const versions = below.get(sdk) ?? new Set();
        below.set(sdk, versions);
        if (supportsPodIdentity === false) {
          // The release of an image is not the version of its SDK.
          versions.add(
            entry.source === 'image'
              ? nameSdk(entry)
              : version ?? range ?? 'unknown',
          );
        }
      }
      return [...below].map(([sdk, versions]) => ({
        ...everywhere,
        entity_ref: service.entityRef,
        sdk,
        versions_below: JSON.stringify([...versions]),
      }));
    }),
    assessed_failing: [
      ...assessment.workloads.flatMap(({ id, cluster, failing }) =>
        failingRows('workload', id, cluster.region, failing),
      ),
      ...assessment.addons.flatMap(({ id, cluster, failing }) =>
        failingRows('addon', id, cluster.region, failing),
      ),
      ...assessment.clusters.flatMap(({ arn, region, failing }) =>
        failingRows('cluster', arn, region, failing),
      ),
      ...assessment.services.flatMap(({ entityRef, failing }) =>
        failingRows('service', entityRef, EVERY_REGION, failing),
      ),
    ],
  };

  function failingRows(
    kind: string,
    subjectId: string,
    region: string,
    failing: string[],
  ) {
    return [...new Set(failing)].map(check => ({
      ...account,
      region,
      kind,
      subject_id: subjectId,
      check_id: check,
    }));
  }
}

/** Most urgent first: time bombs, then what is armed, then by verdict, worst first. */
function urgencyOf({
  verdict,
  armed,
  timeBomb,
}: Pick<WorkloadAssessment, 'verdict' | 'armed' | 'timeBomb'>): number {
  const group = [timeBomb, armed, true].indexOf(true);
  return group * verdicts.length + verdicts.indexOf(verdict);
}
