import { Language } from './languages';

/** Services of AWS that scripts call most. */
const SERVICES =
  's3|s3api|sts|ssm|secretsmanager|ecr|eks|ec2|sqs|sns|dynamodb|kms|lambda|cloudformation|cloudwatch|logs|iam|rds|route53|athena|glue|kinesis|firehose|events|stepfunctions|batch|ecs|elbv2|autoscaling|ses|codeartifact|configure';

/** A call of the AWS CLI by its name, as a command or a list of words. */
const CLI = `\\baws(?:["']\\s*,\\s*["']|\\s+)(?:--[\\w-]{1,40}[= ]\\S{1,200}\\s+){0,5}(?:${SERVICES})\\b`;

/**
 * Other programs that bring an AWS SDK along. Those that work with other clouds, too, count where the store that they name is S3.
 */
const TOOLS =
  's5cmd|s3cmd|mount-s3|goofys|aws-vault|awscurl|chamber|ssm-env|aws-env|eksctl|(?:rclone|restic|duplicity|s3fs|wal-g|pgbackrest)\\b(?=[^\\n;&|]{0,300}\\bs3\\b)';

/** A script or command that calls the AWS CLI, or another program that brings an AWS SDK along. */
export const callsCli = new RegExp(
  `(?:^|[\\s;&|($\`"'/\\[])(?:${CLI}|(?:${TOOLS})["',]{0,3}(?=\\s))`,
  'm',
);

/** The program that a script or command calls and that uses AWS: `aws`, `s5cmd`; undefined for none. */
export function calledProgram(text: string): string | undefined {
  const match = callsCli.exec(text);
  return match ? programOf(match[0]) : undefined;
}

/** Name of the program in what `callsCli` or `startsCli` has matched. */
export function programOf(match: string): string {
  return /[a-z][\w-]*/.exec(match)?.[0] ?? 'aws';
}

/** Code that starts the AWS CLI: its name and the service stand in quotes. */
export const startsCli = new RegExp(`["'\`]${CLI}|%w\\[\\s*${CLI}`);

/** Code that uses an AWS SDK at all: it contradicts 'no AWS SDK' wherever no dependency file names one. */
export const sdkUsePatterns: Partial<Record<Language, RegExp>> = {
  python:
    /^[ \t]*(import|from)\s+(boto3|botocore|aioboto3|aiobotocore|s3fs|awswrangler)\b/m,
  javascript: /(from|require\s*\(|import\s*\()\s*['"](@aws-sdk\/|aws-sdk\b)/,
  jvm: /^[ \t]*import\s+(static\s+)?(software\.amazon\.awssdk|com\.amazonaws|aws\.sdk\.kotlin)\b/m,
  go: /"github\.com\/aws\/aws-sdk-go(-v2)?(\/|")/,
  ruby: /^[ \t]*require\s*(?:\(\s*)?['"]aws-sdk/m,
  php: /^[ \t]*use\s+Aws\\/m,
  dotnet:
    /^[ \t]*using\s+Amazon\.(Runtime|S3|SQS|SimpleNotificationService|DynamoDBv2|SecretsManager|KeyManagementService|Lambda|SecurityToken|EC2)\b/m,
  rust: /\buse\s+aws_(config|sdk_\w+)\b/,
  cpp: /^[ \t]*#\s*include\s*<aws\//m,
  elixir: /\b(?:ExAws\.|AWS\.Client\b|alias\s+ExAws\b)/,
  shell: callsCli,
  powershell:
    /\b(?:Import-Module\s+AWS|(?:Get|Set|New|Write|Read|Copy|Remove|Send|Receive|Invoke|Use)-(?:S3|SQS|SNS|STS|SSM|SEC|DDB|LM|EC2|CFN|KMS)\w{2,40})\b/i,
};
