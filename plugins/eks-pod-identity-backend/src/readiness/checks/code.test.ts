import { SdkEvidence } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { all, deniedPart, migrated } from '../__testUtils__/changes';
import { describeCheck } from '../__testUtils__/describeCheck';
import { denied } from '../__testUtils__/sights';
import {
  container,
  oldSdk,
  podIdentityEnv,
  sdk,
  usage,
  webIdentityEnv,
  World,
} from '../__testUtils__/world';

const sdks =
  (verdict: World['source']['verdict'], ...list: Partial<SdkEvidence>[]) =>
  ({ source }: World) => {
    source.verdict = verdict;
    source.sdks = list.map(more => sdk(more));
  };
const agentOf = (version: string) =>
  `Boto3/${version} md/Botocore#${version} ua/2.0 os/linux#5.10 md/arch#x86_64 lang/python#3.11.4`;
const seenRunning = (version: string) => (world: World) => {
  world.usage.push(usage({ userAgent: agentOf(version) }));
};
const ipv6 = ({ cluster }: World) => {
  cluster.ipFamily = 'ipv6';
};
const unclaimed = ({ service }: World) => {
  service.annotations = {};
};
const image =
  (name: string) =>
  ({ pod, deployment }: World) => {
    pod.containers = [container(webIdentityEnv, { image: name })];
    deployment.containers = [container({}, { image: name })];
  };
const unreadable = ({ service }: World) => {
  service.source = denied('integrations.github');
};
const withoutRepository = ({ service }: World) => {
  service.source = {
    seen: false,
    why: 'absent',
    reason: 'it has no source location',
  };
};
const untold = sdks('unknown', {
  supportsPodIdentity: null,
  version: undefined,
  range: '>=1.20',
});

const sidecar =
  (name: string) =>
  ({ pod, deployment }: World) => {
    pod.containers.push(
      container(webIdentityEnv, { name: 'side', image: name }),
    );
    deployment.containers.push(container({}, { name: 'side', image: name }));
  };
const leaveAlone =
  (names: string) =>
  ({ pod, deployment }: World) => {
    const annotations = { 'eks.amazonaws.com/skip-containers': names };
    pod.annotations = annotations;
    deployment.templateAnnotations = annotations;
  };

describeCheck('sdk-version', 'workload', [
  ['pass', 'the lockfile has a version that is new enough', () => {}],
  [
    'fail',
    'the lockfile has one that is too old',
    sdks('too-old', oldSdk),
    /is too old: Pod Identity needs 1\.34\.41 or later/,
  ],
  [
    'fail',
    'one of two SDKs is too old',
    sdks('too-old', {}, { ...oldSdk, sdk: 'js-v2', package: 'aws-sdk' }),
  ],
  [
    'pass',
    'only a development dependency is too old',
    sdks('supported', {}, { ...oldSdk, sdk: 'js-v2', scope: 'development' }),
  ],
  ['unknown', 'only a range is known', untold],
  ['unknown', 'no file tells', sdks('unknown')],
  [
    'fail',
    'CloudTrail saw a version that is too old where the lockfile is new enough: running beats written',
    seenRunning('1.31.0'),
    /what runs beats what is written/,
  ],
  [
    'fail',
    'CloudTrail saw a version that is too old, which the sentence says without the id of the event',
    seenRunning('1.31.0'),
    /1\.31\.0 is too old: .* \(seen in CloudTrail\)/,
  ],
  [
    'warn',
    'CloudTrail saw a version that is new enough where the one lockfile is too old',
    all(sdks('too-old', oldSdk), seenRunning('1.35.10')),
    /the next build may bring the old one back/,
  ],
  [
    'pass',
    'CloudTrail saw an older one before the pods started',
    ({ usage: uses }) => {
      uses.push(
        usage({ at: '2026-11-01T00:00:00.000Z', userAgent: agentOf('1.31.0') }),
      );
    },
  ],
  [
    'unknown',
    'CloudTrail may not be read: something older may run than what is written',
    ({ facts }) => {
      facts.usage = denied('cloudtrail:LookupEvents');
    },
  ],
  [
    'pass',
    'CloudTrail is switched off',
    ({ facts }) => {
      facts.usage = {
        seen: false,
        why: 'disabled',
        reason: 'cloudTrail.enabled is false',
      };
    },
  ],
  ['unknown', 'the repository may not be read', unreadable],
  [
    'unknown',
    'the catalog may not be read',
    ({ facts }) => {
      facts.services = denied();
    },
  ],
  ['unknown', 'no entity claims the service account', unclaimed],
  ['unknown', 'it has a role, but no AWS SDK', sdks('no-aws-sdk')],
  [
    'pass',
    'its SBOM tells where the repository does not',
    all(untold, ({ service }) => {
      service.sdkEvidence = [sdk({ source: 'sbom' })];
    }),
  ],
  [
    'fail',
    'its SBOM has one that is too old',
    ({ service }) => {
      service.sdkEvidence = [{ ...oldSdk, source: 'sbom' }];
    },
  ],
  [
    'pass',
    'its owners declare one that is new enough, without a repository',
    all(withoutRepository, ({ service }) => {
      service.annotations['aws.amazon.com/eks-sdk'] = 'js-v3@3.600.0';
    }),
  ],
  [
    'fail',
    'its owners declare one that is too old',
    all(withoutRepository, ({ service }) => {
      service.annotations['aws.amazon.com/eks-sdk'] = 'js-v3@3.490.0';
    }),
  ],
  [
    'fail',
    'its owners declare one that is too old, with a space instead of an @',
    all(withoutRepository, ({ service }) => {
      service.annotations['aws.amazon.com/eks-sdk'] = 'python-boto3 1.26.0';
    }),
  ],
  [
    'unknown',
    'its owners declare no version',
    all(withoutRepository, ({ service }) => {
      service.annotations['aws.amazon.com/eks-sdk'] = 'js-v3';
    }),
  ],
  [
    'fail',
    'it uses JavaScript v2 in an IPv6 cluster',
    all(ipv6, sdks('supported', { sdk: 'js-v2' })),
  ],
  [
    'fail',
    'it uses Java v2 in an IPv6 cluster',
    all(ipv6, sdks('supported', { sdk: 'java-v2' })),
  ],
  [
    'pass',
    'it uses Java v2 in an IPv6 cluster with the variable for it',
    all(ipv6, sdks('supported', { sdk: 'java-v2' }), ({ deployment, pod }) => {
      const mode = { AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE: 'IPv6' };
      deployment.containers = [container(mode)];
      pod.containers = [container({ ...webIdentityEnv, ...mode })];
    }),
  ],
  [
    'unknown',
    'it uses PHP in an IPv6 cluster, of which nobody knows',
    all(ipv6, sdks('supported', { sdk: 'php' })),
    /PHP accepts the IPv6 address/,
  ],
  [
    'unknown',
    'it uses Java v1 in an IPv6 cluster, of which nobody knows',
    all(ipv6, sdks('supported', { sdk: 'java-v1' })),
  ],
  [
    'pass',
    'it uses PHP in an IPv6 cluster, and its pods have been getting Pod Identity for a day',
    all(
      ipv6,
      migrated,
      sdks('supported', { sdk: 'php' }),
      ({ usage: uses }) => {
        uses.push(
          usage({ kind: 'pod-identity', at: '2026-11-17T00:00:01.000Z' }),
        );
      },
    ),
  ],
  [
    'unknown',
    'a container of an image that nobody knows stands beside its own',
    sidecar('registry.example.org/vendor/shipper:3.1'),
    /Image registry\.example\.org\/vendor\/shipper:3\.1 runs beside others/,
  ],
  [
    'pass',
    'a container beside its own is named like the service',
    sidecar('registry.example.org/shop/orders-worker:1'),
  ],
  [
    'pass',
    'a container beside its own is known to call nothing of AWS',
    sidecar('docker.io/istio/proxyv2:1.22.0'),
  ],
  [
    'fail',
    'a container beside its own is a well-known one that is too old',
    sidecar('public.ecr.aws/aws-cli/aws-cli:2.9.1'),
  ],
  [
    'pass',
    'the webhook is told to leave the container beside its own alone',
    all(sidecar('registry.example.org/vendor/shipper:3.1'), leaveAlone('side')),
  ],
  ['pass', 'it uses botocore in an IPv6 cluster', ipv6],
  [
    'pass',
    'its SDK is not known, and its pods have been getting Pod Identity for a day',
    all(migrated, untold, ({ usage: uses }) => {
      uses.push(
        usage({ kind: 'pod-identity', at: '2026-11-17T00:00:01.000Z' }),
      );
    }),
    /for more than a day/,
  ],
  [
    'unknown',
    'its SDK is not known, and its pods have been getting Pod Identity for an hour',
    all(migrated, untold, ({ usage: uses }) => {
      uses.push(
        usage({ kind: 'pod-identity', at: '2026-11-16T01:00:00.000Z' }),
      );
    }),
  ],
  [
    'fail',
    'the image is a well-known one that is too old',
    all(unclaimed, image('registry.k8s.io/external-dns/external-dns:v0.14.0')),
  ],
  [
    'pass',
    'the image is a well-known one that is new enough',
    all(unclaimed, image('registry.k8s.io/external-dns/external-dns:v0.14.1')),
  ],
  [
    'unknown',
    'a container that nobody knows stands beside a well-known image',
    all(unclaimed, ({ pod, deployment }) => {
      const images = [
        'registry.k8s.io/external-dns/external-dns:v0.15.0',
        'registry.example.org/sidecar:1',
      ];
      for (const spec of [pod, deployment]) {
        spec.containers = images.map((name, index) =>
          container(spec === pod ? webIdentityEnv : {}, {
            name: `c${index}`,
            image: name,
          }),
        );
      }
    }),
  ],
]);

describeCheck('image-version', 'workload', [
  ['not-applicable', 'no image is well-known', () => {}],
  [
    'pass',
    'the release works',
    image('quay.io/jetstack/cert-manager-controller:v1.14.0'),
  ],
  [
    'fail',
    'the release before does not',
    image('quay.io/jetstack/cert-manager-controller:v1.13.6'),
    /too old/,
  ],
  [
    'unknown',
    'the tag is latest',
    all(unclaimed, image('quay.io/jetstack/cert-manager-controller:latest')),
    /names no release/,
  ],
  [
    'unknown',
    'there is only a digest',
    all(
      unclaimed,
      image(
        `quay.io/jetstack/cert-manager-controller@sha256:${'a'.repeat(64)}`,
      ),
    ),
  ],
  [
    'pass',
    'the tag is latest, and the lockfile of its service tells',
    all(
      sdks('supported', { sdk: 'go-v1' }),
      image('quay.io/jetstack/cert-manager-controller:latest'),
    ),
  ],
]);

const keys = { AWS_ACCESS_KEY_ID: 'hidden', AWS_SECRET_ACCESS_KEY: 'hidden' };
const inTemplate =
  (variables: Record<string, string>) =>
  ({ deployment, pod }: World) => {
    deployment.containers = [container(variables)];
    pod.containers = [container({ ...webIdentityEnv, ...variables })];
  };
const envFrom = ({ deployment, pod }: World) => {
  deployment.containers = [container({}, { envFrom: ['settings'] })];
  pod.containers = [container(webIdentityEnv, { envFrom: ['settings'] })];
};
const mounted = ({ deployment, pod }: World) => {
  const volumeMounts = [{ name: 'aws', mountPath: '/home/app/.aws' }];
  deployment.containers = [container({}, { volumeMounts })];
  pod.containers = [container(webIdentityEnv, { volumeMounts })];
};
const irsaInUse = ({ usage: uses }: World) => {
  uses.push(usage({ userAgent: agentOf('1.35.0') }));
};

describeCheck('chain-shadowing', 'workload', [
  ['pass', 'its pods carry only what the webhook gave them', () => {}],
  [
    'pass',
    'the annotation is there beside an association: the webhook is either/or',
    migrated,
  ],
  [
    'fail',
    'keys are in the template',
    inTemplate(keys),
    /AWS_ACCESS_KEY_ID is set/,
  ],
  [
    'fail',
    'keys come from a secret by name',
    ({ deployment }) => {
      deployment.containers[0].env.push({
        name: 'AWS_ACCESS_KEY_ID',
        from: 'secretKeyRef',
      });
    },
  ],
  ['pass', 'the key is empty', inTemplate({ AWS_ACCESS_KEY_ID: '' })],
  ['fail', 'a profile is set', inTemplate({ AWS_PROFILE: 'orders' })],
  [
    'fail',
    'a credentials file is set',
    inTemplate({ AWS_SHARED_CREDENTIALS_FILE: '/x' }),
  ],
  [
    'fail',
    "IRSA's variables are written into the template",
    inTemplate(webIdentityEnv),
  ],
  [
    'fail',
    "the agent's address is written into the template",
    inTemplate(podIdentityEnv),
  ],
  [
    'fail',
    'options of Java name a profile',
    inTemplate({ JAVA_TOOL_OPTIONS: '-Xmx1g -Daws.profile=prod' }),
    /JAVA_TOOL_OPTIONS sets aws\.profile/,
  ],
  [
    'pass',
    'options of Java name nothing of credentials',
    inTemplate({ JAVA_TOOL_OPTIONS: '-Xmx1g -Daws.region=us-east-1' }),
  ],
  [
    'unknown',
    'options of Java come from where nobody looks',
    ({ deployment }) => {
      deployment.containers[0].env.push({
        name: 'JAVA_OPTS',
        from: 'secretKeyRef',
      });
    },
  ],
  [
    'fail',
    'only the file of the token is written into the template: the webhook then adds neither',
    inTemplate({ AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: '/tmp/token' }),
    /adds neither of its two variables/,
  ],
  [
    'pass',
    "a custom controller is known by its pods alone: what the webhook put there is not its template's",
    ({ deployment, pod }) => {
      Object.assign(deployment, {
        kind: 'Rollout',
        apiVersion: 'argoproj.io/v1alpha1',
        containers: pod.containers,
      });
    },
  ],
  [
    'fail',
    "a custom controller's pods carry a web identity that the webhook did not put there",
    ({ deployment, pod }) => {
      pod.containers = [
        container({ ...webIdentityEnv, AWS_WEB_IDENTITY_TOKEN_FILE: '/own' }),
      ];
      Object.assign(deployment, {
        kind: 'Rollout',
        apiVersion: 'argoproj.io/v1alpha1',
        containers: pod.containers,
      });
    },
  ],
  [
    'fail',
    'a token file of another path stands in a pod: the webhook did not write that',
    ({ pod }) => {
      pod.containers = [
        container({ ...webIdentityEnv, AWS_WEB_IDENTITY_TOKEN_FILE: '/token' }),
      ];
    },
  ],
  [
    'fail',
    'an init container carries keys',
    ({ deployment }) => {
      deployment.containers.push(container(keys, { name: 'init', init: true }));
    },
  ],
  [
    'pass',
    'the container with keys is one that the webhook skips',
    ({ deployment, pod }) => {
      for (const spec of [deployment, pod]) {
        spec.containers.push(container(keys, { name: 'backup' }));
      }
      deployment.templateAnnotations = {
        'eks.amazonaws.com/skip-containers': 'backup',
      };
      pod.annotations = { 'eks.amazonaws.com/skip-containers': 'backup' };
    },
  ],
  ['unknown', 'variables come by envFrom', envFrom, /envFrom settings/],
  [
    'warn',
    'variables come by envFrom, and IRSA is in use',
    all(envFrom, irsaInUse),
  ],
  [
    'unknown',
    'variables come by envFrom, IRSA is in use, and the SDK is that of .NET, which asks for it before keys',
    all(envFrom, irsaInUse, sdks('supported', { sdk: 'dotnet' })),
  ],
  [
    'pass',
    'variables come by envFrom, and Pod Identity is in use',
    all(migrated, ({ pod, deployment, usage: uses }) => {
      pod.containers = [container(podIdentityEnv, { envFrom: ['settings'] })];
      deployment.containers = [container({}, { envFrom: ['settings'] })];
      uses.push(usage({ kind: 'pod-identity' }));
    }),
  ],
  ['unknown', 'a folder .aws is mounted', mounted],
  [
    'unknown',
    'a folder .aws is mounted and IRSA is in use: a profile comes after that',
    all(mounted, irsaInUse),
  ],
  [
    'fail',
    'the image sets a profile',
    ({ source }) => {
      source.imageEnvironment = [
        {
          name: 'AWS_PROFILE',
          evidence: {
            what: 'ENV AWS_PROFILE',
            source: 'repository',
            where: 'Dockerfile:3',
          },
        },
      ];
    },
  ],
  [
    'pass',
    'the image sets a region',
    ({ source }) => {
      source.imageEnvironment = [
        {
          name: 'AWS_REGION',
          evidence: {
            what: 'ENV AWS_REGION',
            source: 'repository',
            where: 'Dockerfile:3',
          },
        },
      ];
    },
  ],
  ['unknown', 'pods may not be listed', deniedPart('pods')],
  ['unknown', 'controllers may not be listed', deniedPart('controllers')],
]);

const found = {
  what: 'fromTokenFile',
  evidence: {
    what: 'fromTokenFile()',
    source: 'repository' as const,
    where: 'src/s3.ts:7',
  },
};

describeCheck('credential-provider-in-code', 'workload', [
  ['pass', 'nothing was found', () => {}],
  [
    'fail',
    'the code asks for a web identity',
    ({ source }) => {
      source.explicitProviders = [found];
    },
    /asks for a web identity itself/,
  ],
  [
    'fail',
    'the code asks for the role of the node',
    ({ source }) => {
      source.explicitProviders = [{ ...found, kind: 'node-role' }];
    },
    /node's role/,
  ],
  [
    'unknown',
    'the code could not be searched in full',
    ({ source }) => {
      source.searchGap = 'the repository has more files than are read';
    },
  ],
  ['unknown', 'the repository may not be read', unreadable],
  ['unknown', 'no entity claims the service account', unclaimed],
  [
    'not-applicable',
    'a well-known image of an entity without a repository works',
    all(withoutRepository, image('ghcr.io/kedacore/keda:2.13.0')),
  ],
]);
