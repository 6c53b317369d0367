import { scanTable } from '../../testSupport/scanTable';

describe('Python', () => {
  scanTable(__dirname, [
    {
      name: 'compiled requirements that pin all that a project asks for stand for it, whatever their heading names',
      folder: 'compiled-for-project',
      verdict: 'supported',
      sdks: [
        'python-boto3 boto3 1.35.10 requirements.txt:3 runtime found: supported',
        'python-botocore botocore 1.35.10 requirements.txt:4 runtime found: supported',
      ],
    },
    {
      name: 'a poetry.lock tells the botocore behind django-storages, and moto is no SDK',
      folder: 'poetry-2',
      verdict: 'supported',
      sdks: [
        'python-boto3 boto3 1.34.100 poetry.lock:3 runtime via django-storages: supported',
        'python-botocore botocore 1.34.100 poetry.lock:17 runtime via django-storages > boto3: supported',
      ],
    },
    {
      name: 'botocore 1.33 works for a day, so it is too old; the awscli of the developers does not decide',
      folder: 'pipenv',
      verdict: 'too-old',
      sdks: [
        'python-boto3 boto3 1.33.0 Pipfile.lock:9 runtime found: too old',
        'python-botocore botocore 1.33.0 Pipfile.lock:14 runtime found: too old',
        'aws-cli-v1 awscli 1.29.85 Pipfile.lock:20 development found: too old',
      ],
      reason: /token was rotated/,
    },
    {
      name: 'compiled requirements with hashes tell who asked',
      folder: 'requirements-hashes',
      verdict: 'too-old',
      sdks: [
        'python-botocore botocore 1.31.85 requirements.txt:7 runtime via s3transfer: too old',
      ],
    },
    {
      name: 'a constraint pins what an included file asks for',
      folder: 'requirements-constraints',
      verdict: 'supported',
      sdks: [
        'python-boto3 boto3 1.34.41 requirements/base.txt:1 runtime direct: supported',
        'python-botocore botocore 1.34.41 constraints.txt:2 runtime via boto3: supported',
      ],
    },
    {
      name: 'projects in folders may stand between requirements, with or without a dot before them',
      folder: 'requirements-folders',
      verdict: 'too-old',
      sdks: [
        'python-boto3 boto3 1.28.22 requirements.txt:7 runtime direct: too old',
        'python-botocore botocore 1.31.22 requirements.txt:8 runtime direct: too old',
      ],
    },
    {
      name: 'a uv.lock tells the path from s3fs to botocore',
      folder: 'uv',
      verdict: 'too-old',
      sdks: [
        'python-botocore botocore 1.33.13 uv.lock:12 runtime via s3fs > aiobotocore: too old',
      ],
    },
    {
      name: 'a conda-lock.yml tells the path from s3fs to botocore, and resolves the environment beside it',
      folder: 'conda-lock',
      verdict: 'too-old',
      sdks: [
        'python-botocore botocore 1.31.64 conda-lock.yml:23 runtime via s3fs > aiobotocore: too old',
      ],
    },
    {
      name: 'a pylock.toml is judged by the botocore in it',
      folder: 'pylock',
      verdict: 'supported',
      sdks: [
        'python-boto3 boto3 1.35.0 pylock.toml:5 unknown found: supported',
        'python-botocore botocore 1.35.99 pylock.toml:14 unknown found: supported',
      ],
    },
    {
      name: 'a Pipfile without its lockfile tells a range only',
      folder: 'pipfile-only',
      verdict: 'unknown',
      sdks: ['python-boto3 boto3 >=1.26 Pipfile:8 runtime direct: unknown'],
    },
    {
      name: 'a pdm.lock is read, and the first version that is good enough is',
      folder: 'pdm',
      verdict: 'supported',
      sdks: [
        'python-boto3 boto3 1.34.41 pdm.lock:10 runtime found: supported',
        'python-botocore botocore 1.34.41 pdm.lock:20 runtime via boto3: supported',
      ],
    },
    {
      name: 'a plugin that asks for the project itself does not make its pdm.lock incomplete',
      folder: 'pdm-plugin-of-itself',
      verdict: 'no-aws-sdk',
      sdks: [],
    },
    {
      name: 'a conda environment with pip packages is read',
      folder: 'conda',
      verdict: 'supported',
      sdks: [
        'python-boto3 boto3 1.34.100 environment.yml:6 runtime direct: supported',
        'aws-cli-v1 awscli 1.30.0 environment.yml:8 runtime direct: supported',
      ],
    },
    {
      name: 'a range whose top is too old is enough to tell',
      folder: 'pyproject-only',
      verdict: 'too-old',
      sdks: [
        'python-boto3 boto3 >=1.26,<1.30 pyproject.toml:4 runtime direct: too old',
      ],
    },
    {
      name: 'boto3 is judged by the botocore beside it',
      folder: 'boto3-and-botocore',
      verdict: 'too-old',
      sdks: [
        'python-boto3 boto3 1.34.100 requirements.txt:1 runtime direct: too old',
        'python-botocore botocore 1.34.40 requirements.txt:2 runtime direct: too old',
      ],
    },
    {
      name: 'the CLI of version 1 is an SDK of its own',
      folder: 'awscli',
      verdict: 'too-old',
      sdks: [
        'aws-cli-v1 awscli 1.29.85 requirements.txt:1 runtime direct: too old',
      ],
    },
  ]);
});
