import {
  CreateAddonCommand,
  CreatePodIdentityAssociationCommand,
  DeleteAddonCommand,
  DescribeAddonCommand,
  DescribePodIdentityAssociationCommand,
  DescribeUpdateCommand,
  ListPodIdentityAssociationsCommand,
  ListUpdatesCommand,
  UpdateAddonCommand,
  type CreateAddonCommandInput,
  type UpdateAddonCommandInput,
} from '@aws-sdk/client-eks';
import {
  failure,
  startAwsOnly,
  type AwsOnly,
} from '../../__testUtils__/awsOnly';

const arn = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const ebs = 'aws-ebs-csi-driver';
const controller = 'ebs-csi-controller-sa';

function account(settings: object = {}) {
  return {
    settings,
    faults: { throttling: false },
    iam: {
      roles: [
        {
          name: 'irsa',
          trust: { irsa: ['demo/kube-system/ebs-csi-controller-sa'] },
        },
        { name: 'ebs', trust: { podIdentity: true } },
        { name: 'ebs2', trust: { podIdentity: true } },
      ],
    },
    clusters: [
      {
        name: 'demo',
        version: '1.33',
        addons: [
          {
            name: ebs,
            version: 'v1.48.0-eksbuild.2',
            serviceAccountRole: 'irsa',
            configurationValues: '{"controller":{}}',
          },
          { name: 'cert-manager', version: 'v1.18.2-eksbuild.2' },
          {
            name: 'amazon-cloudwatch-observability',
            version: 'v4.4.0-eksbuild.1',
          },
        ],
      },
    ],
  };
}

describe('EKS add-ons', () => {
  let aws: AwsOnly;
  afterEach(() => aws.close());

  const start = async (settings?: object) => {
    aws = await startAwsOnly(account(settings));
  };
  const describeAddon = async (addonName = ebs) =>
    (
      await aws.eks.send(
        new DescribeAddonCommand({ clusterName: 'demo', addonName }),
      )
    ).addon;
  const update = (input: Partial<UpdateAddonCommandInput>) =>
    aws.eks.send(
      new UpdateAddonCommand({ clusterName: 'demo', addonName: ebs, ...input }),
    );
  const create = (input: Partial<CreateAddonCommandInput>) =>
    aws.eks.send(
      new CreateAddonCommand({
        clusterName: 'demo',
        addonName: 'vpc-cni',
        ...input,
      }),
    );
  const associations = async () =>
    (
      await aws.eks.send(
        new ListPodIdentityAssociationsCommand({ clusterName: 'demo' }),
      )
    ).associations ?? [];
  const settle = () => aws.simulator.control.advanceScaled(60);

  // What Terraform sends when service_account_role_arn goes and pod_identity_association comes.
  it('answers 403 to an empty role, whatever else the request says', async () => {
    await start();
    const error = await failure(
      update({
        serviceAccountRoleArn: '',
        podIdentityAssociations: [
          { serviceAccount: controller, roleArn: arn('ebs') },
        ],
      }),
    );
    expect(error.$metadata?.httpStatusCode).toBe(403);
    expect(error.name).toBe('AccessDeniedException');
    expect(error.message).toBe('Cross-account pass role is not allowed.');
    expect(await associations()).toEqual([]);
  });

  it('moves to Pod Identity in place where the role is left out', async () => {
    await start();
    const { update: started } = await update({
      podIdentityAssociations: [
        { serviceAccount: controller, roleArn: arn('ebs') },
      ],
    });
    expect(started).toMatchObject({
      status: 'InProgress',
      type: 'AddonUpdate',
    });
    expect(started?.params).toEqual([
      {
        type: 'PodIdentityAssociations',
        value: JSON.stringify([
          {
            serviceAccount: controller,
            roleArn: arn('ebs'),
            namespace: 'kube-system',
          },
        ]),
      },
    ]);
    expect((await describeAddon())?.status).toBe('UPDATING');
    settle();
    const addon = await describeAddon();
    const [owned] = await associations();
    expect(addon?.status).toBe('ACTIVE');
    expect(addon?.serviceAccountRoleArn).toBeUndefined();
    expect(addon?.addonVersion).toBe('v1.48.0-eksbuild.2');
    expect(addon?.configurationValues).toBe('{"controller":{}}');
    expect(addon?.podIdentityAssociations).toEqual([owned.associationArn]);
    expect(owned.ownerArn).toBe(addon?.addonArn);
    const { update: done } = await aws.eks.send(
      new DescribeUpdateCommand({
        name: 'demo',
        addonName: ebs,
        updateId: started?.id,
      }),
    );
    expect(done?.status).toBe('Successful');
    expect(
      (
        await aws.eks.send(
          new ListUpdatesCommand({ name: 'demo', addonName: ebs }),
        )
      ).updateIds,
    ).toEqual([started?.id]);
  });

  it('keeps the role where the account file says so', async () => {
    await start({ updateAddonWithoutRole: 'keep' });
    await update({ addonVersion: 'v1.51.1-eksbuild.1' });
    settle();
    expect(await describeAddon()).toMatchObject({
      addonVersion: 'v1.51.1-eksbuild.1',
      serviceAccountRoleArn: arn('irsa'),
    });
  });

  it('loses the role in a version update that leaves it out', async () => {
    await start();
    await update({ addonVersion: 'v1.51.1-eksbuild.1' });
    settle();
    expect((await describeAddon())?.serviceAccountRoleArn).toBeUndefined();
  });

  it('replaces its associations by a list and deletes them by an empty one', async () => {
    await start();
    await update({
      podIdentityAssociations: [
        { serviceAccount: controller, roleArn: arn('ebs') },
      ],
    });
    settle();
    await update({
      podIdentityAssociations: [
        { serviceAccount: controller, roleArn: arn('ebs2') },
      ],
    });
    settle();
    const [owned] = await associations();
    const { association } = await aws.eks.send(
      new DescribePodIdentityAssociationCommand({
        clusterName: 'demo',
        associationId: owned.associationId,
      }),
    );
    expect(association?.roleArn).toBe(arn('ebs2'));
    await update({});
    settle();
    expect(await associations()).toHaveLength(1);
    await update({ podIdentityAssociations: [] });
    settle();
    expect(await associations()).toEqual([]);
    expect((await describeAddon())?.podIdentityAssociations).toBeUndefined();
  });

  it('takes its associations along when it is deleted, unless it is preserved', async () => {
    await start();
    const wanted = [{ serviceAccount: controller, roleArn: arn('ebs') }];
    await update({ podIdentityAssociations: wanted });
    settle();
    const { addon } = await aws.eks.send(
      new DeleteAddonCommand({
        clusterName: 'demo',
        addonName: ebs,
        preserve: true,
      }),
    );
    expect(addon?.status).toBe('DELETING');
    settle();
    expect((await failure(describeAddon())).name).toBe(
      'ResourceNotFoundException',
    );
    expect(await associations()).toHaveLength(1);

    const [left] = await associations();
    const again = await failure(
      create({ addonName: ebs, podIdentityAssociations: wanted }),
    );
    expect(again.name).toBe('ResourceInUseException');
    expect(again.message).toBe(
      `Association already exists: ${left.associationId}`,
    );
  });

  it('does not adopt an association that somebody made by hand', async () => {
    await start();
    const { association } = await aws.eks.send(
      new CreatePodIdentityAssociationCommand({
        clusterName: 'demo',
        namespace: 'kube-system',
        serviceAccount: controller,
        roleArn: arn('ebs'),
      }),
    );
    const error = await failure(
      update({
        podIdentityAssociations: [
          { serviceAccount: controller, roleArn: arn('ebs') },
        ],
      }),
    );
    expect(error.message).toBe(
      `Association already exists: ${association?.associationId}`,
    );
    expect((await describeAddon())?.status).toBe('ACTIVE');
  });

  it('is created, and gets another ARN when it is re-created', async () => {
    await start();
    const { addon: first } = await create({ tags: { team: 'net' } });
    expect(first).toMatchObject({
      status: 'CREATING',
      owner: 'aws',
      tags: { team: 'net' },
    });
    settle();
    expect((await describeAddon('vpc-cni'))?.status).toBe('ACTIVE');
    await aws.eks.send(
      new DeleteAddonCommand({ clusterName: 'demo', addonName: 'vpc-cni' }),
    );
    settle();
    const { addon: second } = await create({});
    expect(second?.addonArn).not.toBe(first?.addonArn);
  });

  it.each<[string, Partial<UpdateAddonCommandInput>, number, string]>([
    [
      'a role that trusts only the OIDC provider',
      {
        podIdentityAssociations: [
          { serviceAccount: controller, roleArn: arn('irsa') },
        ],
      },
      400,
      'Trust policy of the role provided is invalid. Follow the official documentation to resolve the issue.',
    ],
    [
      'a service account that the add-on does not have',
      {
        addonName: 'amazon-cloudwatch-observability',
        podIdentityAssociations: [
          { serviceAccount: 'amazon-cloudwatch', roleArn: arn('ebs') },
        ],
      },
      400,
      'Service account amazon-cloudwatch in pod identity configuration is not supported for addon amazon-cloudwatch-observability',
    ],
    [
      'a version without Pod Identity',
      {
        addonName: 'cert-manager',
        podIdentityAssociations: [
          { serviceAccount: 'cert-manager', roleArn: arn('ebs') },
        ],
      },
      400,
      'Pod Identity feature is not supported for addon version: v1.18.2-eksbuild.2',
    ],
    [
      'a version that is not offered',
      { addonVersion: 'v9.9.9-eksbuild.1' },
      400,
      'Addon version specified is not supported',
    ],
    [
      'an add-on that is not there',
      { addonName: 'coredns' },
      404,
      'No addon: coredns found in cluster: demo',
    ],
    [
      'a role of another account',
      { serviceAccountRoleArn: 'arn:aws:iam::444455556666:role/x' },
      403,
      'Cross-account pass role is not allowed.',
    ],
    [
      'configuration that the add-on does not know',
      { configurationValues: '{"nope":1}' },
      400,
      'ConfigurationValue provided in request is not supported: Json schema validation failed with error: [$.nope: is not defined in the schema and the schema does not allow additional properties]',
    ],
    [
      'a way to resolve conflicts that does not exist',
      { resolveConflicts: 'FORCE' as never },
      400,
      "1 validation error detected: Value 'FORCE' at 'resolveConflicts' failed to satisfy constraint: Member must satisfy enum value set: [OVERWRITE, NONE, PRESERVE]",
    ],
  ])('refuses to update with %s', async (_, input, status, message) => {
    await start();
    const error = await failure(update(input));
    expect(error.$metadata?.httpStatusCode).toBe(status);
    expect(error.message).toBe(message);
  });

  it('refuses a second update while the first is under way', async () => {
    await start();
    await update({ addonVersion: 'v1.51.1-eksbuild.1' });
    const error = await failure(update({}));
    expect(error.$metadata?.httpStatusCode).toBe(409);
    expect(error.message).toBe(
      `Addon ${ebs} cannot be updated as it is currently in UPDATING state`,
    );
  });

  it.each<[string, Partial<CreateAddonCommandInput>, number, string]>([
    ['that is there', { addonName: ebs }, 409, 'Addon already exists.'],
    [
      'that EKS does not offer',
      { addonName: 'nope' },
      400,
      'Addon nope specified is not supported in 1.33 kubernetes version',
    ],
    [
      'with an empty role',
      { serviceAccountRoleArn: '' },
      403,
      'Cross-account pass role is not allowed.',
    ],
    [
      'with a role that is not there',
      { serviceAccountRoleArn: arn('nope') },
      400,
      'Role provided in the request does not exist.',
    ],
  ])('does not create one %s', async (_, input, status, message) => {
    await start();
    const error = await failure(create(input));
    expect(error.$metadata?.httpStatusCode).toBe(status);
    expect(error.message).toBe(message);
  });
});
