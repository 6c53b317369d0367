import {
  CreatePodIdentityAssociationCommand,
  DeletePodIdentityAssociationCommand,
  DescribePodIdentityAssociationCommand,
  EKSClient,
  UpdatePodIdentityAssociationCommand,
  type CreatePodIdentityAssociationCommandInput,
} from '@aws-sdk/client-eks';
import { CreateRoleCommand } from '@aws-sdk/client-iam';
import {
  failure,
  startAwsOnly,
  type AwsOnly,
} from '../../__testUtils__/awsOnly';

const arn = (name: string, account = '111122223333') =>
  `arn:aws:iam::${account}:role/${name}`;

const account = {
  callers: [
    {
      accessKeyId: 'AKIANOPASS',
      arn: 'arn:aws:iam::111122223333:user/limited',
      deny: ['iam:PassRole', 'eks:DeletePodIdentity*'],
    },
  ],
  settings: { associationsPerCluster: 4 },
  iam: {
    roles: [
      { name: 'app', trust: { podIdentity: true } },
      { name: 'other', trust: { podIdentity: true } },
      { name: 'irsa', trust: { irsa: ['demo/shop/cart'] } },
    ],
  },
  clusters: [
    {
      name: 'demo',
      podIdentityAssociations: [
        {
          id: 'a-dt1bedfjc72dlwp5n',
          namespace: 'shop',
          serviceAccount: 'pay',
          role: 'app',
        },
      ],
    },
  ],
};

describe('Pod Identity associations', () => {
  let aws: AwsOnly;
  beforeEach(async () => {
    aws = await startAwsOnly(account);
  });
  afterEach(() => aws.close());

  const create = (
    input: Partial<CreatePodIdentityAssociationCommandInput> = {},
  ) =>
    aws.eks.send(
      new CreatePodIdentityAssociationCommand({
        clusterName: 'demo',
        namespace: 'shop',
        serviceAccount: 'cart',
        roleArn: arn('app'),
        ...input,
      }),
    );

  it('are created, described and deleted', async () => {
    const { association } = await create({ tags: { team: 'shop' } });
    expect(association?.associationId).toMatch(/^a-[a-z0-9]{17}$/);
    expect(association).toMatchObject({
      associationArn: `arn:aws:eks:ap-northeast-2:111122223333:podidentityassociation/demo/${association?.associationId}`,
      roleArn: arn('app'),
      createdAt: new Date('2026-06-01T12:00:00Z'),
      tags: { team: 'shop' },
      disableSessionTags: false,
    });
    const id = {
      clusterName: 'demo',
      associationId: association?.associationId,
    };
    await aws.eks.send(new DeletePodIdentityAssociationCommand(id));
    expect(
      (
        await failure(
          aws.eks.send(new DescribePodIdentityAssociationCommand(id)),
        )
      ).name,
    ).toBe('ResourceNotFoundException');
  });

  it.each<
    [
      string,
      Partial<CreatePodIdentityAssociationCommandInput>,
      number,
      string,
      string,
    ]
  >([
    [
      'for a service account that has one',
      { serviceAccount: 'pay' },
      409,
      'ResourceInUseException',
      'Association already exists: a-dt1bedfjc72dlwp5n',
    ],
    [
      'with a role that is not there',
      { roleArn: arn('nope') },
      400,
      'InvalidParameterException',
      'Role provided in the request does not exist.',
    ],
    [
      'with a role under a path that is not its own',
      { roleArn: arn('path/app') },
      400,
      'InvalidParameterException',
      'Role provided in the request does not exist.',
    ],
    [
      'with a role that trusts only the OIDC provider',
      { roleArn: arn('irsa') },
      400,
      'InvalidParameterException',
      'Trust policy of the role provided is invalid',
    ],
    [
      'with a role of another account',
      { roleArn: arn('app', '444455556666') },
      403,
      'AccessDeniedException',
      'Cross-account pass role is not allowed.',
    ],
    [
      'with an empty role',
      { roleArn: '' },
      403,
      'AccessDeniedException',
      'Cross-account pass role is not allowed.',
    ],
    [
      'in a cluster that is not there',
      { clusterName: 'nope' },
      404,
      'ResourceNotFoundException',
      'No cluster found for name: nope.',
    ],
    [
      'with a session policy but session tags',
      { policy: '{}' },
      400,
      'InvalidParameterException',
      'A session policy requires disableSessionTags to be true.',
    ],
    [
      'with more than 50 tags',
      {
        tags: Object.fromEntries(
          Array.from({ length: 51 }, (_, i) => [`k${i}`, 'v']),
        ),
      },
      400,
      'InvalidParameterException',
      "1 validation error detected: Value at 'tags' failed to satisfy constraint: Member must have length less than or equal to 50",
    ],
  ])('are refused %s', async (_, input, status, name, message) => {
    const error = await failure(create(input));
    expect(error.$metadata?.httpStatusCode).toBe(status);
    expect(error.name).toBe(name);
    expect(error.message).toBe(message);
  });

  it('are refused to a caller without iam:PassRole, and so is their deletion', async () => {
    const limited = new EKSClient({
      ...aws.config,
      credentials: { accessKeyId: 'AKIANOPASS', secretAccessKey: 'x' },
    });
    const passing = await failure(
      limited.send(
        new CreatePodIdentityAssociationCommand({
          clusterName: 'demo',
          namespace: 'shop',
          serviceAccount: 'cart',
          roleArn: arn('app'),
        }),
      ),
    );
    expect(passing.message).toBe(
      'User: arn:aws:iam::111122223333:user/limited is not authorized to perform: iam:PassRole on resource: arn:aws:iam::111122223333:role/app',
    );
    const deleting = await failure(
      limited.send(
        new DeletePodIdentityAssociationCommand({
          clusterName: 'demo',
          associationId: 'a-dt1bedfjc72dlwp5n',
        }),
      ),
    );
    expect(deleting.message).toContain(
      'eks:DeletePodIdentityAssociation on resource: arn:aws:eks:ap-northeast-2:111122223333:podidentityassociation/demo/a-dt1bedfjc72dlwp5n',
    );
    limited.destroy();
  });

  it('do not see a role that was made a moment ago', async () => {
    await aws.iam.send(
      new CreateRoleCommand({
        RoleName: 'fresh',
        AssumeRolePolicyDocument: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Service: 'pods.eks.amazonaws.com' },
              Action: ['sts:AssumeRole', 'sts:TagSession'],
            },
          ],
        }),
      }),
    );
    expect((await failure(create({ roleArn: arn('fresh') }))).message).toBe(
      'Role provided in the request does not exist.',
    );
    aws.simulator.control.advanceScaled(6);
    await expect(create({ roleArn: arn('fresh') })).resolves.toBeDefined();
  });

  it('stand in the way of a new one for a moment after their deletion', async () => {
    const { association } = await create();
    await aws.eks.send(
      new DeletePodIdentityAssociationCommand({
        clusterName: 'demo',
        associationId: association?.associationId,
      }),
    );
    expect((await failure(create())).message).toBe(
      `Association already exists: ${association?.associationId}`,
    );
    aws.simulator.control.advanceScaled(3);
    await expect(create()).resolves.toBeDefined();
  });

  it('are made once per client request token', async () => {
    const first = await create({ clientRequestToken: 't' });
    const again = await create({ clientRequestToken: 't' });
    expect(again.association?.associationId).toBe(
      first.association?.associationId,
    );
    expect(
      (await failure(create({ clientRequestToken: 't', serviceAccount: 'x' })))
        .name,
    ).toBe('InvalidParameterException');
  });

  it('are limited in number', async () => {
    await create({ serviceAccount: 's1' });
    await create({ serviceAccount: 's2' });
    await create({ serviceAccount: 's3' });
    expect((await failure(create({ serviceAccount: 's4' }))).name).toBe(
      'ResourceLimitExceededException',
    );
  });

  it('change their role, target role and session tags, but need a change', async () => {
    const update = (input: object) =>
      aws.eks.send(
        new UpdatePodIdentityAssociationCommand({
          clusterName: 'demo',
          associationId: 'a-dt1bedfjc72dlwp5n',
          ...input,
        }),
      );
    aws.simulator.control.advance(60_000);
    const { association } = await update({
      roleArn: arn('other'),
      targetRoleArn: arn('target', '444455556666'),
      disableSessionTags: true,
    });
    expect(association).toMatchObject({
      roleArn: arn('other'),
      targetRoleArn: arn('target', '444455556666'),
      externalId: 'ap-northeast-2/111122223333/demo/shop/pay',
      modifiedAt: new Date('2026-06-01T12:01:00Z'),
    });
    expect((await failure(update({}))).name).toBe('InvalidParameterException');
    expect((await failure(update({ roleArn: arn('irsa') }))).message).toBe(
      'Trust policy of the role provided is invalid',
    );
  });

  it('have ids of 19 characters', async () => {
    const error = await failure(
      aws.eks.send(
        new DeletePodIdentityAssociationCommand({
          clusterName: 'demo',
          associationId: 'a-1',
        }),
      ),
    );
    expect(error.message).toBe(
      'The parameter associationId should be 19 characters long.',
    );
  });
});
