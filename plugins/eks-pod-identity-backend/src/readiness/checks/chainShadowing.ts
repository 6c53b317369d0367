import {
  AccountFacts,
  Check,
  CheckResult,
  ContainerFacts,
  WorkloadSubject,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { Evidence } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { evidenceOf } from '../evidence';
import {
  CONTAINER_RELATIVE_URI,
  CONTAINER_TOKEN_FILE,
  CONTAINER_URI,
  envOf,
  hasStaticKeys,
  isInjectedWebIdentity,
  WEB_IDENTITY_FILE,
  WEB_IDENTITY_ROLE,
} from '../podEnvironment';
import { defaultSdkJudge } from '../sdk/defaultJudge';
import { currentUsageOf, processesOf } from '../sdk/sources';
import { containersOf, countOf, PlacedContainer } from '../workloadContainers';
import { shadowVariables } from '../../shadowing/variables';
import { carriedShadows } from './carriedShadows';
import { judgeCommand, judgeLoneRole } from './commandShadows';
import { fail, pass, unknown, warn, worstResult } from './results';

/**
 * Nothing that the pod itself carries comes before Pod Identity in the SDK's chain: keys, a profile, the variables of
 * IRSA or of the agent written by hand. The annotation does not shadow it: the webhook is either/or.
 */
export const chainShadowing: Check<'workload'> = {
  id: 'chain-shadowing',
  scope: 'workload',
  title: 'Nothing in the pod shadows Pod Identity',
  needs: [
    'kubernetes: list pods',
    'kubernetes: list deployments, statefulsets, daemonsets, jobs, cronjobs',
  ],
  link: 'https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html',
  run: judge,
};

function judge(workload: WorkloadSubject, facts: AccountFacts): CheckResult {
  const { containers, missing } = containersOf(workload);
  const results = [
    ...containers.flatMap(placed => judgeContainer(workload, placed, facts)),
    ...carriedShadows(
      workload,
      containers,
      proofByUse(workload, facts)?.kind === 'pod-identity',
    ),
  ];
  if (missing.length) {
    results.push(
      unknown('What its containers carry could not be seen in full.', missing),
    );
  }
  return results.length
    ? worstResult(results)
    : pass(
        containers.length
          ? `None of its containers (${countOf(
              containers,
            )}) carries credentials, a profile or hand-written variables of its own.`
          : 'Nothing runs with this service account that could carry credentials of its own.',
      );
}

function judgeContainer(
  workload: WorkloadSubject,
  placed: PlacedContainer,
  facts: AccountFacts,
): CheckResult[] {
  const { container, where, read } = placed;
  const shadow = shadowOf(placed);
  if (shadow) {
    return [
      fail(
        `Container ${container.name}: ${shadow.what}. ${shadow.why}`,
        [
          evidenceOf(
            `container ${container.name}: ${shadow.what}`,
            read,
            where,
          ),
        ],
        remedy(workload, placed, shadow),
      ),
    ];
  }
  return [
    ...judgeCommand(workload, placed),
    ...judgeLoneRole(
      placed,
      proofByUse(workload, facts)?.kind === 'pod-identity',
    ),
    ...judgeUnseen(workload, placed, facts),
  ];
}

/** Keys and profiles may hide in what is not read, unless credentials in use prove that they do not. */
function judgeUnseen(
  workload: WorkloadSubject,
  { container, where, read }: PlacedContainer,
  facts: AccountFacts,
): CheckResult[] {
  const unseen = unseenIn(container);
  if (!unseen.length) {
    return [];
  }
  const proof = proofByUse(workload, facts);
  const evidence = [
    evidenceOf(
      `container ${container.name}: ${unseen
        .map(({ what }) => what)
        .join(', ')}`,
      read,
      where,
    ),
    ...(proof ? [proof.evidence] : []),
  ];
  if (proof?.kind === 'pod-identity') {
    return [
      pass(
        `Container ${container.name} gets Pod Identity in use, so nothing comes before it.`,
        evidence,
      ),
    ];
  }
  // IRSA in use shows that no keys come before it; a profile may still come between it and the container's credentials.
  if (proof && unseen.every(({ holds }) => holds === 'variables')) {
    return [
      warn(
        `Container ${container.name} takes ${unseen[0].what}, which is not read; CloudTrail shows IRSA in use, so no keys are in there, but a profile or a proxy would only show after the move.`,
        evidence,
      ),
    ];
  }
  return [
    unknown(
      `Container ${container.name} takes ${unseen
        .map(({ what }) => what)
        .join(' and ')}, which ${
        unseen.length > 1 ? 'are' : 'is'
      } not read: keys or a profile may be in there.`,
      unseen.map(({ what }) => ({
        what: `${what} of container ${container.name}`,
        reason:
          'contents of Secrets, ConfigMaps and mounted files are never read',
        permission:
          'name AWS_ variables one by one (env instead of envFrom), or let CloudTrail show the credentials in use (cloudtrail:LookupEvents)',
      })),
      evidence,
    ),
  ];
}

/** System properties by which SDKs for Java are told where credentials are (domain source: sdk-notes.md). */
const JAVA_CREDENTIALS =
  /-D(aws\.(?:accessKeyId|secretAccessKey|secretKey|profile|sharedCredentialsFile|webIdentityTokenFile))=/;

/** Variables from which a Java machine or its start script takes options. */
const JAVA_OPTIONS =
  /^(?:JAVA_TOOL_OPTIONS|JDK_JAVA_OPTIONS|_JAVA_OPTIONS|JAVA_OPTS|JAVA_OPTIONS|JAVA_ARGS|JVM_OPTS|CATALINA_OPTS|SPARK_SUBMIT_OPTS|KAFKA_OPTS)$/;

/** Variables that may give a Java machine options: those that are known for it, and any whose value does. */
function javaOptions(container: ContainerFacts) {
  return container.env.filter(
    ({ name, value }) =>
      value !== '' && (JAVA_OPTIONS.test(name) || value?.includes('-Daws.')),
  );
}

/** Variables of the SDKs themselves, which are judged one by one; the others are settings of frameworks. */
const SDKS_OWN = /^AWS_(?!_)/;

interface Shadow {
  what: string;
  why: string;
  /** Names of the variables to remove. */
  remove: string[];
  /** What to remove from the value of the variable, where the rest of it has to stay. */
  option?: string;
}

function shadowOf({
  container,
  pod,
  template,
}: PlacedContainer): Shadow | undefined {
  if (hasStaticKeys(container)) {
    return {
      what: 'AWS_ACCESS_KEY_ID is set',
      why: 'Static keys win over both IRSA and Pod Identity in every SDK, so the move would change nothing.',
      remove: [
        'AWS_ACCESS_KEY_ID',
        'AWS_SECRET_ACCESS_KEY',
        'AWS_SESSION_TOKEN',
      ],
    };
  }
  const profile = shadowVariables
    .filter(({ kind, set }) => kind === 'profile' && set === 'fail')
    .flatMap(({ names }) => names)
    .find(name => envOf(container, name));
  if (profile) {
    return {
      what: `${profile} is set`,
      why: 'A profile is asked before the container in every SDK.',
      remove: [profile],
    };
  }
  const property = javaOptions(container)
    .map(({ name, value }) => ({
      name,
      key: JAVA_CREDENTIALS.exec(value ?? ''),
    }))
    .find(({ key }) => key);
  if (property) {
    return {
      what: `${property.name} sets ${property.key![1]}`,
      why: 'SDKs for Java ask system properties first, and what they name before the container.',
      remove: [property.name],
      option: `-D${property.key![1]}`,
    };
  }
  // On a pod without a controller the spec is its own template; what is the webhook's work is known by its path.
  const byHand = template || !isInjectedWebIdentity(container);
  if (
    envOf(container, WEB_IDENTITY_FILE) &&
    byHand &&
    (template || pod !== undefined)
  ) {
    return {
      what: `${WEB_IDENTITY_FILE} is written into the ${
        template ? 'template' : 'pod'
      }`,
      why: 'Almost every SDK takes a web identity before the container, so IRSA (or an error) stays in force.',
      remove: [WEB_IDENTITY_FILE, WEB_IDENTITY_ROLE],
    };
  }
  const setting = shadowVariables
    .filter(({ names, set }) => set === 'fail' && !SDKS_OWN.test(names[0]))
    .flatMap(row => row.names.map(name => ({ name, row })))
    .find(({ name }) => envOf(container, name));
  if (setting) {
    return {
      what: `${setting.name} is set`,
      why: setting.row.why,
      remove: [setting.name],
    };
  }
  // The webhook looks for the names alone, so an empty one counts as well (domain source: agent-webhook.md).
  const own = [
    CONTAINER_URI,
    CONTAINER_TOKEN_FILE,
    CONTAINER_RELATIVE_URI,
  ].find(name => container.env.some(env => env.name === name));
  if (own && (template || own === CONTAINER_RELATIVE_URI)) {
    return {
      what: `${own} is written into the ${template ? 'template' : 'pod'}`,
      why:
        own === CONTAINER_RELATIVE_URI
          ? 'SDKs then ask the endpoint of ECS instead of the agent.'
          : 'The webhook then adds neither of its two variables.',
      remove: [own],
    };
  }
  return undefined;
}

interface Unseen {
  what: string;
  /** `files` may hold profiles, which SDKs ask after a web identity and before the container. */
  holds: 'variables' | 'files';
}

/** Where keys or a profile may hide that is not read. */
function unseenIn(container: ContainerFacts): Unseen[] {
  const config = envOf(container, 'AWS_CONFIG_FILE');
  const mounts = container.volumeMounts.filter(({ mountPath }) =>
    /(^|\/)\.aws(\/|$)/.test(mountPath),
  );
  return [
    ...container.envFrom.map(
      (name): Unseen => ({ what: `envFrom ${name}`, holds: 'variables' }),
    ),
    ...javaOptions(container)
      .filter(({ value }) => value === undefined)
      .map(
        ({ name }): Unseen => ({
          what: `variable ${name}`,
          holds: 'variables',
        }),
      ),
    ...(config ? [{ what: 'AWS_CONFIG_FILE', holds: 'files' as const }] : []),
    ...mounts.map(
      ({ name, mountPath }): Unseen => ({
        what: `volume ${name} at ${mountPath}`,
        holds: 'files',
      }),
    ),
  ];
}

/**
 * Credentials in use by these very pods: Pod Identity proves that nothing comes before it, IRSA that no keys do (except
 * with .NET, whose older chain asks for a web identity first). Where several containers or controllers may have asked,
 * CloudTrail does not tell which of them it was.
 */
function proofByUse(
  workload: WorkloadSubject,
  facts: AccountFacts,
): { kind: 'irsa' | 'pod-identity'; evidence: Evidence } | undefined {
  if (processesOf(workload, defaultSdkJudge())?.size !== 1) {
    return undefined;
  }
  const uses = currentUsageOf(facts, workload);
  const use =
    uses.find(({ kind }) => kind === 'pod-identity') ??
    (workload.sdk.sdks.some(({ sdk }) => sdk === 'dotnet')
      ? undefined
      : uses.find(({ kind }) => kind === 'irsa'));
  return (
    use && {
      kind: use.kind as 'irsa' | 'pod-identity',
      evidence: {
        what: `${
          use.kind === 'irsa' ? 'IRSA' : 'Pod Identity'
        } in use with role ${use.roleArn}`,
        source: 'cloudtrail',
        where: `CloudTrail event ${use.eventId} in ${use.region}`,
        readAt: use.at,
      },
    }
  );
}

/** What `kubectl set env` can change: templates of Jobs, and pods, are immutable. */
const CHANGEABLE = [
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'CronJob',
  'ReplicaSet',
  'ReplicationController',
];

/** Their pods have to be created again; other kinds take a new template. */
const IMMUTABLE = ['Job', 'Pod'];

/** What brings permissions of its own, which the role has to have as well. */
const GRANTING = /KEY|PROFILE|key|[pP]rofile|CredentialsFile/;

function remedy(
  { namespace, cluster }: WorkloadSubject,
  { container, object }: PlacedContainer,
  { remove: names, option }: Shadow,
) {
  const { kind, name } = object;
  const what = option ? `${option} from ${names[0]}` : names[0];
  const place = `container ${container.name} of ${kind} ${namespace}/${name}`;
  return {
    summary: `Remove ${what} in ${place}.`,
    steps: [
      ...(option
        ? [`Remove only ${what} in ${place}; its other options stay.`]
        : [removal()]),
      ...(IMMUTABLE.includes(kind)
        ? [
            `Delete ${kind} ${namespace}/${name} and create it again: it can't be changed.`,
          ]
        : []),
      'Make the change in the chart or manifest that it is deployed from, or it comes back.',
      ...(GRANTING.test(option ?? names[0])
        ? [
            'Make sure that the role allows what the keys or the profile allow now.',
          ]
        : []),
    ],
  };

  function removal(): string {
    return CHANGEABLE.includes(kind)
      ? `kubectl --context ${
          cluster.name
        } -n ${namespace} set env ${kind.toLowerCase()}/${name} -c ${
          container.name
        } ${names.map(variable => `${variable}-`).join(' ')}`
      : `Remove ${names.join(', ')} in ${place}.`;
  }
}
