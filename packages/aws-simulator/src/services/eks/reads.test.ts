import {
  DescribeAddonConfigurationCommand,
  DescribeAddonVersionsCommand,
  DescribeClusterCommand,
  DescribeNodegroupCommand,
  EKSClient,
  ListAccessEntriesCommand,
  ListAddonsCommand,
  ListClustersCommand,
  ListFargateProfilesCommand,
  ListInsightsCommand,
  ListPodIdentityAssociationsCommand,
  ListTagsForResourceCommand,
  ListUpdatesCommand,
  RegisterClusterCommand,
  TagResourceCommand,
  UntagResourceCommand,
  paginateListPodIdentityAssociations,
} from '@aws-sdk/client-eks';
import {
  failure,
  startAwsOnly,
  type AwsOnly,
} from '../../__testUtils__/awsOnly';

const names = ['a', 'b', 'c', 'd', 'e'];

describe('EKS reads', () => {
  let aws: AwsOnly;
  beforeAll(async () => {
    aws = await startAwsOnly({
      regions: ['ap-northeast-2', 'us-east-1'],
      faults: { throttling: false },
      clusters: [
        {
          name: 'demo',
          version: '1.31',
          createdAt: '2025-01-01',
          tags: { team: 'platform' },
          addons: names.map(name => ({ name: `addon-${name}` })),
          nodegroups: [{ name: 'general', taints: [{ key: 'gpu' }] }],
          fargateProfiles: [
            { name: 'fp', selectors: [{ namespace: 'batch' }] },
          ],
          accessEntries: [
            { principal: 'admin', policies: ['AmazonEKSViewPolicy'] },
          ],
          insights: [
            {
              name: 'Deprecated APIs',
              status: 'ERROR',
              kubernetesVersion: '1.32',
            },
            { name: 'Add-on versions', status: 'PASSING' },
          ],
          podIdentityAssociations: names.map(name => ({
            namespace: name < 'c' ? 'shop' : 'bank',
            serviceAccount: name,
            role: 'app',
          })),
        },
        { name: 'far', region: 'us-east-1' },
      ],
    });
  });
  afterAll(() => aws.close());

  it('lists the clusters of the region that the request is signed for', async () => {
    const far = new EKSClient({ ...aws.config, region: 'us-east-1' });
    expect((await aws.eks.send(new ListClustersCommand({}))).clusters).toEqual([
      'demo',
    ]);
    expect((await far.send(new ListClustersCommand({}))).clusters).toEqual([
      'far',
    ]);
    far.destroy();
  });

  it('describes a cluster with times as dates', async () => {
    const { cluster } = await aws.eks.send(
      new DescribeClusterCommand({ name: 'demo' }),
    );
    expect(cluster).toMatchObject({
      arn: 'arn:aws:eks:ap-northeast-2:111122223333:cluster/demo',
      version: '1.31',
      createdAt: new Date('2025-01-01T00:00:00Z'),
      endpoint: 'https://127.0.0.1:1',
      tags: { team: 'platform' },
    });
    expect(cluster?.identity?.oidc?.issuer).toMatch(
      /^https:\/\/oidc\.eks\.ap-northeast-2\.amazonaws\.com\/id\/[0-9A-F]{32}$/,
    );
  });

  it('pages with opaque tokens and ends without one', async () => {
    const seen: string[] = [];
    let pages = 0;
    for await (const page of paginateListPodIdentityAssociations(
      { client: aws.eks, pageSize: 2 },
      { clusterName: 'demo' },
    )) {
      pages += 1;
      seen.push(
        ...(page.associations ?? []).map(item => item.serviceAccount ?? ''),
      );
      expect(page.associations?.[0]).not.toHaveProperty('roleArn');
    }
    expect(pages).toBe(3);
    expect(seen.sort()).toEqual(names);
  });

  it('filters associations by namespace and service account', async () => {
    const list = async (input: object) =>
      (
        await aws.eks.send(
          new ListPodIdentityAssociationsCommand({
            clusterName: 'demo',
            ...input,
          }),
        )
      ).associations
        ?.map(item => item.serviceAccount)
        .sort();
    expect(await list({ namespace: 'shop' })).toEqual(['a', 'b']);
    expect(await list({ namespace: 'shop', serviceAccount: 'b' })).toEqual([
      'b',
    ]);
    expect(await list({ serviceAccount: 'none' })).toEqual([]);
  });

  it.each<[string, object, number, string, RegExp]>([
    [
      'a page of 101',
      new ListAddonsCommand({ clusterName: 'demo', maxResults: 101 }),
      400,
      'InvalidParameterException',
      /maxResults.*less than or equal to 100/,
    ],
    [
      'a page of 0',
      new ListAddonsCommand({ clusterName: 'demo', maxResults: 0 }),
      400,
      'InvalidParameterException',
      /maxResults.*greater than or equal to 1/,
    ],
    [
      'a token that is not ours',
      new ListAddonsCommand({ clusterName: 'demo', nextToken: 'x' }),
      400,
      'InvalidParameterException',
      /nextToken/,
    ],
    [
      'an insight filter that does not exist',
      new ListInsightsCommand({
        clusterName: 'demo',
        filter: { statuses: ['BROKEN' as never] },
      }),
      400,
      'InvalidParameterException',
      /enum value set: \[PASSING, WARNING, ERROR, UNKNOWN\]/,
    ],
    [
      'a cluster that is not there',
      new ListUpdatesCommand({ name: 'nope' }),
      404,
      'ResourceNotFoundException',
      /^No cluster found for name: nope\.$/,
    ],
    [
      'a node group that is not there',
      new DescribeNodegroupCommand({ clusterName: 'demo', nodegroupName: 'x' }),
      404,
      'ResourceNotFoundException',
      /x/,
    ],
    [
      'an ARN that is none',
      new ListTagsForResourceCommand({ resourceArn: 'x' }),
      400,
      'BadRequestException',
      /x/,
    ],
    [
      'an operation that is not served',
      new RegisterClusterCommand({
        name: 'x',
        connectorConfig: { roleArn: 'r', provider: 'EC2' },
      }),
      501,
      'UnsupportedOperationException',
      /does not serve eks:RegisterCluster/,
    ],
  ])('refuses %s', async (_, command, status, name, message) => {
    const error = await failure(aws.eks.send(command as never));
    expect(error.$metadata?.httpStatusCode).toBe(status);
    expect(error.name).toBe(name);
    expect(error.message).toMatch(message);
  });

  it('does not take the token of another list', async () => {
    const { nextToken } = await aws.eks.send(
      new ListAddonsCommand({ clusterName: 'demo', maxResults: 1 }),
    );
    const error = await failure(
      aws.eks.send(
        new ListPodIdentityAssociationsCommand({
          clusterName: 'demo',
          nextToken,
        }),
      ),
    );
    expect(error.name).toBe('InvalidParameterException');
  });

  it('filters insights by what the body says', async () => {
    const { insights } = await aws.eks.send(
      new ListInsightsCommand({
        clusterName: 'demo',
        filter: { categories: ['UPGRADE_READINESS'], statuses: ['ERROR'] },
      }),
    );
    expect(insights?.map(({ name }) => name)).toEqual(['Deprecated APIs']);
  });

  it('lists profiles and access entries', async () => {
    expect(
      (
        await aws.eks.send(
          new ListFargateProfilesCommand({ clusterName: 'demo' }),
        )
      ).fargateProfileNames,
    ).toEqual(['fp']);
    expect(
      (
        await aws.eks.send(
          new ListAccessEntriesCommand({ clusterName: 'demo' }),
        )
      ).accessEntries,
    ).toEqual(['arn:aws:iam::111122223333:role/admin']);
  });

  it('tells which add-on versions go with a Kubernetes version, with one default each', async () => {
    const { addons } = await aws.eks.send(
      new DescribeAddonVersionsCommand({
        kubernetesVersion: '1.31',
        addonName: 'aws-ebs-csi-driver',
      }),
    );
    const versions = addons?.[0].addonVersions ?? [];
    expect(versions.length).toBeGreaterThan(1);
    expect(
      versions
        .flatMap(({ compatibilities }) => compatibilities)
        .filter(item => item?.defaultVersion),
    ).toHaveLength(1);
  });

  it('tells which service accounts of an add-on take a role', async () => {
    const configuration = async (addonName: string, addonVersion: string) =>
      (
        await aws.eks.send(
          new DescribeAddonConfigurationCommand({ addonName, addonVersion }),
        )
      ).podIdentityConfiguration;
    expect(
      await configuration('aws-ebs-csi-driver', 'v1.48.0-eksbuild.2'),
    ).toEqual([
      {
        serviceAccount: 'ebs-csi-controller-sa',
        recommendedManagedPolicies: [
          'arn:aws:iam::aws:policy/service-role/AmazonEBSCSIDriverPolicy',
        ],
      },
    ]);
    expect(await configuration('cert-manager', 'v1.18.2-eksbuild.2')).toEqual(
      [],
    );
  });

  it('tags and untags', async () => {
    const resourceArn = 'arn:aws:eks:ap-northeast-2:111122223333:cluster/demo';
    await aws.eks.send(
      new TagResourceCommand({ resourceArn, tags: { a: '1', 'b/c': '2' } }),
    );
    await aws.eks.send(
      new UntagResourceCommand({ resourceArn, tagKeys: ['a', 'team'] }),
    );
    expect(
      (await aws.eks.send(new ListTagsForResourceCommand({ resourceArn })))
        .tags,
    ).toEqual({ 'b/c': '2' });
  });
});
