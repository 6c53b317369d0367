import {
  Check,
  CheckResult,
  ContainerFacts,
  WorkloadSubject,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { evidenceOf } from '../evidence';
import { decides } from '../sdk/summary';
import { containersOf, PlacedContainer } from '../workloadContainers';
import { because, fail, pass, unknown, warn, worstResult } from './results';
import { restartSteps } from '../restartSteps';

const IPV4 = '169.254.170.23';
const IPV6 = '[fd00:ec2::23]';

/** These go around proxies for container credentials on their own (domain source: sdk-notes.md). */
const BYPASSING = [
  'python-botocore',
  'python-boto3',
  'aws-cli-v1',
  'aws-cli-v2',
  'dotnet',
];

/** These understand ranges in NO_PROXY (golang.org/x/net/http/httpproxy), or go around proxies anyway. */
const RANGES = [...BYPASSING, 'go-v1', 'go-v2'];

/** Pods behind a proxy name the agent's addresses in NO_PROXY. */
export const proxyBypass: Check<'workload'> = {
  id: 'proxy-bypass',
  scope: 'workload',
  title: 'Proxies let the agent alone',
  needs: ['kubernetes: list pods'],
  link: 'https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html',
  run: judge,
};

function judge(workload: WorkloadSubject): CheckResult {
  const { containers, missing } = containersOf(workload);
  const results = containers.flatMap(
    placed => judgeContainer(workload, withImage(workload, placed)) ?? [],
  );
  if (missing.length) {
    results.push(
      unknown('Whether its pods use a proxy could not be seen.', missing),
    );
  }
  return results.length
    ? worstResult(results)
    : pass('No proxy is set in its containers.');
}

const PROXIES = /^(?:HTTPS?|ALL|NO)_PROXY$/i;

/** The container with the proxies of its image, before which its own variables come. */
function withImage(
  { services }: WorkloadSubject,
  placed: PlacedContainer,
): PlacedContainer & { onlyByArgument?: boolean } {
  const { container } = placed;
  const own = new Set(container.env.map(({ name }) => name.toUpperCase()));
  const carried = services
    .flatMap(({ source }) => (source.seen ? source.value.imageEnvironment : []))
    .filter(({ name }) => PROXIES.test(name) && !own.has(name.toUpperCase()));
  if (!carried.length) {
    return placed;
  }
  const isProxy = (name: string) => !/^no_proxy$/i.test(name);
  return {
    ...placed,
    container: {
      ...container,
      env: [
        ...container.env,
        ...carried.map(({ name, value, fromArgument }) => ({
          name,
          from: fromArgument ? ('other' as const) : ('value' as const),
          ...(value === undefined ? {} : { value }),
        })),
      ],
    },
    where: `${placed.where}, its image by ${carried[0].evidence.where}`,
    onlyByArgument:
      ![...own].some(name => PROXIES.test(name) && isProxy(name)) &&
      carried.every(({ name, fromArgument }) => !isProxy(name) || fromArgument),
  };
}

function variable(container: ContainerFacts, name: string) {
  return container.env.find(
    env =>
      (env.name === name || env.name === name.toLowerCase()) &&
      env.value !== '',
  );
}

function judgeContainer(
  workload: WorkloadSubject,
  placed: PlacedContainer & { onlyByArgument?: boolean },
): CheckResult | undefined {
  const { container, where, read, onlyByArgument } = placed;
  const proxy = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY']
    .map(name => variable(container, name))
    .find(Boolean);
  if (!proxy) {
    return undefined;
  }
  const exceptions = variable(container, 'NO_PROXY');
  const evidence = [
    evidenceOf(
      `container ${container.name}: ${proxy.name} is set, NO_PROXY ${
        exceptions
          ? exceptions.value ?? `comes from ${exceptions.from}`
          : 'is not'
      }`,
      read,
      where,
    ),
  ];
  if (exceptions && exceptions.value === undefined) {
    return unknown(
      `What NO_PROXY of container ${container.name} holds could not be seen.`,
      [
        {
          what: `NO_PROXY of container ${container.name}`,
          reason: `it comes from ${exceptions.from}, which is not read`,
        },
      ],
      evidence,
    );
  }
  if (onlyByArgument && !exceptions) {
    return because(
      'proxy-bypass.build-argument',
      { container: container.name, variable: proxy.name },
      unknown(
        `${proxy.name} of container ${container.name} is that of a build argument: whether its image has a proxy is not known.`,
        [
          {
            what: `${proxy.name} of the image`,
            reason: 'it is set by the build',
            permission: `NO_PROXY with ${IPV4},${IPV6} in the manifest`,
          },
        ],
        evidence,
      ),
    );
  }
  const address = workload.cluster.ipFamily === 'ipv6' ? IPV6 : IPV4;
  switch (coverage(exceptions?.value ?? '', address)) {
    case 'named':
      return pass(
        `Container ${container.name} goes around its proxy for ${address}.`,
        evidence,
      );
    case 'range':
      return (onlySdks(workload, RANGES) ? warn : fail)(
        `NO_PROXY of container ${container.name} names the agent only by a range, which not every HTTP client understands.`,
        evidence,
        remedy(workload, placed),
      );
    default:
      return onlySdks(workload, BYPASSING)
        ? warn(
            `Container ${container.name} uses a proxy without an exception for ${address}; its SDK goes around proxies for these credentials.`,
            evidence,
            remedy(workload, placed),
          )
        : fail(
            `Container ${container.name} sends requests to the agent (${address}) to its proxy: NO_PROXY does not name it.`,
            evidence,
            remedy(workload, placed),
          );
  }
}

function coverage(
  noProxy: string,
  address: string,
): 'named' | 'range' | 'none' {
  const bare = address.replace(/[[\]]/g, '');
  const entries = noProxy.split(/[,\s]+/).filter(Boolean);
  if (
    entries.some(entry =>
      ['*', address, bare, `${bare}/32`, `${bare}/128`].includes(entry),
    )
  ) {
    return 'named';
  }
  const ranges =
    address === IPV6
      ? /^fd00:ec2:.*\/\d+$/
      : /^(169\.254\.(0\.0\/16|170\.0\/24)|\.?169\.254\.(\*|170\.)?\*?)$/;
  return entries.some(entry => ranges.test(entry)) ? 'range' : 'none';
}

/** Whether every SDK that counts is known and one of those. */
function onlySdks({ sdk }: WorkloadSubject, ids: string[]): boolean {
  const counting = sdk.sdks.filter(decides);
  return (
    sdk.verdict === 'supported' &&
    counting.length > 0 &&
    counting.every(({ sdk: id }) => ids.includes(id))
  );
}

function remedy(
  workload: WorkloadSubject,
  { container, object }: PlacedContainer,
) {
  const { namespace, cluster } = workload;
  return {
    summary: 'Name both addresses of the agent in NO_PROXY and no_proxy.',
    steps: [
      `Add ${IPV4},${IPV6} to NO_PROXY and no_proxy of container ${container.name} of ${object.kind} ${namespace}/${object.name} (${cluster.name}).`,
      ...restartSteps(workload),
    ],
    link: 'https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html',
  };
}
