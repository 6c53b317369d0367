import { scanTable } from '../../testSupport/scanTable';
import { coordinatesOf, coordinatesOfUrl } from './coordinates';

describe('Bazel', () => {
  scanTable(__dirname, [
    {
      name: 'maven_install.json tells the artifacts that MODULE.bazel asks for',
      folder: 'locked',
      verdict: 'too-old',
      sdks: [
        'java-v1 com.amazonaws:aws-java-sdk-core 1.12.544 maven_install.json:6 runtime via com.amazonaws:aws-java-sdk-s3: too old',
      ],
    },
    {
      name: 'the tree of older lockfiles is read, and resolves the workspace',
      folder: 'tree',
      verdict: 'supported',
      sdks: [
        'java-v2 software.amazon.awssdk:auth 2.25.0 maven_install.json:7 runtime via software.amazon.awssdk:s3: supported',
      ],
    },
    {
      name: 'without a lockfile the artifacts of MODULE.bazel count as they are written',
      folder: 'unlocked',
      verdict: 'supported',
      sdks: [
        'java-v2 software.amazon.awssdk:sqs 2.21.30 MODULE.bazel:8 runtime direct: supported',
        'java-v2 software.amazon.awssdk:bom 2.21.30 MODULE.bazel:11 runtime direct: supported',
        'java-v1 com.amazonaws:aws-java-sdk-dynamodb 1.12.100 MODULE.bazel:13 test direct: too old',
      ],
    },
    {
      name: 'a workspace that only loads macros is not read, whatever lies beside it',
      folder: 'workspace-only',
      verdict: 'unknown',
      sdks: [
        'python-boto3 boto3 1.35.20 requirements.txt:7 runtime direct: supported',
        'python-botocore botocore 1.35.20 requirements.txt:9 runtime via boto3: supported',
      ],
      reason: /WORKSPACE\.bazel is a Bazel workspace: not read/,
    },
    {
      name: 'artifacts and jars in macros are read',
      folder: 'macros',
      verdict: 'too-old',
      sdks: [
        'java-v1 com.amazonaws:aws-java-sdk-sts 1.12.300 third_party/repositories.bzl:5 runtime direct: too old',
        'java-v2 software.amazon.awssdk:s3 2.20.5 third_party/repositories.bzl:8 runtime direct: too old',
      ],
    },
    {
      name: 'rules of other languages take lockfiles that are read',
      folder: 'other-languages',
      verdict: 'supported',
      sdks: [
        'python-boto3 boto3 1.35.20 requirements.txt:7 runtime direct: supported',
        'python-botocore botocore 1.35.20 requirements.txt:9 runtime via boto3: supported',
      ],
    },
    {
      name: 'a package of a workspace that is not there is not read',
      folder: 'build-only',
      verdict: 'unknown',
      sdks: [],
      reason: /app\/BUILD is a Bazel package: not read/,
    },
  ]);

  it.each([
    ['a:b:1.0', { group: 'a', artifact: 'b', version: '1.0' }],
    ['a:b:jar:tests:1.0', { group: 'a', artifact: 'b', version: '1.0' }],
    ['a:b', { group: 'a', artifact: 'b' }],
    ['@maven//:a_b', undefined],
    ['a', undefined],
  ])('%s is the artifact %j', (text, coordinates) => {
    expect(coordinatesOf(text)).toEqual(coordinates);
  });

  it.each([
    [
      'https://jars.example.org/x/software/amazon/awssdk/s3/2.20.5/s3-2.20.5.jar',
      { group: 'software.amazon.awssdk', artifact: 's3', version: '2.20.5' },
    ],
    ['https://jars.example.org/s3-2.20.5.jar', undefined],
    ['software/amazon/awssdk/s3/2.20.5/s3-2.20.5.jar', undefined],
  ])('the path of %s names %j', (url, coordinates) => {
    expect(
      coordinatesOfUrl(url, name => name.startsWith('software.amazon.awssdk:')),
    ).toEqual(coordinates);
  });
});
