import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { EKSClient } from '@aws-sdk/client-eks';
import { IAMClient } from '@aws-sdk/client-iam';
import { STSClient } from '@aws-sdk/client-sts';
import type { Config } from '@backstage/config';
import {
  DefaultAwsCredentialsManager,
  type AwsCredentialProvider,
} from '@backstage/integration-aws-node';

type Credentials = AwsCredentialProvider['sdkCredentialProvider'];

/** How clients are made. */
export interface AwsClientOptions {
  credentials: Credentials;
  /** Endpoint of all services: a simulator or a proxy. */
  endpoint?: string;
  /** Tries of one call, the first one counted. Default: 6. */
  maxAttempts?: number;
  /** Milliseconds until a call without an answer counts as failed. Default: 20,000. */
  requestTimeout?: number;
}

/** Clients of one account, one per service and region. They retry adaptively: throttled, they slow down. */
export class AwsClients {
  readonly #options: AwsClientOptions;
  readonly #made = new Map<string, { destroy(): void }>();

  constructor(options: AwsClientOptions) {
    this.#options = options;
  }

  get credentials(): Credentials {
    return this.#options.credentials;
  }

  get endpoint(): string | undefined {
    return this.#options.endpoint;
  }

  eks(region: string): EKSClient {
    return this.#client(EKSClient, region);
  }

  /** IAM is global; the region picks the partition. */
  iam(region: string): IAMClient {
    return this.#client(IAMClient, region);
  }

  sts(region: string): STSClient {
    return this.#client(STSClient, region);
  }

  cloudTrail(region: string): CloudTrailClient {
    return this.#client(CloudTrailClient, region);
  }

  /** Closes all connections. */
  destroy(): void {
    for (const client of this.#made.values()) {
      client.destroy();
    }
    this.#made.clear();
  }

  #client<C extends { destroy(): void }>(
    Client: new (config: {
      region: string;
      credentials: Credentials;
      endpoint?: string;
      maxAttempts: number;
      retryMode: string;
      customUserAgent: [string, string][];
      requestHandler: object;
    }) => C,
    region: string,
  ): C {
    const key = `${Client.name}/${region}`;
    const there = this.#made.get(key);
    if (there) {
      return there as C;
    }
    const {
      credentials,
      endpoint,
      maxAttempts = 6,
      requestTimeout = 20_000,
    } = this.#options;
    const client = new Client({
      region,
      credentials,
      ...(endpoint ? { endpoint } : {}),
      maxAttempts,
      retryMode: 'adaptive',
      customUserAgent: [['backstage-plugin-eks-pod-identity', '0.1.0']],
      requestHandler: {
        connectionTimeout: Math.min(5000, requestTimeout),
        requestTimeout,
        throwOnRequestTimeout: true,
      },
    });
    this.#made.set(key, client);
    return client;
  }
}

/**
 * The clients of the configured account. Credentials are those of Backstage's `aws:` section: the account's entry, else
 * the default role there, else the main account's or the SDK's default chain.
 */
export async function createAwsClients(
  config: Config,
  account: { accountId: string; endpoint?: string },
): Promise<AwsClients> {
  const manager = DefaultAwsCredentialsManager.fromConfig(config);
  const hasEntry =
    config.has('aws.accountDefaults.roleName') ||
    (config.getOptionalConfigArray('aws.accounts') ?? []).some(
      entry => entry.getOptionalString('accountId') === account.accountId,
    );
  // Without an entry the manager would ask the public STS which account it is in; the sync asks the endpoint itself.
  const provider = await manager.getCredentialProvider(
    hasEntry ? { accountId: account.accountId } : undefined,
  );
  return new AwsClients({
    credentials: provider.sdkCredentialProvider,
    endpoint: account.endpoint,
  });
}
