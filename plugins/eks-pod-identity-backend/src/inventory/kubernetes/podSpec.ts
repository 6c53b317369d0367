import type {
  ContainerFacts,
  PodSpecFacts,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { z } from 'zod';
import { matchCommand } from '../../shadowing/command';
import { matchShadows } from '../../shadowing/match';
import { shadowVariable } from '../../shadowing/variables';
import { envFacts } from './secrets';

const envSchema = z.object({
  name: z.string(),
  value: z.string().optional(),
  valueFrom: z
    .object({
      secretKeyRef: z.unknown().optional(),
      configMapKeyRef: z.unknown().optional(),
      fieldRef: z.unknown().optional(),
    })
    .optional(),
});

const containerSchema = z.object({
  name: z.string(),
  image: z.string().default(''),
  env: z.array(envSchema).default([]),
  envFrom: z
    .array(
      z.object({
        configMapRef: z.object({ name: z.string().default('') }).optional(),
        secretRef: z.object({ name: z.string().default('') }).optional(),
      }),
    )
    .default([]),
  volumeMounts: z
    .array(z.object({ name: z.string(), mountPath: z.string() }))
    .default([]),
  command: z.array(z.string()).default([]),
  args: z.array(z.string()).default([]),
});

const requirementSchema = z.object({
  key: z.string(),
  operator: z.string(),
  values: z.array(z.string()).default([]),
});

const volumeSchema = z.looseObject({
  name: z.string(),
  csi: z
    .looseObject({
      driver: z.string().optional(),
      volumeAttributes: z.record(z.string(), z.string()).optional(),
    })
    .optional(),
  projected: z
    .object({
      sources: z
        .array(
          z.object({
            serviceAccountToken: z
              .object({ audience: z.string().optional() })
              .optional(),
          }),
        )
        .default([]),
    })
    .optional(),
});

/** A pod's spec, of a pod or in a template. */
export const podSpecSchema = z.object({
  serviceAccountName: z.string().default(''),
  hostNetwork: z.boolean().default(false),
  nodeSelector: z.record(z.string(), z.string()).default({}),
  nodeName: z.string().optional(),
  affinity: z
    .object({
      nodeAffinity: z
        .object({
          requiredDuringSchedulingIgnoredDuringExecution: z
            .object({
              nodeSelectorTerms: z
                .array(
                  z.object({
                    matchExpressions: z.array(requirementSchema).default([]),
                    matchFields: z.array(requirementSchema).default([]),
                  }),
                )
                .default([]),
            })
            .optional(),
        })
        .optional(),
    })
    .optional(),
  tolerations: z
    .array(
      z.object({
        key: z.string().optional(),
        operator: z.string().optional(),
        value: z.string().optional(),
        effect: z.string().optional(),
      }),
    )
    .default([]),
  os: z.object({ name: z.string() }).optional(),
  containers: z.array(containerSchema).default([]),
  initContainers: z.array(containerSchema).default([]),
  volumes: z.array(volumeSchema).default([]),
});

type PodSpec = z.output<typeof podSpecSchema>;

function containerFacts(
  container: z.output<typeof containerSchema>,
  init: boolean,
  imageIds: ReadonlyMap<string, string>,
): ContainerFacts {
  return {
    name: container.name,
    init,
    image: container.image,
    imageId: imageIds.get(container.name),
    env: container.env.map(envFacts),
    envFrom: container.envFrom.flatMap(({ configMapRef, secretRef }) => [
      ...(configMapRef ? [`configMap/${configMapRef.name}`] : []),
      ...(secretRef ? [`secret/${secretRef.name}`] : []),
    ]),
    volumeMounts: container.volumeMounts,
    ...commandFacts(container),
  };
}

/** What comes before Pod Identity in a container's command, arguments and the values of its variables. */
function commandFacts({
  image,
  command,
  args,
  env,
}: z.output<typeof containerSchema>): Pick<ContainerFacts, 'command'> {
  // The image of the CLI starts it.
  const isCli = command.length === 0 && /(^|\/)aws-cli(:|@|$)/.test(image);
  const { shadows, calls } = matchCommand([
    ...(isCli ? ['aws'] : []),
    ...command,
    ...args,
  ]);
  const found = [
    ...shadows,
    // Variables by their names are facts of their own.
    ...env.flatMap(({ name, value }) =>
      shadowVariable(name) ? [] : matchShadows(value ?? '', 'configuration'),
    ),
  ].map(({ line: _, ...each }) => each);
  return found.length > 0 || calls
    ? { command: { shadows: found, ...(calls ? { calls } : {}) } }
    : {};
}

/** Terms are alternatives: only what stands in every one of them must hold. */
function requiredLabels(spec: PodSpec): PodSpecFacts['requiredNodeLabels'] {
  const [first, ...others] =
    spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution
      ?.nodeSelectorTerms ?? [];
  if (!first) {
    return [];
  }
  return first.matchExpressions.filter(requirement =>
    others.every(term =>
      term.matchExpressions.some(
        each => JSON.stringify(each) === JSON.stringify(requirement),
      ),
    ),
  );
}

function affinityTerms(spec: PodSpec): PodSpecFacts['nodeAffinityTerms'] {
  const terms =
    spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution
      ?.nodeSelectorTerms;
  return terms?.length
    ? terms.map(({ matchExpressions, matchFields }) => ({
        labels: matchExpressions,
        names: matchFields,
      }))
    : undefined;
}

function volumeKind(volume: z.output<typeof volumeSchema>): string {
  return (
    Object.keys(volume).find(
      key => key !== 'name' && volume[key] !== undefined,
    ) ?? 'emptyDir'
  );
}

function tokenAudience(
  volume: z.output<typeof volumeSchema>,
): string | undefined {
  return volume.projected?.sources.find(
    ({ serviceAccountToken }) => serviceAccountToken?.audience,
  )?.serviceAccountToken?.audience;
}

/**
 * A pod's spec as facts.
 * @param imageIds - digests by container, from the pod's status.
 */
export function podSpecFacts(
  spec: PodSpec,
  imageIds: ReadonlyMap<string, string> = new Map(),
): PodSpecFacts {
  return {
    serviceAccount: spec.serviceAccountName || 'default',
    hostNetwork: spec.hostNetwork,
    nodeSelector: spec.nodeSelector,
    requiredNodeLabels: requiredLabels(spec),
    nodeAffinityTerms: affinityTerms(spec),
    tolerations: spec.tolerations,
    os: spec.os?.name,
    containers: [
      ...spec.initContainers.map(each => containerFacts(each, true, imageIds)),
      ...spec.containers.map(each => containerFacts(each, false, imageIds)),
    ],
    volumes: spec.volumes.map(volume => ({
      name: volume.name,
      tokenAudience: tokenAudience(volume),
      kind: volumeKind(volume),
      secretProviderClass:
        volume.csi?.driver === 'secrets-store.csi.k8s.io'
          ? volume.csi.volumeAttributes?.secretProviderClass
          : undefined,
    })),
  };
}
