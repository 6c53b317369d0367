import { parse } from 'yaml';
import { z } from 'zod';
import { catalogAddon } from '../data/addonCatalog';
import type { Addon, AddonObjects, Cluster, Settings } from './types';
import { associationsOwnedBy } from './associations';

function fill(image: string, addon: Addon, region: string): string {
  return image
    .replaceAll('{region}', region)
    .replaceAll('{version}', addon.version)
    .replaceAll('{appVersion}', addon.version.replace(/-eksbuild\.\d+$/, ''));
}

/**
 * The Kubernetes objects that an installed add-on brings: its service accounts, with the IRSA
 * annotation where it has a role, and its controllers. Empty for add-ons that the catalog does not
 * know, and where the account file says so.
 */
export function addonObjects(
  cluster: Cluster,
  addon: Addon,
  settings: Pick<Settings, 'addonAnnotation'>,
): AddonObjects {
  const known = catalogAddon(addon.name);
  if (!known || !addon.bringsObjects) {
    return { namespace: addon.namespace, serviceAccounts: [], workloads: [] };
  }
  const withRole = new Set(
    known.podIdentity.map(({ serviceAccount }) => serviceAccount),
  );
  const roleArn = annotatedRole(cluster, addon, settings);
  const labels = {
    'app.kubernetes.io/name': addon.name,
    'app.kubernetes.io/managed-by': 'EKS',
  };
  const createdAt = addon.createdAt.toISOString();
  return {
    namespace: addon.namespace,
    serviceAccounts: known.serviceAccounts.map(name => ({
      namespace: addon.namespace,
      name,
      labels,
      createdAt,
      ...(roleArn && withRole.has(name)
        ? { annotations: { 'eks.amazonaws.com/role-arn': roleArn } }
        : {}),
    })),
    workloads: daemonSetsOf(addon, known.workloads).map(workload => ({
      kind: workload.kind,
      namespace: addon.namespace,
      name: workload.name,
      serviceAccount: workload.serviceAccount,
      labels,
      createdAt,
      ...(workload.replicas ? { replicas: workload.replicas } : {}),
      ...(workload.hostNetwork ? { hostNetwork: true } : {}),
      ...(workload.kind === 'DaemonSet'
        ? { tolerations: [{ operator: 'Exists' }], os: 'linux' as const }
        : {}),
      ...(addon.name === 'eks-pod-identity-agent'
        ? { affinity: agentAffinity(workload.name.endsWith('-hybrid')) }
        : {}),
      containers: [
        {
          name: workload.name,
          image: fill(workload.image, addon, cluster.region),
        },
      ],
    })),
  };
}

const hybridConfiguration = z.object({
  daemonsets: z.object({ hybrid: z.object({ create: z.literal(true) }) }),
});

/**
 * The agent gets a second DaemonSet for hybrid nodes where its configuration asks for it, from v1.3.3 on (EKS user guide,
 * hybrid-nodes-add-ons).
 */
function daemonSetsOf<W extends { name: string }>(
  { name, version, configurationValues }: Addon,
  workloads: W[],
): W[] {
  const [major, minor, patch] = version
    .replace(/^v/, '')
    .split(/[.-]/)
    .map(Number);
  const recent = major * 1e6 + minor * 1e3 + patch >= 1_003_003;
  return name === 'eks-pod-identity-agent' &&
    recent &&
    hybridConfiguration.safeParse(parse(configurationValues ?? '')).success
    ? workloads.flatMap(each => [
        each,
        { ...each, name: `${each.name}-hybrid` },
      ])
    : workloads;
}

/** The agent's own default: no Fargate, hybrid or Auto Mode nodes (eks-pod-identity-agent, chart values). */
function agentAffinity(hybrid: boolean) {
  return {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: [
          {
            matchExpressions: [
              { key: 'kubernetes.io/os', operator: 'In', values: ['linux'] },
              {
                key: 'kubernetes.io/arch',
                operator: 'In',
                values: ['amd64', 'arm64'],
              },
              {
                key: 'eks.amazonaws.com/compute-type',
                ...(hybrid
                  ? { operator: 'In', values: ['hybrid'] }
                  : {
                      operator: 'NotIn',
                      values: ['fargate', 'hybrid', 'auto'],
                    }),
              },
            ],
          },
        ],
      },
    },
  };
}

/**
 * With `addonAnnotation: keep` the annotation outlives the role: reports on what is left after the
 * move contradict each other (terraform-provider-aws#30645).
 */
function annotatedRole(
  cluster: Cluster,
  addon: Addon,
  settings: Pick<Settings, 'addonAnnotation'>,
): string | undefined {
  if (addon.serviceAccountRoleArn) {
    return addon.serviceAccountRoleArn;
  }
  return settings.addonAnnotation === 'keep' &&
    associationsOwnedBy(cluster, addon.arn).length > 0
    ? addon.lastServiceAccountRoleArn
    : undefined;
}
