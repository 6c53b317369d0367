import { ConfigReader } from '@backstage/config';
import { createAwsClients } from './clients';

const accountId = '111122223333';
// Nothing listens there: no call may be made to find credentials.
const endpoint = 'http://127.0.0.1:1';

async function keyOf(aws: object | undefined): Promise<string> {
  const clients = await createAwsClients(new ConfigReader(aws ? { aws } : {}), {
    accountId,
    endpoint,
  });
  const { accessKeyId } = await clients.credentials();
  clients.destroy();
  return accessKeyId;
}

describe('createAwsClients', () => {
  const environment = process.env;

  beforeEach(() => {
    process.env = {
      ...environment,
      AWS_ACCESS_KEY_ID: 'AKIAENVIRONMENT',
      AWS_SECRET_ACCESS_KEY: 'secret',
    };
  });

  afterEach(() => {
    process.env = environment;
  });

  it.each<[string, object | undefined, string]>([
    [
      'the account’s entry',
      {
        accounts: [
          { accountId, accessKeyId: 'AKIAENTRY', secretAccessKey: 'secret' },
        ],
      },
      'AKIAENTRY',
    ],
    [
      'the main account where the account has no entry',
      { mainAccount: { accessKeyId: 'AKIAMAIN', secretAccessKey: 'secret' } },
      'AKIAMAIN',
    ],
    ['the default chain without a section aws', undefined, 'AKIAENVIRONMENT'],
  ])('takes the credentials of %s', async (_what, aws, expected) => {
    expect(await keyOf(aws)).toBe(expected);
  });

  it('makes one client per service and region', async () => {
    const clients = await createAwsClients(new ConfigReader({}), {
      accountId,
      endpoint,
    });
    expect(clients.eks('us-east-1')).toBe(clients.eks('us-east-1'));
    expect(clients.eks('us-east-1')).not.toBe(clients.eks('ap-northeast-2'));
    clients.destroy();
  });
});
