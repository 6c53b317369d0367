import {
  identityKinds,
  resourceOf,
} from '../../inventory/kubernetes/customKinds';
import { identityUserFacts } from '../../inventory/kubernetes/identities';
import {
  all,
  associated,
  Change,
  deniedPart,
  judge,
  migrated,
} from '../__testUtils__/changes';
import { describeCheck } from '../__testUtils__/describeCheck';
import { denied, sighted } from '../__testUtils__/sights';
import { container, controller } from '../__testUtils__/world';

/** Objects of one kind, as the cluster would list them. */
const objects =
  (kind: string, ...list: [spec: object, metadata?: object][]): Change =>
  ({ identityUsers }) => {
    const known = identityKinds.find(each => each.kind === kind)!;
    identityUsers.push({
      kind,
      resource: resourceOf(known),
      objects: sighted(
        list.map(([spec, metadata]) =>
          identityUserFacts(known, {
            metadata: { name: 'own', namespace: 'orders', ...metadata },
            spec,
          }),
        ),
        'kubernetes',
      ),
    });
  };

const forbidden =
  (kind: string): Change =>
  ({ identityUsers }) => {
    const known = identityKinds.find(each => each.kind === kind)!;
    identityUsers.push({
      kind,
      resource: resourceOf(known),
      objects: denied(`kubernetes: list ${resourceOf(known)}`),
    });
  };

const ofCluster = { namespace: undefined };
const store = (reference: object) => ({
  provider: {
    aws: {
      service: 'SecretsManager',
      region: 'us-east-1',
      auth: { jwt: { serviceAccountRef: reference } },
    },
  },
});
const route53 = (auth: object) => ({
  acme: { solvers: [{ http01: {} }, { dns01: { route53: auth } }] },
});
const asApi = {
  role: 'arn:aws:iam::111122223333:role/dns',
  auth: { kubernetes: { serviceAccountRef: { name: 'api' } } },
};
const scaled = (authentication: object, trigger: object = {}) => ({
  scaleTargetRef: { name: 'api' },
  triggers: [
    {
      type: 'aws-sqs-queue',
      metadata: trigger,
      authenticationRef: authentication,
    },
  ],
});
const mounting =
  (name: string): Change =>
  ({ deployment }) => {
    deployment.volumes = [
      { name: 'secrets', kind: 'csi', secretProviderClass: name },
    ];
  };
const withoutAnnotation: Change = ({ account }) => {
  account.annotations = {};
};

describeCheck('irsa-consumers', 'workload', [
  ['not-applicable', 'the cluster serves no such kind', () => {}],
  ['pass', 'the kind is served and has no object', objects('SecretStore')],
  [
    'fail',
    'a SecretStore lends its token',
    objects('SecretStore', [store({ name: 'api' })]),
    /SecretStore orders\/own uses orders\/api by IRSA/,
  ],
  [
    'fail',
    'a SecretStore lends its token after the migration',
    all(migrated, objects('SecretStore', [store({ name: 'api' })])),
    /must not be removed/,
  ],
  [
    'pass',
    'a SecretStore of another namespace names an account of its own',
    objects('SecretStore', [store({ name: 'api' }), { namespace: 'other' }]),
  ],
  [
    'pass',
    'a SecretStore of another namespace names this one, which it may not',
    objects('SecretStore', [
      store({ name: 'api', namespace: 'orders' }),
      { namespace: 'other' },
    ]),
  ],
  [
    'pass',
    'a SecretStore uses the identity of its controller',
    objects('SecretStore', [
      { provider: { aws: { service: 'SecretsManager' } } },
    ]),
  ],
  [
    'pass',
    'a SecretStore is of another provider',
    objects('SecretStore', [
      {
        provider: {
          gcpsm: { auth: { workloadIdentity: { serviceAccountRef: {} } } },
        },
      },
    ]),
  ],
  [
    'fail',
    'a SecretStore signs in to Vault with its role',
    objects('SecretStore', [
      {
        provider: {
          vault: {
            auth: { iam: { jwt: { serviceAccountRef: { name: 'api' } } } },
          },
        },
      },
    ]),
  ],
  [
    'fail',
    'a ClusterSecretStore names it with its namespace',
    objects('ClusterSecretStore', [
      store({ name: 'api', namespace: 'orders' }),
      ofCluster,
    ]),
  ],
  [
    'pass',
    'a ClusterSecretStore names an account of another namespace',
    objects('ClusterSecretStore', [
      store({ name: 'api', namespace: 'other' }),
      ofCluster,
    ]),
  ],
  [
    'unknown',
    'a ClusterSecretStore names it without a namespace',
    objects('ClusterSecretStore', [store({ name: 'api' }), ofCluster]),
  ],
  [
    'pass',
    'a ClusterSecretStore without a namespace is for other namespaces',
    objects('ClusterSecretStore', [
      {
        ...store({ name: 'api' }),
        conditions: [{ namespaces: ['other'] }],
      },
      ofCluster,
    ]),
  ],
  [
    'fail',
    'a generator of tokens for ECR lends its token',
    objects('ECRAuthorizationToken', [
      { auth: { jwt: { serviceAccountRef: { name: 'api' } } } },
    ]),
  ],
  [
    'fail',
    'an Issuer has its token exchanged',
    objects('Issuer', [route53(asApi)]),
    /Issuer orders\/own/,
  ],
  [
    'fail',
    'an Issuer has its token exchanged, which needs no annotation',
    all(withoutAnnotation, objects('Issuer', [route53(asApi)])),
  ],
  [
    'pass',
    'an Issuer uses the identity of the controller',
    objects('Issuer', [route53({ region: 'us-east-1' })]),
  ],
  [
    'pass',
    'a ClusterIssuer names an account of the namespace of cert-manager',
    objects('ClusterIssuer', [route53(asApi), ofCluster]),
  ],
  [
    'fail',
    'a ClusterIssuer names it, and cert-manager runs in its namespace',
    all(objects('ClusterIssuer', [route53(asApi), ofCluster]), world => {
      world.controllers.push(
        controller({
          name: 'cert-manager',
          serviceAccount: 'cert-manager',
          containers: [
            container(
              {},
              { image: 'quay.example.org/jetstack/cert-manager-controller:v1' },
            ),
          ],
        }),
      );
    }),
  ],
  [
    'fail',
    'its pods mount a SecretProviderClass of AWS without usePodIdentity',
    all(
      mounting('own'),
      objects('SecretProviderClass', [
        { provider: 'aws', parameters: { objects: '[]' } },
      ]),
    ),
    /SecretProviderClass orders\/own/,
  ],
  [
    'pass',
    'its pods mount a SecretProviderClass of AWS with usePodIdentity',
    all(
      mounting('own'),
      objects('SecretProviderClass', [
        { provider: 'aws', parameters: { usePodIdentity: 'true' } },
      ]),
    ),
  ],
  [
    'fail',
    'its pods mount a SecretProviderClass that turns usePodIdentity off',
    all(
      mounting('own'),
      objects('SecretProviderClass', [
        { provider: 'aws', parameters: { usePodIdentity: 'false' } },
      ]),
    ),
  ],
  [
    'pass',
    'its pods mount another SecretProviderClass than the one of AWS',
    all(
      mounting('other'),
      objects(
        'SecretProviderClass',
        [{ provider: 'aws' }],
        [{ provider: 'vault' }, { name: 'other' }],
      ),
    ),
  ],
  [
    'pass',
    'a SecretProviderClass of the same name is in another namespace',
    all(
      mounting('own'),
      objects('SecretProviderClass', [
        { provider: 'aws' },
        { namespace: 'other' },
      ]),
    ),
  ],
  [
    'fail',
    'KEDA takes the role of what it scales (aws, workload)',
    all(
      objects('TriggerAuthentication', [
        { podIdentity: { provider: 'aws', identityOwner: 'workload' } },
      ]),
      objects('ScaledObject', [scaled({ name: 'own' })]),
    ),
    /ScaledObject orders\/own/,
  ],
  [
    'pass',
    'KEDA uses its own identity (aws)',
    all(
      objects('TriggerAuthentication', [{ podIdentity: { provider: 'aws' } }]),
      objects('ScaledObject', [scaled({ name: 'own' })]),
    ),
  ],
  [
    'pass',
    'KEDA names the role itself (aws, roleArn)',
    all(
      objects('TriggerAuthentication', [
        {
          podIdentity: {
            provider: 'aws',
            roleArn: 'arn:aws:iam::111122223333:role/queue',
          },
        },
      ]),
      objects('ScaledObject', [scaled({ name: 'own' })]),
    ),
  ],
  [
    'fail',
    'KEDA takes the role of what it scales (aws-eks)',
    all(
      objects('ClusterTriggerAuthentication', [
        { podIdentity: { provider: 'aws-eks' } },
        ofCluster,
      ]),
      objects('ScaledObject', [
        scaled({ name: 'own', kind: 'ClusterTriggerAuthentication' }),
      ]),
    ),
  ],
  [
    'pass',
    'a trigger of KEDA says that the operator is the owner (aws-eks)',
    all(
      objects('TriggerAuthentication', [
        { podIdentity: { provider: 'aws-eks' } },
      ]),
      objects('ScaledObject', [
        scaled({ name: 'own' }, { identityOwner: 'operator' }),
      ]),
    ),
  ],
  [
    'pass',
    'KEDA scales something else with the role of that',
    all(
      objects('TriggerAuthentication', [
        { podIdentity: { provider: 'aws-eks' } },
      ]),
      objects('ScaledObject', [
        { ...scaled({ name: 'own' }), scaleTargetRef: { name: 'worker' } },
      ]),
    ),
  ],
  [
    'fail',
    'KEDA runs jobs as it, with its role',
    all(
      objects('TriggerAuthentication', [
        { podIdentity: { provider: 'aws', identityOwner: 'workload' } },
      ]),
      objects('ScaledJob', [
        {
          jobTargetRef: { template: { spec: { serviceAccountName: 'api' } } },
          triggers: scaled({ name: 'own' }).triggers,
        },
      ]),
    ),
  ],
  [
    'unknown',
    'what KEDA scales it with may not be listed',
    all(
      forbidden('TriggerAuthentication'),
      objects('ScaledObject', [scaled({ name: 'own' })]),
    ),
  ],
  [
    'fail',
    'the operator of Vault signs in with its role',
    objects('VaultAuth', [
      { method: 'aws', aws: { role: 'x', irsaServiceAccount: 'api' } },
    ]),
  ],
  [
    'fail',
    'Flux reads a bucket with its role',
    objects('Bucket', [{ provider: 'aws', serviceAccountName: 'api' }]),
  ],
  [
    'pass',
    'Flux uses it for pull secrets, and it has no role',
    all(
      withoutAnnotation,
      objects('OCIRepository', [
        { provider: 'aws', serviceAccountName: 'api' },
      ]),
    ),
  ],
  [
    'pass',
    'Flux applies as it, without AWS',
    objects('Kustomization', [{ serviceAccountName: 'api' }]),
  ],
  [
    'fail',
    'the annotation that a SecretStore needs was removed after the migration',
    all(
      migrated,
      withoutAnnotation,
      objects('SecretStore', [store({ name: 'api' })]),
    ),
    /which is not there/,
  ],
  ['unknown', 'stores of secrets may not be listed', forbidden('SecretStore')],
  [
    'not-applicable',
    'stores of secrets may not be listed, and it has no role that they could use',
    all(withoutAnnotation, forbidden('SecretStore')),
  ],
  [
    'not-applicable',
    'classes of secrets may not be listed, and its pods mount none',
    forbidden('SecretProviderClass'),
  ],
  [
    'unknown',
    'classes of secrets may not be listed, and its pods mount one',
    all(mounting('own'), forbidden('SecretProviderClass')),
  ],
  [
    'unknown',
    'which kinds are served could not be seen',
    deniedPart('identityUsers'),
  ],
]);

describeCheck('leftovers', 'workload', [
  [
    'not-applicable',
    'a SecretStore still reads the annotation',
    all(migrated, objects('SecretStore', [store({ name: 'api' })])),
    /SecretStore orders\/own/,
  ],
  [
    'not-applicable',
    'it could not be seen who still reads the annotation',
    all(migrated, forbidden('SecretStore')),
  ],
  [
    'warn',
    'the stores of secrets that there are use other accounts',
    all(migrated, objects('SecretStore', [store({ name: 'reader' })])),
  ],
]);

describe('a workload whose service account is lent', () => {
  it('is not migrated, though all of its pods are', async () => {
    const { workload } = await judge(
      all(migrated, objects('SecretStore', [store({ name: 'api' })])),
    );
    expect(workload.verdict).toBe('action-required');
  });

  it('is no time bomb: the switch changes nothing for who borrows it', async () => {
    const { workload } = await judge(
      all(associated, objects('SecretStore', [store({ name: 'api' })])),
    );
    expect(workload).toMatchObject({ armed: true, timeBomb: false });
  });

  it('is found though nothing runs with it and it has no annotation', async () => {
    const { assessment } = await judge(
      all(
        ({ serviceAccounts }) => {
          serviceAccounts.push({
            namespace: 'cert-manager',
            name: 'dns',
            annotations: {},
            labels: {},
          });
        },
        objects('ClusterIssuer', [
          route53({
            auth: { kubernetes: { serviceAccountRef: { name: 'dns' } } },
          }),
          ofCluster,
        ]),
      ),
    );
    expect(
      assessment.workloads.find(
        ({ serviceAccount }) => serviceAccount === 'dns',
      )?.verdict,
    ).toBe('action-required');
  });
});
