/** Words of pipelines and other clouds, which swap tokens of their own at STS: no pod wrote them. */
export const pipelines = [
  'configure-aws-credentials',
  'Could not assume role with OIDC',
  'token.actions.githubusercontent.com',
  'role-to-assume',
  'accounts.google.com',
  'GitLab CI',
  'CI_JOB_JWT',
  'BITBUCKET_STEP_OIDC_TOKEN',
  'CIRCLE_OIDC_TOKEN',
  'app.terraform.io',
  'TFC_AWS_RUN_ROLE_ARN',
  'sts.windows.net',
];

/** Words about a person's login by IAM Identity Center: a laptop's, with its own way out (`aws sso login`). */
export const singleSignOn = [
  'SSO session has expired',
  'SSO session associated with this profile',
  'SSOProviderInvalidToken',
  'SSO login is expired',
  'aws sso login',
  'sso/cache',
  'Error loading SSO Token',
  'Error when retrieving token from sso',
  'SSOTokenProvider',
  'SSO Token',
  'InvalidSSOToken',
  'UnauthorizedSSOToken',
  'sso_start_url',
  'Token for … does not exist',
  'Token has expired and refresh failed',
];

/** Words about a file that is there and may not be read: the file system's permissions (fsGroup), not the identity. */
export const unreadable = [
  'permission denied',
  'EACCES',
  'Errno 13',
  'AccessDeniedException: /var/run',
  'operation not permitted',
];

/** What else is read from the metadata of an instance than credentials: where it runs. */
export const placeLookups = [
  'introspect vpcID',
  'introspect region',
  'VPC ID',
  'vpcID',
  'aws-vpc-id',
  'aws-region',
  'mac metadata',
  'meta-data/mac',
  'instance identity document',
  'instance-identity',
  'placement/',
  'availability-zone',
  'get region',
  'fetch region',
  'region from',
  'instance ID from',
  'instance data from',
];

/** STS itself was not reached, or not trusted: names, routes and certificates of the network. */
export const stsUnreached = [
  'lookup sts',
  'EAI_AGAIN sts',
  'ENOTFOUND sts',
  'Post https://sts',
  'endpoint URL: https://sts',
  'x509',
  'self signed certificate',
  'unable to get local issuer certificate',
];

/** Services and tools that pass a role as EKS does, and refuse one of another account in the same words. */
export const otherServices = [
  'CloudFormation',
  'Lambda',
  'CodeDeploy',
  'CodePipeline',
  'CodeBuild',
  'AmazonECS',
  'Serverless',
  'SageMaker',
  'AWSGlue',
  'AmazonEC2',
];
