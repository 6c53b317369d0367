/** A duration; several members add up. */
interface EksPodIdentityDuration {
  days?: number;
  hours?: number;
  minutes?: number;
  seconds?: number;
}

/** A cluster's name, a glob such as `prod-*`, or tags that must all be there (their values may be globs). */
type EksPodIdentityClusterSelector = string | { tags: Record<string, string> };

export interface Config {
  /** EKS Pod Identity: the way from IRSA to Pod Identity of one AWS account. */
  eksPodIdentity: {
    /** The account that is read. Credentials come from the standard `aws:` section, else from the SDK's default chain. */
    account: {
      /**
       * Twelve digits, in quotes. A sync whose credentials are of another account refuses to run.
       * @visibility backend
       */
      accountId: string;
      /**
       * Regions whose clusters are read, such as `ap-northeast-2`.
       * @visibility backend
       */
      regions: string[];
      /**
       * Endpoint of all AWS services; only for a simulator or a proxy.
       * @visibility backend
       */
      endpoint?: string;
    };
    /** Which clusters are read. Default: all. */
    clusters?: {
      /**
       * Only clusters that one of these picks; empty: all.
       * @visibility backend
       */
      include?: EksPodIdentityClusterSelector[];
      /**
       * Not those that one of these picks; wins over `include`.
       * @visibility backend
       */
      exclude?: EksPodIdentityClusterSelector[];
    };
    /** The clusters' Kubernetes APIs: service accounts, pods, controllers, nodes, network policies; never Secrets. */
    kubernetes?: {
      /**
       * Default: true. Without it, workloads come from associations alone.
       * @visibility backend
       */
      enabled?: boolean;
      /**
       * How long one answer may take, 1 second to 10 minutes. Default: 30 seconds. A cluster that takes longer is
       * marked as stale.
       * @visibility backend
       */
      timeout?: EksPodIdentityDuration;
    };
    /** CloudTrail LookupEvents: which SDKs really run, and with which credentials. */
    cloudTrail?: {
      /**
       * Default: true.
       * @visibility backend
       */
      enabled?: boolean;
      /**
       * How far back events are read, 1 hour to 90 days (CloudTrail keeps no more). Default: 14 days.
       * @visibility backend
       */
      lookback?: EksPodIdentityDuration;
      /**
       * How often it is read: it is slow (2 calls a second), so it has its own schedule. Default: 1 hour.
       * @visibility backend
       */
      frequency?: EksPodIdentityDuration;
    };
    /** Reading the account. */
    sync?: {
      /**
       * How often. Default: 15 minutes.
       * @visibility backend
       */
      frequency?: EksPodIdentityDuration;
      /**
       * How long a sync may take; what was not read by then counts as unseen. Default: 30 minutes.
       * @visibility backend
       */
      timeout?: EksPodIdentityDuration;
    };
    /** Judging AWS SDKs. */
    sdk?: {
      /**
       * Minimum versions that replace those of the plugin's table: by SDK id, one version or one per package.
       * @visibility backend
       */
      minimums?: Record<string, string | Record<string, string>>;
    };
    /** The platform's Terraform code: whether a move can be written there, and what it manages. */
    terraform?: {
      /**
       * URLs of folders in repositories, as Backstage's integrations read them.
       * @visibility backend
       */
      repositories?: string[];
    };
    /** Requests for a move. */
    migrations?: {
      /**
       * `required` (default): somebody else than who asked approves each request; `self`: who asked may approve it, too,
       * with the permission; `none`: requests are approved as they come.
       * @visibility backend
       */
      approval?: 'required' | 'self' | 'none';
      /** Entity references that are told of new requests: `group:default/platform`. */
      approvers?: string[];
      /** Carrying out plans by the backend itself, with its own credentials. */
      apply?: {
        /**
         * Default: false: plans are rendered for people and pipelines to carry out.
         * @visibility backend
         */
        enabled?: boolean;
      };
    };
  };
}
