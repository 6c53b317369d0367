import {
  KubernetesFacts,
  Sight,
} from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { assess, AssessOptions } from '../assess';
import { denied, sighted } from './sights';
import {
  ACCOUNT,
  addon,
  association,
  container,
  controller,
  createWorld,
  oidcStatement,
  pod,
  podIdentityEnv,
  podIdentityStatement,
  policyText,
  REGION,
  role,
  roleArn,
  World,
} from './world';

/** One change of the world. */
export type Change = (world: World) => void;

/** The workload orders/api gets its association; its pod still has what it had. */
export const associated: Change = world => {
  world.associations.push(association());
};

/** The move is done: association, and a pod that started after it with its variables. */
export const migrated: Change = world => {
  associated(world);
  world.pod.containers = [container(podIdentityEnv)];
  world.pod.createdAt = '2026-11-16T00:00:00.000Z';
};

/** A part of the Kubernetes API that may not be read. */
export function deniedPart(part: keyof KubernetesFacts): Change {
  return ({ cluster }) => {
    const kubernetes = cluster.kubernetes as Extract<
      typeof cluster.kubernetes,
      { seen: true }
    >;
    kubernetes.value = {
      ...kubernetes.value,
      [part]: denied(`kubernetes: list ${part}`),
    };
  };
}

/** Several changes, one after the other. */
export function all(...changes: Change[]): Change {
  return world => changes.forEach(change => change(world));
}

export const noKubernetes: Change = ({ cluster }) => {
  cluster.kubernetes = denied('eks:AccessKubernetesApi');
};

/** Sight of a list in the world, replaced as a whole. */
export function unseen<T>(): Sight<T> {
  return denied();
}

/** Add-on aws-ebs-csi-driver with an IRSA role, its service account, controller and pod. */
export const withEbs: Change = world => {
  const arn = roleArn('ebs');
  world.addons.push(
    addon('aws-ebs-csi-driver', {
      version: 'v1.38.1-eksbuild.1',
      serviceAccountRoleArn: arn,
      podIdentityConfiguration: sighted([
        {
          serviceAccount: 'ebs-csi-controller-sa',
          recommendedManagedPolicies: [
            'arn:aws:iam::aws:policy/service-role/AmazonEBSCSIDriverPolicy',
          ],
        },
      ]),
      versions: sighted([
        {
          version: 'v1.38.1-eksbuild.1',
          requiresIamPermissions: true,
          computeTypes: ['ec2'],
          defaultVersion: true,
        },
      ]),
    }),
  );
  world.roles.push(
    role('ebs', {
      trustPolicy: policyText(
        oidcStatement('kube-system', 'ebs-csi-controller-sa'),
        podIdentityStatement,
      ),
      policies: sighted(
        [
          {
            name: 'AmazonEBSCSIDriverPolicy',
            arn: 'arn:aws:iam::aws:policy/service-role/AmazonEBSCSIDriverPolicy',
            kind: 'attached' as const,
            document: policyText({
              Effect: 'Allow',
              Action: 'ec2:CreateSnapshot',
              Resource: '*',
            }),
          },
        ],
        'iam',
      ),
    }),
  );
  world.serviceAccounts.push({
    namespace: 'kube-system',
    name: 'ebs-csi-controller-sa',
    annotations: { 'eks.amazonaws.com/role-arn': arn },
    labels: {},
  });
  const image = 'public.ecr.aws/ebs-csi-driver/aws-ebs-csi-driver:v1.38.1';
  world.controllers.push(
    controller({
      namespace: 'kube-system',
      name: 'ebs-csi-controller',
      serviceAccount: 'ebs-csi-controller-sa',
      templateLabels: { app: 'ebs-csi-controller' },
      containers: [container({}, { name: 'ebs-plugin', image })],
    }),
  );
  world.pods.push(
    pod({
      namespace: 'kube-system',
      name: 'ebs-csi-controller-1',
      uid: 'uid-ebs',
      serviceAccount: 'ebs-csi-controller-sa',
      labels: { app: 'ebs-csi-controller' },
      owner: {
        kind: 'Deployment',
        name: 'ebs-csi-controller',
        apiVersion: 'apps/v1',
      },
      containers: [
        container(
          {
            AWS_ROLE_ARN: arn,
            AWS_WEB_IDENTITY_TOKEN_FILE:
              '/var/run/secrets/eks.amazonaws.com/serviceaccount/token',
          },
          { name: 'ebs-plugin', image },
        ),
      ],
    }),
  );
};

/** The add-on aws-ebs-csi-driver after its move: it owns its association, and its pod carries it. */
export const withMigratedEbs: Change = world => {
  withEbs(world);
  const driver = world.addons.find(
    ({ name }) => name === 'aws-ebs-csi-driver',
  )!;
  delete driver.serviceAccountRoleArn;
  const own = association({
    id: 'a-0000000000000ebs1',
    namespace: 'kube-system',
    serviceAccount: 'ebs-csi-controller-sa',
    roleArn: roleArn('ebs'),
    ownerArn: driver.arn,
  });
  driver.podIdentityAssociationArns = [own.arn];
  world.associations.push(own);
  const running = world.pods.find(
    ({ name }) => name === 'ebs-csi-controller-1',
  )!;
  running.createdAt = '2026-11-16T00:00:00.000Z';
  running.containers = [
    container(podIdentityEnv, {
      name: 'ebs-plugin',
      image: running.containers[0].image,
    }),
  ];
  const account = world.serviceAccounts.find(
    ({ name }) => name === 'ebs-csi-controller-sa',
  )!;
  account.annotations = {};
};

export const clusterArn = (name: string) =>
  `arn:aws:eks:${REGION}:${ACCOUNT}:cluster/${name}`;

/** Judges the world after some changes. */
export async function judge(
  change: Change = () => {},
  options?: AssessOptions,
) {
  const world = createWorld();
  change(world);
  const assessment = await assess(world.facts, options);
  const workload = assessment.workloads.find(
    ({ namespace, serviceAccount }) =>
      namespace === 'orders' && serviceAccount === 'api',
  )!;
  const addonNamed = (name: string) =>
    assessment.addons.find(entry => entry.name === name)!;
  return { world, assessment, workload, addonNamed };
}
