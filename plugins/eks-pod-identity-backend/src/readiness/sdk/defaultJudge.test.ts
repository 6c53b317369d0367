import { Minimums } from '@leaving-irsa/backstage-plugin-eks-pod-identity-sdk';
import { wellKnownImages } from '../data/wellKnownImages';
import { createSdkJudge } from './defaultJudge';
import { parseImageReference } from './imageReference';
import { isAtMost, parseNumberedVersion } from './versionNumbers';

const judge = createSdkJudge();
const digest = `sha256:${'0'.repeat(64)}`;

describe('well-known images', () => {
  it.each<[boolean | null | undefined, string]>([
    [true, 'registry.k8s.io/external-dns/external-dns:v0.14.1'],
    [false, 'registry.k8s.io/external-dns/external-dns:v0.14.0'],
    [true, `registry.k8s.io/external-dns/external-dns:v0.15.0@${digest}`],
    [null, `registry.k8s.io/external-dns/external-dns@${digest}`],
    [null, 'registry.k8s.io/external-dns/external-dns'],
    [null, 'registry.k8s.io/external-dns/external-dns:latest'],
    [null, 'registry.k8s.io/external-dns/external-dns:v0.14'],
    [true, 'registry.k8s.io/external-dns/external-dns:v0.15'],
    [null, 'registry.k8s.io/external-dns/external-dns:v0.14.1-rc.1'],
    [null, 'registry.k8s.io/external-dns/external-dns:v0.14.0-15-g1a2b3c4'],
    [null, 'registry.k8s.io/external-dns/external-dns:20240115'],
    [undefined, 'registry.example.org/external-dns/external-dns:v0.15.0'],
    [false, 'registry.k8s.io/autoscaling/cluster-autoscaler:v1.27.5'],
    [null, 'registry.k8s.io/autoscaling/cluster-autoscaler:v1.27.8'],
    [false, 'registry.k8s.io/autoscaling/cluster-autoscaler:v1.28.2'],
    [null, 'registry.k8s.io/autoscaling/cluster-autoscaler:v1.28.3'],
    [true, 'registry.k8s.io/autoscaling/cluster-autoscaler:v1.28.4'],
    [
      true,
      '602401143452.dkr.ecr.us-west-2.amazonaws.com/eks/aws-ebs-csi-driver:v1.26.0-eksbuild.1',
    ],
    [
      false,
      '602401143452.dkr.ecr.us-west-2.amazonaws.com/eks/aws-ebs-csi-driver:v1.25.0-eksbuild.1',
    ],
    [
      undefined,
      '111122223333.dkr.ecr.us-west-2.amazonaws.com/eks/aws-ebs-csi-driver:v1.26.0',
    ],
    [
      true,
      '918309763551.dkr.ecr.cn-north-1.amazonaws.com.cn/amazon-k8s-cni:v1.15.5',
    ],
    [false, 'registry:2'],
    [false, 'docker.io/library/registry:2.8.3'],
    [true, 'registry:3.0.0'],
    [false, 'peak/s5cmd:v2.3.0'],
    [null, 'peak/s5cmd:v2.4.0'],
    [true, 'xpkg.upbound.io/upbound/provider-aws-s3:v1.0.0'],
    [null, 'quay.io/thanos/thanos:v0.39.0'],
    [false, 'amazon/aws-cli:2.14.6'],
    [true, 'public.ecr.aws/aws-cli/aws-cli:2.15.0'],
    [undefined, 'not an image'],
  ])('are %s for %s', (supports, reference) => {
    const told = judge.image(reference);
    expect(told?.sdk?.supportsPodIdentity).toBe(supports);
    expect(told === undefined).toBe(supports === undefined);
    expect(told?.source).not.toBe('');
  });

  it('name a way to find out where the tag is no release', () => {
    expect(judge.image('quay.io/argoproj/argocd:stable')!.sdk!.reason).toMatch(
      /To find out: use a tag that names one, v2\.10\.2 or later/,
    );
  });

  it.each(wellKnownImages.map(row => [row.project, row] as const))(
    '%s: the table keeps its last bad release before the first good one, and can read both',
    (_project, { firstGood, bad, source }) => {
      expect(source).toMatch(/2026-11/);
      for (const { upTo } of bad) {
        expect(parseNumberedVersion(upTo)).toBeDefined();
        const first = parseNumberedVersion(firstGood ?? 'v999.0.0')!;
        expect(isAtMost(first, upTo)).toBe(false);
      }
    },
  );
});

describe('image references', () => {
  it.each([
    ['registry', 'docker.io/library/registry', undefined],
    ['grafana/loki:3.4.0', 'docker.io/grafana/loki', '3.4.0'],
    ['localhost:5000/a/b:c', 'localhost:5000/a/b', 'c'],
    ['index.docker.io/grafana/loki', 'docker.io/grafana/loki', undefined],
  ])('%s is %s', (text, repository, tag) => {
    expect(parseImageReference(text)).toMatchObject({
      repository,
      ...(tag ? { tag } : {}),
    });
  });
});

describe('what owners declare', () => {
  it.each<[boolean | null, string]>([
    [true, 'python-boto3@1.34.41'],
    [false, 'python-boto3@1.34.40'],
    [true, 'boto3@1.35.0'],
    [false, 'js-v3@3.490.0'],
    [true, '@aws-sdk/credential-provider-node@3.503.1'],
    [null, 'go-v2@1.24.0'],
    [true, 'go-v2@1.25.0'],
    [false, 'go-v2@1.20.0'],
    [true, 'github.com/aws/aws-sdk-go-v2/credentials@1.16.0'],
    [false, 'github.com/aws/aws-sdk-go-v2/config@1.24.9'],
    [null, 'dotnet@3.7.400'],
    [true, 'AWSSDK.Core@3.7.302.0'],
    [true, 'dotnet@4.0.0'],
    [false, 'rusoto@0.48.0'],
    [true, 'minio-go@7.0.80'],
    [null, 'python-boto3'],
    [null, 'python-boto3@latest'],
    [null, 'python-boto3@>=1.34'],
    [null, 'cobol@1.0.0'],
  ])('is %s for %s', (supports, text) => {
    expect(judge.declared(text).supportsPodIdentity).toBe(supports);
  });
});

describe('user agents', () => {
  it.each<[boolean | null | undefined, string]>([
    [
      true,
      'Boto3/1.34.41 md/Botocore#1.34.41 ua/2.0 os/linux#5.10 lang/python#3.11.4',
    ],
    [
      false,
      'Boto3/1.34.41 md/Botocore#1.34.40 ua/2.0 os/linux#5.10 lang/python#3.11.4',
    ],
    [false, 'aws-sdk-nodejs/2.1549.0 linux/v18.17.0 promise'],
    [null, 'aws-sdk-go-v2/1.30.0 os/linux lang/go#1.22.0 api/sts#1.30.0'],
    [false, 'aws-sdk-go-v2/1.22.1 os/linux lang/go#1.21.4 api/s3#1.42.1'],
    [undefined, 'pods.eks.amazonaws.com'],
    [undefined, 'curl/8.0.0'],
  ])('tell %s by %s', (supports, text) => {
    expect(judge.userAgent(text)[0]?.supportsPodIdentity).toBe(supports);
  });
});

describe('minimums set by the operator', () => {
  it('decide instead of those of the table', () => {
    const strict = createSdkJudge(new Minimums({ 'java-v2': '2.25.0' }));
    expect(strict.declared('java-v2@2.24.0').supportsPodIdentity).toBe(false);
    expect(judge.declared('java-v2@2.24.0').supportsPodIdentity).toBe(true);
  });
});
