import { TerraformFacts } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';
import {
  all,
  associated,
  deniedPart,
  migrated,
  withEbs,
  withMigratedEbs,
} from '../__testUtils__/changes';
import { describeCheck } from '../__testUtils__/describeCheck';
import { denied, sighted } from '../__testUtils__/sights';
import {
  association,
  container,
  pod,
  podIdentityStatement,
  policyText,
  role,
  roleArn,
  rolePolicy,
  World,
} from '../__testUtils__/world';

const associationsDenied = ({ cluster }: World) => {
  cluster.associations = denied('eks:ListPodIdentityAssociations');
};

describeCheck('association', 'workload', [
  ['not-applicable', 'there is none yet', () => {}],
  ['pass', 'it is there', associated],
  [
    'fail',
    'pods carry Pod Identity and it is gone',
    all(migrated, ({ associations }) => {
      associations.length = 0;
    }),
    /lose their credentials/,
  ],
  [
    'warn',
    'its service account is not in the cluster',
    world => {
      associated(world);
      world.serviceAccounts.splice(0, 1);
      world.pods.splice(0, 1);
      world.controllers.splice(0, 1);
    },
  ],
  ['unknown', 'associations may not be listed', associationsDenied],
]);

describeCheck('association-role', 'workload', [
  ['not-applicable', 'there is no association yet', () => {}],
  ['pass', 'association and annotation name one role', associated],
  [
    'fail',
    'they name different roles',
    world => {
      world.associations.push(association({ roleArn: roleArn('other') }));
      world.roles.push(
        role('other', { policies: sighted([rolePolicy('own', [])]) }),
      );
    },
    /other permissions/,
  ],
  [
    'pass',
    'they name different roles with the same policies',
    world => {
      world.associations.push(association({ roleArn: roleArn('other') }));
      world.roles.push(role('other'));
    },
  ],
  [
    'pass',
    "the annotation's role is the target role",
    world => {
      world.associations.push(
        association({
          roleArn: roleArn('other'),
          targetRoleArn: roleArn('orders'),
        }),
      );
    },
  ],
  [
    'warn',
    'the pods have moved, and the annotation that is left names another',
    world => {
      migrated(world);
      world.account.annotations = {
        'eks.amazonaws.com/role-arn': roleArn('old'),
      };
    },
  ],
  [
    'unknown',
    'only the summary of the association could be read',
    world => {
      world.associations.push(association({ roleArn: undefined }));
    },
  ],
  [
    'unknown',
    'service accounts may not be listed',
    all(associated, deniedPart('serviceAccounts')),
  ],
]);

const terraform = (more: Partial<TerraformFacts>) => (world: World) => {
  world.facts.platformTerraform.push({
    modules: [],
    providers: [],
    addons: [],
    associations: [],
    supportsAddonPodIdentityAssociation: true,
    reason: 'provider 5.80.0',
    ...more,
  });
};
const evidence = {
  what: 'HCL',
  source: 'repository' as const,
  where: 'eks.tf:10',
};
const resource = terraform({
  associations: [
    {
      namespace: 'kube-system',
      serviceAccount: 'ebs-csi-controller-sa',
      evidence,
    },
  ],
});
const block = terraform({
  addons: [
    {
      name: 'aws-ebs-csi-driver',
      through: 'module',
      hasServiceAccountRole: false,
      hasPodIdentityAssociation: true,
      evidence,
    },
  ],
});
const handMade = (world: World) => {
  world.associations.push(
    association({
      namespace: 'kube-system',
      serviceAccount: 'ebs-csi-controller-sa',
      roleArn: roleArn('ebs'),
    }),
  );
};
const platformUnread = ({ services }: World) => {
  services.push({
    entityRef: 'component:default/platform',
    name: 'platform',
    annotations: {},
    labels: {},
    source: denied(),
  });
};

describeCheck(
  'association-duplicate',
  { workload: 'kube-system/ebs-csi-controller-sa' },
  [
    ['not-applicable', 'nothing makes one', withEbs],
    ['pass', 'the add-on owns it', withMigratedEbs],
    [
      'fail',
      'the add-on owns it, and a Terraform resource makes one too',
      all(withMigratedEbs, resource),
      /claimed twice/,
    ],
    [
      'fail',
      "a Terraform resource and the add-on's block make one each",
      all(withEbs, resource, block),
    ],
    [
      'fail',
      "one was made by hand, and the add-on's block makes another",
      all(withEbs, handMade, block),
      /Association already exists/,
    ],
    [
      'pass',
      'one was made by hand and nothing else makes one',
      all(withEbs, handMade),
    ],
    [
      'unknown',
      'the repository of the platform may not be read',
      all(withMigratedEbs, platformUnread),
    ],
    [
      'unknown',
      'associations may not be listed',
      all(withEbs, associationsDenied),
    ],
  ],
);

describeCheck('association-duplicate', { addon: 'aws-ebs-csi-driver' }, [
  ['not-applicable', 'nothing makes one', withEbs],
  ['pass', 'the add-on owns it', withMigratedEbs],
  [
    'fail',
    'one was made by hand beside the add-on, which still has its IRSA role',
    all(withEbs, handMade),
    /Association already exists/,
  ],
  [
    'warn',
    'one was made by hand beside the add-on, which has no IRSA role any more',
    all(withEbs, handMade, ({ addons }) => {
      delete addons.find(({ name }) => name === 'aws-ebs-csi-driver')!
        .serviceAccountRoleArn;
    }),
  ],
  [
    'unknown',
    'associations may not be listed',
    all(withEbs, associationsDenied),
  ],
]);

const young = '2026-11-15T00:00:03.000Z';

describeCheck('pods-injected', 'workload', [
  ['not-applicable', 'there is no association', () => {}],
  ['pass', 'its pod started before the association', associated],
  ['pass', 'its pod started after it and carries the variables', migrated],
  [
    'fail',
    'its pod started seconds after it and came up bare',
    world => {
      associated(world);
      world.pod.createdAt = young;
      world.pod.containers = [container()];
    },
    /came up without the variables/,
  ],
  [
    'fail',
    'its pod started seconds after it and still got IRSA',
    world => {
      associated(world);
      world.pod.createdAt = young;
    },
    /still got IRSA/,
  ],
  [
    'fail',
    'one of two pods came up bare',
    world => {
      migrated(world);
      world.pods.push(
        pod({ name: 'api-2', createdAt: young, containers: [container()] }),
      );
    },
    /1 of 2 pods/,
  ],
  [
    'fail',
    'the webhook is told to leave all its containers alone, before there is an association',
    ({ deployment }) => {
      deployment.templateAnnotations = {
        'eks.amazonaws.com/skip-containers': 'app',
      };
    },
    /names all its containers/,
  ],
  [
    'fail',
    'the webhook is told to leave all its containers alone, beside an association',
    world => {
      migrated(world);
      world.pod.annotations = { 'eks.amazonaws.com/skip-containers': 'app' };
      world.pod.containers = [container()];
    },
    /names all its containers/,
  ],
  [
    'pass',
    'the bare container is one that the webhook skips',
    world => {
      migrated(world);
      world.pod.annotations = { 'eks.amazonaws.com/skip-containers': 'log' };
      world.pod.containers.push(container({}, { name: 'log' }));
    },
  ],
  [
    'pass',
    'the bare pod has ended',
    world => {
      migrated(world);
      world.pods.push(
        pod({
          name: 'api-2',
          createdAt: young,
          phase: 'Succeeded',
          containers: [container()],
        }),
      );
    },
  ],
  [
    'not-applicable',
    'no pod runs',
    world => {
      associated(world);
      world.pods.splice(0, 1);
    },
  ],
  ['unknown', 'pods may not be listed', all(associated, deniedPart('pods'))],
  ['unknown', 'associations may not be listed', associationsDenied],
]);

describeCheck('pods-current', 'workload', [
  ['not-applicable', 'there is no association', () => {}],
  ['pass', 'its pod is younger', migrated],
  [
    'warn',
    'its pod is older: the association acts at the next restart',
    associated,
    /next restart, whoever causes it/,
  ],
  [
    'warn',
    'the association was changed after its pod started',
    world => {
      migrated(world);
      world.associations[0].modifiedAt = '2026-11-18T00:00:00.000Z';
    },
    /for hours/,
  ],
  ['unknown', 'pods may not be listed', all(associated, deniedPart('pods'))],
]);

describeCheck('leftovers', 'workload', [
  ['not-applicable', 'the move is not done', () => {}],
  ['not-applicable', 'the move is armed only', associated],
  [
    'warn',
    'annotation and OIDC statement are left',
    migrated,
    /annotation and the OIDC statement/,
  ],
  [
    'warn',
    'the annotation alone is left',
    world => {
      migrated(world);
      world.role.trustPolicy = policyText(podIdentityStatement);
    },
    /the annotation is left/,
  ],
  [
    'pass',
    'nothing is left',
    world => {
      migrated(world);
      world.account.annotations = {};
      world.role.trustPolicy = policyText(podIdentityStatement);
    },
  ],
  [
    'unknown',
    'service accounts may not be listed',
    all(migrated, deniedPart('serviceAccounts')),
  ],
]);
