import { ConfigReader } from '@backstage/config';
import { parseConfig, readConfig } from './config';

const account = { accountId: '111122223333', regions: ['ap-northeast-2'] };

describe('readConfig', () => {
  it('fills in defaults; durations are milliseconds', () => {
    expect(
      readConfig(new ConfigReader({ eksPodIdentity: { account } })),
    ).toEqual({
      account,
      clusters: { include: [], exclude: [] },
      kubernetes: { enabled: true, timeout: 30_000 },
      cloudTrail: {
        enabled: true,
        lookback: 1_209_600_000,
        frequency: 3_600_000,
      },
      sync: { frequency: 900_000, timeout: 1_800_000 },
      sdk: { minimums: {} },
      terraform: { repositories: [] },
      migrations: {
        approval: 'required',
        approvers: [],
        apply: { enabled: false },
      },
    });
  });

  it('reads everything that the design shows', () => {
    const config = parseConfig({
      account: { ...account, endpoint: 'http://127.0.0.1:4599' },
      clusters: {
        include: ['prod-*', { tags: { environment: 'prod' } }],
        exclude: ['prod-old'],
      },
      kubernetes: { enabled: false },
      cloudTrail: { enabled: true, lookback: { days: 7, hours: 12 } },
      sync: { frequency: { minutes: 5 }, timeout: { minutes: 10 } },
      sdk: { minimums: { 'js-v3': { '@aws-sdk/client-s3': '3.600.0' } } },
      migrations: { approval: 'required', apply: { enabled: true } },
    });
    expect(config.cloudTrail.lookback).toBe(7.5 * 24 * 3_600_000);
    expect(config.clusters.include).toHaveLength(2);
  });

  it('says what to add where the section is absent', () => {
    expect(() => readConfig(new ConfigReader({}))).toThrow(
      "The configuration has no section 'eksPodIdentity': add it with account.accountId and account.regions",
    );
  });

  it.each([
    [
      'an account id without quotes',
      { account: { ...account, accountId: 111122223333 } },
      "eksPodIdentity.account.accountId must be text: put the digits in quotes, as in '111122223333'",
    ],
    [
      'an account id that is too short',
      { account: { ...account, accountId: '1111' } },
      "eksPodIdentity.account.accountId must be the account's 12 digits in quotes",
    ],
    [
      'no regions',
      { account: { accountId: '111122223333' } },
      'eksPodIdentity.account.regions is missing: set it to array',
    ],
    [
      'an empty list of regions',
      { account: { ...account, regions: [] } },
      'eksPodIdentity.account.regions must name at least one region',
    ],
    [
      'a region that is none',
      { account: { ...account, regions: ['seoul'] } },
      "eksPodIdentity.account.regions[0] must be a region such as 'ap-northeast-2'",
    ],
    [
      'an endpoint without a protocol',
      { account: { ...account, endpoint: 'localhost:4599' } },
      "eksPodIdentity.account.endpoint must be a URL such as 'http://127.0.0.1:4599'",
    ],
    [
      'a key that nobody knows',
      { account, cloudtrail: {} },
      "eksPodIdentity unknown key 'cloudtrail': check the spelling, or remove it",
    ],
    [
      'a duration of no unit',
      { account, sync: { frequency: 15 } },
      'eksPodIdentity.sync.frequency must be object',
    ],
    [
      'a duration that is too short',
      { account, sync: { frequency: { seconds: 1 } } },
      'eksPodIdentity.sync.frequency must be between 1 minute and 30 days',
    ],
    [
      'more than CloudTrail keeps',
      { account, cloudTrail: { lookback: { days: 120 } } },
      'eksPodIdentity.cloudTrail.lookback must be between 60 minutes and 90 days',
    ],
    [
      'a selector that is neither name nor tags',
      { account, clusters: { include: [{ name: 'x' }] } },
      "eksPodIdentity.clusters.include[0] must be a cluster's name or glob such as 'prod-*', or tags such as { tags: { environment: prod } }",
    ],
    [
      'a switch that is text',
      { account, kubernetes: { enabled: 'yes' } },
      'eksPodIdentity.kubernetes.enabled must be boolean',
    ],
  ])('refuses %s', (_what, section, message) => {
    expect(() =>
      readConfig(new ConfigReader({ eksPodIdentity: section as never })),
    ).toThrow(message);
  });

  it('names every fault at once', () => {
    expect(() => parseConfig({ account: {}, sync: { timeout: {} } })).toThrow(
      /account\.accountId.*account\.regions.*sync\.timeout/,
    );
  });
});
