import { scanTable } from '../../testSupport/scanTable';

describe('Dockerfiles and scripts', () => {
  scanTable(__dirname, [
    {
      name: 'the installer of the CLI has its version in its name',
      folder: 'pinned',
      verdict: 'too-old',
      sdks: ['aws-cli-v2 aws-cli 2.14.6 Dockerfile:4 runtime direct: too old'],
    },
    {
      name: 'an installer without a version is whatever is the newest',
      folder: 'unpinned',
      verdict: 'unknown',
      sdks: ['aws-cli-v2 aws-cli ? Dockerfile:2 runtime direct: unknown'],
    },
    {
      name: 'the stage that runs and those that it copies from decide, others do not',
      folder: 'stages',
      verdict: 'supported',
      sdks: [
        'aws-cli-v1 awscli 1.20.0 Dockerfile:2 build direct: too old',
        'python-boto3 boto3 1.34.100 Dockerfile:5 runtime direct: supported',
        'python-botocore botocore 1.34.100 Dockerfile:5 runtime direct: supported',
      ],
    },
    {
      name: 'the image of the CLI has its version as its tag',
      folder: 'cli-image',
      verdict: 'too-old',
      sdks: [
        'aws-cli-v2 aws-cli 2.15.0 Dockerfile:2 runtime direct: supported',
        'aws-cli-v2 aws-cli 2.13.1 Dockerfile:3 runtime direct: too old',
        'aws-cli-v2 aws-cli ? deploy.Dockerfile:1 runtime direct: unknown',
      ],
    },
    {
      name: 'build arguments are taken at their defaults',
      folder: 'args',
      verdict: 'too-old',
      sdks: [
        'aws-cli-v2 aws-cli 2.17.0 Dockerfile:5 runtime direct: supported',
        'aws-cli-v2 aws-cli ? Dockerfile:8 runtime direct: unknown',
        'python-botocore botocore 1.34.40 Dockerfile:6 runtime direct: too old',
      ],
    },
    {
      name: 'packages that pip and npm install are SDKs like those of a lockfile',
      folder: 'pip',
      verdict: 'too-old',
      sdks: [
        'aws-cli-v1 awscli ~=1.29.0 Dockerfile:2 runtime direct: too old',
        'js-v2 aws-sdk 2.1400.0 Dockerfile:2 runtime direct: too old',
      ],
    },
    {
      name: 'packages of distributions have revisions behind their versions',
      folder: 'distribution',
      verdict: 'too-old',
      sdks: [
        'aws-cli-v2 awscli 2.13.25 Dockerfile:2 runtime direct: too old',
        'aws-cli-v2 aws-cli ? Dockerfile:5 runtime direct: unknown',
        'aws-cli-v1 awscli 1.22.34 Dockerfile:3 runtime direct: too old',
        'aws-cli-v1 awscli ? Dockerfile:4 runtime direct: unknown',
      ],
    },
    {
      name: 'modules of PowerShell are read from scripts',
      folder: 'powershell',
      verdict: 'too-old',
      sdks: [
        'powershell AWS.Tools.S3 4.1.502 install.ps1:1 unknown direct: supported',
        'powershell AWSPowerShell.NetCore 4.1.300 install.ps1:2 unknown direct: too old',
        'powershell AWS.Tools.EC2 4.1.600 install.ps1:4 unknown direct: supported',
        'powershell AWS.Tools.S3 4.1.600 install.ps1:4 unknown direct: supported',
        'powershell AWS.Tools.Common ? install.ps1:6 unknown direct: unknown',
      ],
    },
    {
      name: 'scripts for continuous integration do not decide',
      folder: 'scripts',
      verdict: 'supported',
      sdks: [
        'aws-cli-v1 awscli 1.10.0 .github/scripts/setup.sh:2 development direct: too old',
        'aws-cli-v2 aws-cli 2.15.1 entrypoint.sh:4 unknown direct: supported',
      ],
    },
    {
      name: 'a command as a list of words is read',
      folder: 'words',
      verdict: 'supported',
      sdks: [
        'aws-cli-v1 awscli 1.30.0 Containerfile:2 runtime direct: supported',
      ],
    },
    {
      name: 'jars are known by their URLs, and packages of Spark by their coordinates',
      folder: 'spark',
      verdict: 'too-old',
      sdks: [
        'java-v1 com.amazonaws:aws-java-sdk-bundle 1.12.262 Dockerfile:3 runtime direct: too old',
        'java-v2 software.amazon.awssdk:bundle [2.23.19,) conf/spark-defaults.conf:3 runtime via org.apache.hadoop:hadoop-aws: supported',
      ],
    },
  ]);
});
