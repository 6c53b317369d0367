import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  GetOpenIDConnectProviderCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListInstanceProfilesForRoleCommand,
  ListOpenIDConnectProvidersCommand,
  ListRolePoliciesCommand,
  ListRoleTagsCommand,
  ListRolesCommand,
  PutRolePolicyCommand,
  TagRoleCommand,
  UntagRoleCommand,
  UpdateAssumeRolePolicyCommand,
  paginateListRoles,
} from '@aws-sdk/client-iam';
import {
  AssumeRoleCommand,
  GetCallerIdentityCommand,
  STSClient,
} from '@aws-sdk/client-sts';
import {
  failure,
  startAwsOnly,
  type AwsOnly,
} from '../../__testUtils__/awsOnly';

const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: 'ec2.amazonaws.com' },
      Action: 'sts:AssumeRole',
    },
  ],
});

describe('IAM and STS', () => {
  let aws: AwsOnly;
  beforeEach(async () => {
    aws = await startAwsOnly({
      faults: { throttling: false },
      callers: [
        {
          accessKeyId: 'AKIABLIND',
          arn: 'arn:aws:iam::111122223333:user/blind',
          deny: ['iam:List*'],
        },
        {
          accessKeyId: 'AKIASIGNED',
          secretAccessKey: 'right',
          arn: 'arn:aws:sts::111122223333:assumed-role/app/me',
        },
      ],
      iam: {
        policies: [
          {
            name: 'bucket',
            document: {
              Statement: { Effect: 'Allow', Action: 's3:*', Resource: '*' },
            },
          },
        ],
        roles: [
          {
            name: 'app',
            path: '/teams/shop/',
            trust: { irsa: ['demo/shop/*'], podIdentity: true },
            attachedPolicies: ['bucket', 'AmazonEBSCSIDriverPolicy'],
            inlinePolicies: {
              read: {
                Statement: [
                  { Effect: 'Allow', Action: 's3:Get*', Resource: '*' },
                ],
              },
            },
            permissionsBoundary: 'bucket',
            tags: { 'managed-by': 'terraform <&>' },
            lastUsedAt: '2 days ago',
          },
          {
            name: 'trusting',
            trust: { accounts: ['111122223333'] },
            maxSessionDuration: 7200,
          },
        ],
      },
      clusters: [
        { name: 'demo', nodegroups: [{ name: 'general' }] },
        { name: 'bare', oidcProvider: false },
      ],
    });
  });
  afterEach(() => aws.close());

  const client = (accessKeyId: string, secretAccessKey = 'x') => ({
    ...aws.config,
    credentials: { accessKeyId, secretAccessKey },
  });

  it('lists every role, the implied ones too, with URL-encoded trust', async () => {
    const { Roles, IsTruncated } = await aws.iam.send(new ListRolesCommand({}));
    expect(IsTruncated).toBe(false);
    expect(Roles?.map(({ RoleName }) => RoleName)).toEqual([
      'app',
      'bare-cluster',
      'demo-cluster',
      'demo-node',
      'trusting',
    ]);
    const document = Roles?.[0].AssumeRolePolicyDocument ?? '';
    expect(document).toContain('%22Statement%22');
    const [irsa] = JSON.parse(decodeURIComponent(document)).Statement;
    expect(Object.keys(irsa.Condition)).toEqual(['StringEquals', 'StringLike']);
    expect(Object.values(irsa.Condition.StringLike)).toEqual([
      'system:serviceaccount:shop:*',
    ]);
  });

  it('pages by marker', async () => {
    const pages: number[] = [];
    for await (const page of paginateListRoles(
      { client: aws.iam, pageSize: 2 },
      {},
    )) {
      pages.push(page.Roles?.length ?? 0);
    }
    expect(pages).toEqual([2, 2, 1]);
    expect(
      (await failure(aws.iam.send(new ListRolesCommand({ Marker: 'x' }))))
        .message,
    ).toBe('Invalid Marker.');
  });

  it('filters by path', async () => {
    const { Roles } = await aws.iam.send(
      new ListRolesCommand({ PathPrefix: '/teams/' }),
    );
    expect(Roles?.map(({ Arn }) => Arn)).toEqual([
      'arn:aws:iam::111122223333:role/teams/shop/app',
    ]);
  });

  it('tells tags, boundary and last use of a role', async () => {
    const { Role } = await aws.iam.send(
      new GetRoleCommand({ RoleName: 'app' }),
    );
    expect(Role).toMatchObject({
      Tags: [{ Key: 'managed-by', Value: 'terraform <&>' }],
      PermissionsBoundary: {
        PermissionsBoundaryArn: 'arn:aws:iam::111122223333:policy/bucket',
      },
      RoleLastUsed: { LastUsedDate: new Date('2026-05-30T12:00:00Z') },
    });
  });

  it('reads managed and inline policies', async () => {
    const { AttachedPolicies } = await aws.iam.send(
      new ListAttachedRolePoliciesCommand({ RoleName: 'app' }),
    );
    expect(AttachedPolicies?.map(({ PolicyArn }) => PolicyArn).sort()).toEqual([
      'arn:aws:iam::111122223333:policy/bucket',
      'arn:aws:iam::aws:policy/service-role/AmazonEBSCSIDriverPolicy',
    ]);
    const PolicyArn =
      'arn:aws:iam::aws:policy/AmazonEKSWorkerNodeMinimalPolicy';
    const { Policy } = await aws.iam.send(new GetPolicyCommand({ PolicyArn }));
    const { PolicyVersion } = await aws.iam.send(
      new GetPolicyVersionCommand({
        PolicyArn,
        VersionId: Policy?.DefaultVersionId,
      }),
    );
    expect(decodeURIComponent(PolicyVersion?.Document ?? '')).toContain(
      'eks-auth:AssumeRoleForPodIdentity',
    );
    const { PolicyNames } = await aws.iam.send(
      new ListRolePoliciesCommand({ RoleName: 'app' }),
    );
    expect(PolicyNames).toEqual(['read']);
    const inline = await aws.iam.send(
      new GetRolePolicyCommand({ RoleName: 'app', PolicyName: 'read' }),
    );
    expect(
      JSON.parse(decodeURIComponent(inline.PolicyDocument ?? '')).Statement[0]
        .Action,
    ).toBe('s3:Get*');
  });

  it('makes, changes and deletes a role', async () => {
    const RoleName = 'fresh';
    await aws.iam.send(
      new CreateRoleCommand({
        RoleName,
        AssumeRolePolicyDocument: trust,
        Tags: [{ Key: 'a', Value: '1' }],
      }),
    );
    await aws.iam.send(
      new UpdateAssumeRolePolicyCommand({
        RoleName,
        PolicyDocument: trust.replace('ec2', 'pods.eks'),
      }),
    );
    await aws.iam.send(
      new TagRoleCommand({ RoleName, Tags: [{ Key: 'b', Value: '2' }] }),
    );
    await aws.iam.send(new UntagRoleCommand({ RoleName, TagKeys: ['a'] }));
    expect(
      (await aws.iam.send(new ListRoleTagsCommand({ RoleName }))).Tags,
    ).toEqual([{ Key: 'b', Value: '2' }]);
    const PolicyArn = 'arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy';
    await aws.iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
    await aws.iam.send(
      new PutRolePolicyCommand({
        RoleName,
        PolicyName: 'p',
        PolicyDocument: trust,
      }),
    );
    expect(
      (await failure(aws.iam.send(new DeleteRoleCommand({ RoleName })))).name,
    ).toContain('DeleteConflict');
    await aws.iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn }));
    await aws.iam.send(
      new DeleteRolePolicyCommand({ RoleName, PolicyName: 'p' }),
    );
    expect(
      (await aws.iam.send(new ListInstanceProfilesForRoleCommand({ RoleName })))
        .InstanceProfiles,
    ).toEqual([]);
    const { Role } = await aws.iam.send(new GetRoleCommand({ RoleName }));
    expect(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '')).toContain(
      'pods.eks.amazonaws.com',
    );
    await aws.iam.send(new DeleteRoleCommand({ RoleName }));
    expect(
      (await failure(aws.iam.send(new GetRoleCommand({ RoleName })))).message,
    ).toBe('The role with name fresh cannot be found.');
  });

  it.each<[string, object, string, RegExp]>([
    [
      'a name that is taken',
      new CreateRoleCommand({
        RoleName: 'app',
        AssumeRolePolicyDocument: trust,
      }),
      'EntityAlreadyExists',
      /already exists/,
    ],
    [
      'a name that is none',
      new CreateRoleCommand({
        RoleName: 'a b',
        AssumeRolePolicyDocument: trust,
      }),
      'ValidationError',
      /Value 'a b' at 'roleName' failed to satisfy constraint: Member must satisfy regular expression pattern/,
    ],
    [
      'a trust policy that is none',
      new CreateRoleCommand({ RoleName: 'x', AssumeRolePolicyDocument: '{' }),
      'MalformedPolicyDocument',
      /invalid Json/,
    ],
    [
      'a trust policy that is too long',
      new CreateRoleCommand({
        RoleName: 'x',
        AssumeRolePolicyDocument: trust.replace('ec2', 'e'.repeat(2048)),
      }),
      'LimitExceeded',
      /ACLSizePerRole: 2048/,
    ],
    [
      'a page of 1001',
      new ListRolesCommand({ MaxItems: 1001 }),
      'ValidationError',
      /'maxItems'.*less than or equal to 1000/,
    ],
    [
      'a policy that is not there',
      new AttachRolePolicyCommand({
        RoleName: 'app',
        PolicyArn: 'arn:aws:iam::aws:policy/NoSuchPolicy',
      }),
      'NoSuchEntity',
      /was not found/,
    ],
  ])('refuses %s', async (_, command, name, message) => {
    const error = await failure(aws.iam.send(command as never));
    expect(error.name).toContain(name);
    expect(error.message).toMatch(message);
  });

  it('knows the OIDC providers of clusters that are registered', async () => {
    const { OpenIDConnectProviderList } = await aws.iam.send(
      new ListOpenIDConnectProvidersCommand({}),
    );
    expect(OpenIDConnectProviderList).toHaveLength(1);
    const provider = await aws.iam.send(
      new GetOpenIDConnectProviderCommand({
        OpenIDConnectProviderArn: OpenIDConnectProviderList?.[0].Arn,
      }),
    );
    expect(provider.Url).toMatch(
      /^oidc\.eks\.ap-northeast-2\.amazonaws\.com\/id\//,
    );
    expect(provider.ClientIDList).toEqual(['sts.amazonaws.com']);
  });

  it('denies what the caller may not do', async () => {
    const blind = new IAMClient(client('AKIABLIND'));
    const error = await failure(blind.send(new ListRolesCommand({})));
    expect(error.name).toBe('AccessDenied');
    expect(error.$metadata?.httpStatusCode).toBe(403);
    expect(error.message).toBe(
      'User: arn:aws:iam::111122223333:user/blind is not authorized to perform: iam:ListRoles on resource: arn:aws:iam::111122223333:role/ because no identity-based policy allows the iam:ListRoles action',
    );
    blind.destroy();
  });

  it('tells who calls, and checks signatures of keys whose secret it knows', async () => {
    expect(await aws.sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
      Account: '111122223333',
      Arn: 'arn:aws:iam::111122223333:user/simulator',
    });
    const right = new STSClient(client('AKIASIGNED', 'right'));
    expect((await right.send(new GetCallerIdentityCommand({}))).UserId).toMatch(
      /^AROA.*:me$/,
    );
    const wrong = new STSClient(client('AKIASIGNED', 'wrong'));
    expect(
      (await failure(wrong.send(new GetCallerIdentityCommand({})))).name,
    ).toBe('SignatureDoesNotMatch');
    const rightIam = new IAMClient(client('AKIASIGNED', 'right'));
    await expect(
      rightIam.send(new GetRoleCommand({ RoleName: 'app' })),
    ).resolves.toBeDefined();
    [right, wrong, rightIam].forEach(item => item.destroy());
  });

  it('gives a session of a role that trusts the caller, and no other', async () => {
    const assume = (RoleArn: string, rest = {}) =>
      aws.sts.send(
        new AssumeRoleCommand({ RoleArn, RoleSessionName: 'me', ...rest }),
      );
    const { Credentials } = await assume(
      'arn:aws:iam::111122223333:role/trusting',
    );
    const session = new STSClient(
      client(Credentials?.AccessKeyId ?? '', Credentials?.SecretAccessKey),
    );
    expect((await session.send(new GetCallerIdentityCommand({}))).Arn).toBe(
      'arn:aws:sts::111122223333:assumed-role/trusting/me',
    );
    session.destroy();
    expect(
      (await failure(assume('arn:aws:iam::111122223333:role/teams/shop/app')))
        .message,
    ).toBe(
      'User: arn:aws:iam::111122223333:user/simulator is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::111122223333:role/teams/shop/app',
    );
    expect(
      (
        await failure(
          assume('arn:aws:iam::111122223333:role/trusting', {
            DurationSeconds: 10_000,
          }),
        )
      ).message,
    ).toMatch(/MaxSessionDuration/);
  });
});
