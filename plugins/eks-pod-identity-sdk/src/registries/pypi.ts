import { Registry } from '../registry';
import { pep440Versions } from '../versions/pep440';

/** The Python package index. Conda's packages of the same names are the same releases. */
export const pypi: Registry = {
  id: 'pypi',
  purlTypes: ['pypi', 'conda'],
  versions: pep440Versions,
  // PEP 503
  normalizeName: name => name.toLowerCase().replace(/[-_.]+/g, '-'),
  sdks: [
    {
      sdk: 'python-botocore',
      decides: ['botocore'],
      brings: [
        'aioboto3',
        'aiobotocore',
        'apache-airflow-providers-amazon',
        'awswrangler',
        'chalice',
        'langchain-aws',
        's3fs',
        's3transfer',
        'sagemaker',
        'watchtower',
        'zappa',
      ],
    },
    {
      sdk: 'python-boto3',
      decides: ['boto3'],
      judgedBy: 'python-botocore',
      brings: ['django-ses', 'smart-open', 'django-storages'],
    },
    { sdk: 'boto', decides: ['boto'] },
    { sdk: 'aws-cli-v1', decides: ['awscli'], beforeVersion: '2' },
    // Only conda distributes version 2 as a package, under the same name.
    { sdk: 'aws-cli-v2', decides: ['awscli'], fromVersion: '2' },
  ],
};
