import { TerraformFacts } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import { all, withEbs, withMigratedEbs } from '../__testUtils__/changes';
import { describeCheck } from '../__testUtils__/describeCheck';
import { denied, sighted } from '../__testUtils__/sights';
import {
  addon,
  association,
  oidcStatement,
  policyText,
  roleArn,
  rolePolicy,
  World,
} from '../__testUtils__/world';

const EBS = { addon: 'aws-ebs-csi-driver' };
const driver = ({ addons }: World) =>
  addons.find(({ name }) => name === 'aws-ebs-csi-driver')!;
const ebs = (change: (world: World) => void = () => {}) => all(withEbs, change);
const associationsDenied = ({ cluster }: World) => {
  cluster.associations = denied('eks:ListPodIdentityAssociations');
};

describeCheck('addon-supports-pod-identity', EBS, [
  ['pass', 'its version names the service account', ebs()],
  [
    'fail',
    'its version offers none',
    ebs(world => {
      driver(world).podIdentityConfiguration = sighted([]);
    }),
    /Pod Identity feature is not supported/,
  ],
  [
    'fail',
    'its own association is for another service account',
    world => {
      withMigratedEbs(world);
      world.associations[0].serviceAccount = 'ebs-csi-node-sa';
    },
    /does not name/,
  ],
  [
    'pass',
    'its version offers none, and an association stands beside it',
    ebs(world => {
      driver(world).podIdentityConfiguration = sighted([]);
      world.associations.push(
        association({
          namespace: 'kube-system',
          serviceAccount: 'ebs-csi-controller-sa',
          roleArn: roleArn('ebs'),
        }),
      );
    }),
  ],
  [
    'unknown',
    'its configuration may not be read',
    ebs(world => {
      driver(world).podIdentityConfiguration = denied(
        'eks:DescribeAddonConfiguration',
      );
    }),
  ],
]);

describeCheck('addon-identity', EBS, [
  ['pass', 'it uses IRSA', ebs()],
  ['pass', 'it uses Pod Identity', withMigratedEbs],
  [
    'warn',
    'it has both',
    world => {
      withMigratedEbs(world);
      driver(world).serviceAccountRoleArn = roleArn('ebs');
    },
    /still the IRSA role/,
  ],
  [
    'fail',
    'it has neither, and wants a role',
    ebs(world => {
      delete driver(world).serviceAccountRoleArn;
    }),
    /role of the nodes/,
  ],
  [
    'unknown',
    'it has neither, and what it wants may not be read',
    ebs(world => {
      delete driver(world).serviceAccountRoleArn;
      driver(world).podIdentityConfiguration = denied();
      driver(world).versions = denied();
    }),
  ],
  ['unknown', 'associations may not be listed', ebs(associationsDenied)],
]);

describeCheck('addon-identity', { addon: 'coredns' }, [
  [
    'not-applicable',
    'it needs no role and has none',
    ({ addons }) => {
      addons.push(addon('coredns'));
    },
  ],
  [
    'fail',
    'it needs no role and has one',
    ({ addons }) => {
      addons.push(
        addon('coredns', { serviceAccountRoleArn: roleArn('orders') }),
      );
    },
    /takes none/,
  ],
]);

describeCheck('addon-policy', EBS, [
  ['pass', 'the recommended policy is attached', ebs()],
  [
    'warn',
    'another policy is attached',
    ebs(({ roles }) => {
      roles.find(({ name }) => name === 'ebs')!.policies = sighted([
        rolePolicy('mine', []),
      ]);
    }),
  ],
  [
    'fail',
    'the role has no policies',
    ebs(({ roles }) => {
      roles.find(({ name }) => name === 'ebs')!.policies = sighted([]);
    }),
  ],
  [
    'unknown',
    'policies may not be read',
    ebs(({ roles }) => {
      roles.find(({ name }) => name === 'ebs')!.policies = denied();
    }),
  ],
  [
    'unknown',
    'roles may not be listed',
    ebs(({ facts }) => {
      facts.iam.roles = denied('iam:ListRoles');
    }),
  ],
  [
    'not-applicable',
    'it has no role',
    ebs(world => {
      delete driver(world).serviceAccountRoleArn;
    }),
  ],
]);

describeCheck('addon-health', EBS, [
  ['pass', 'it is active', ebs()],
  [
    'warn',
    'it is being updated',
    ebs(world => {
      driver(world).status = 'UPDATING';
    }),
  ],
  [
    'fail',
    'its creation failed',
    ebs(world => {
      driver(world).status = 'CREATE_FAILED';
    }),
  ],
  [
    'fail',
    'it has an issue',
    ebs(world => {
      driver(world).health = [
        {
          code: 'ConfigurationConflict',
          message: 'Conflicts found',
          resourceIds: [],
        },
      ];
    }),
    /ConfigurationConflict/,
  ],
]);

const evidence = {
  what: 'HCL',
  source: 'repository' as const,
  where: 'eks.tf:10',
};
const code =
  (
    more: Partial<TerraformFacts>,
    hasServiceAccountRole = true,
    clusterName?: string,
  ) =>
  (world: World) => {
    withEbs(world);
    world.facts.platformTerraform.push({
      modules: [
        {
          name: 'eks',
          source: 'terraform-aws-modules/eks/aws',
          version: '20.33.1',
          evidence,
        },
      ],
      providers: [],
      addons: [
        {
          name: 'aws-ebs-csi-driver',
          through: 'module',
          hasServiceAccountRole,
          hasPodIdentityAssociation: !hasServiceAccountRole,
          evidence,
          ...(clusterName ? { clusterName } : {}),
        },
      ],
      associations: [],
      supportsAddonPodIdentityAssociation: true,
      reason: 'module 20.33.1',
      ...more,
    });
  };

const unfollowed =
  (more: { addonName?: string; clusterName?: string } = {}) =>
  (world: World) => {
    withEbs(world);
    world.facts.platformTerraform.push({
      modules: [],
      providers: [],
      addons: [],
      associations: [],
      supportsAddonPodIdentityAssociation: null,
      reason: 'No module is known.',
      unfollowed: [{ ...more, evidence }],
    });
  };
const undetermined = code({
  addons: [
    {
      name: 'aws-ebs-csi-driver',
      through: 'resource',
      hasServiceAccountRole: null,
      hasPodIdentityAssociation: null,
      evidence,
    },
  ],
});

describeCheck('addon-terraform-version', EBS, [
  ['not-applicable', 'no code manages it', ebs()],
  ['pass', 'the module knows the block', code({})],
  [
    'fail',
    'the module is below 20.29',
    code({
      supportsAddonPodIdentityAssociation: false,
      reason: 'module 20.28.0 is below 20.29.0.',
    }),
    /20\.28\.0/,
  ],
  [
    'unknown',
    'the versions are open',
    code({
      supportsAddonPodIdentityAssociation: null,
      reason: 'no version is fixed.',
    }),
  ],
  [
    'not-applicable',
    'the code is that of another cluster',
    code({}, true, 'other'),
  ],
  [
    'unknown',
    'its tags say Terraform, and no code was found',
    ebs(world => {
      driver(world).tags = { ManagedBy: 'terraform' };
    }),
  ],
  ['unknown', "code that can't be followed sets add-ons", unfollowed()],
  [
    'unknown',
    "code that can't be followed sets it",
    unfollowed({ addonName: 'aws-ebs-csi-driver' }),
    /can't be determined/,
  ],
  [
    'not-applicable',
    "code that can't be followed sets another one",
    unfollowed({ addonName: 'coredns' }),
  ],
  [
    'not-applicable',
    "code that can't be followed is that of another cluster",
    unfollowed({ clusterName: 'other' }),
  ],
  [
    'pass',
    "code that names it and the cluster stands beside code that can't be followed",
    all(unfollowed(), world => {
      code({}, true, world.cluster.name)(world);
    }),
  ],
  [
    'unknown',
    "code that may be another cluster's stands beside code that can't be followed",
    all(unfollowed(), code({})),
  ],
  [
    'fail',
    'its own module is too old, whatever the rest of the code is',
    code({
      addons: [
        {
          name: 'aws-ebs-csi-driver',
          through: 'module',
          hasServiceAccountRole: true,
          hasPodIdentityAssociation: false,
          support: { supports: false, reason: 'module 20.28.0 is too old.' },
          evidence,
        },
      ],
    }),
    /20\.28\.0/,
  ],
  [
    'unknown',
    "the platform's repository may not be read",
    ebs(({ services }) => {
      services.push({
        entityRef: 'component:default/platform',
        name: 'platform',
        annotations: {},
        labels: {},
        source: denied(),
      });
    }),
  ],
  [
    'unknown',
    'the catalog may not be read',
    ebs(({ facts }) => {
      facts.services = denied();
    }),
  ],
]);

describeCheck('addon-terraform-empty-role', EBS, [
  ['unknown', "code that can't be followed sets add-ons", unfollowed()],
  [
    'unknown',
    'whether the code still sets the role depends on values that are not there',
    undetermined,
    /service_account_role_arn can't be determined/,
  ],
  [
    'pass',
    'the add-on has no role any more, whatever the code says',
    world => {
      undetermined(world);
      delete driver(world).serviceAccountRoleArn;
    },
  ],
  ['not-applicable', 'no code manages it', ebs()],
  [
    'warn',
    'the code still sets the role: removing it in one apply ends in the 403',
    code({}),
    /403/,
  ],
  [
    'fail',
    'the code no longer sets the role and the add-on still has it',
    code({}, false),
    /403 Cross-account pass role is not allowed/,
  ],
  [
    'pass',
    'the add-on has no role any more',
    world => {
      code({}, false)(world);
      delete driver(world).serviceAccountRoleArn;
    },
  ],
]);

describeCheck('role-trust', EBS, [
  ['pass', 'its role admits Pod Identity', ebs()],
  [
    'fail',
    'its role has only the OIDC statement',
    ebs(({ roles }) => {
      roles.find(({ name }) => name === 'ebs')!.trustPolicy = policyText(
        oidcStatement('kube-system', 'ebs-csi-controller-sa'),
      );
    }),
  ],
  [
    'not-applicable',
    'it has no role',
    ebs(world => {
      delete driver(world).serviceAccountRoleArn;
    }),
  ],
]);

describeCheck('role-account', EBS, [
  [
    'fail',
    'its role is of another account',
    ebs(world => {
      driver(world).serviceAccountRoleArn = roleArn('ebs', '444455556666');
    }),
    /Cross-account/,
  ],
]);

describeCheck(
  'sdk-version',
  { workload: 'kube-system/ebs-csi-controller-sa' },
  [
    [
      'pass',
      'EKS offers Pod Identity for its service account',
      ebs(({ pods, controllers }) => {
        for (const { name, containers } of [...pods, ...controllers]) {
          if (name.startsWith('ebs')) {
            containers[0].image = 'registry.example.org/mirror/ebs:1';
          }
        }
      }),
    ],
    [
      'fail',
      'its image is known to be too old, whatever EKS says of the version',
      ebs(({ pods, controllers }) => {
        for (const { name, containers } of [...pods, ...controllers]) {
          if (name.startsWith('ebs')) {
            containers[0].image =
              'public.ecr.aws/ebs-csi-driver/aws-ebs-csi-driver:v1.25.0';
          }
        }
      }),
    ],
  ],
);
