import { ApiException } from '@kubernetes/client-node';
import { unseenByKubernetes } from './failures';

const CALLER = 'arn:aws:iam::111122223333:role/backstage';

const failed = (error: unknown) =>
  unseenByKubernetes(error, {
    resource: 'pods',
    endpoint: 'https://cluster.example.org',
    callerArn: CALLER,
    timeout: 30_000,
    privateOnly: false,
  });

const answered = (code: number, body: unknown) =>
  failed(new ApiException(code, 'failed', body, {}));

describe('an error of the Kubernetes API', () => {
  it.each<[string, number, unknown, string]>([
    [
      '401 with words is told with them',
      401,
      { message: 'Unauthorized' },
      `The cluster does not know ${CALLER} (401 Unauthorized).`,
    ],
    [
      '401 without words is told by its number',
      401,
      '',
      `The cluster does not know ${CALLER} (401).`,
    ],
    [
      '403 without words is told by its number',
      403,
      {},
      'kubernetes: list pods was denied: 403',
    ],
    [
      'another one without words is told by its number',
      503,
      undefined,
      "kubernetes: list pods: the cluster's API answered 503",
    ],
  ])('%s', (_, code, body, reason) => {
    expect(answered(code, body)).toMatchObject({ seen: false, reason });
  });
});
