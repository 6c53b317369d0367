import { ShadowRow } from '../shadow';

const CLI = 'https://docs.aws.amazon.com/cli/latest';

/** Programs that have a `--profile` of AWS. */
const WITH_PROFILE =
  'aws|awscli|s5cmd|eksctl|aws-vault|aws-sso|sam|cdk|copilot|ecs-cli|chamber|s3cmd|saml2aws|steampipe';

/** Programs whose `--profile` is something else. */
const OTHER_PROFILE =
  /(?:^|[\s/;&|"',[])(?:mvnw?|gradlew?|cargo|docker|docker-compose|npm|npx|pnpm|yarn|node|jupyter|ipython|firefox|chrom\w*|hatch|snakemake|nextflow|airflow|gunicorn|uvicorn|psql|vault|terraform|az|gcloud|oci|dbt|py-spy|ruff|isort|lein|swift|dotnet|rebar3|mix)(?=[\s"',]|$)/;

/** Commands, as scripts, images and pods write them. */
export const shell: readonly ShadowRow[] = [
  {
    pattern: new RegExp(
      `(?:^|[\\s/;&|("'\`,[])(?:${WITH_PROFILE})["',]{0,3}\\s[^\\n;|&]{0,300}--profile["']?(?:=|,?\\s)["'\\s]{0,3}(?!["'\\s]|\\$\\{?\\w+:?-?\\}?["']?\\s*$)`,
      'm',
    ),
    what: '--profile',
    kind: 'profile',
    source: `${CLI}/userguide/cli-configure-files.html`,
  },
  {
    pattern:
      /\baws["',]{0,3}\s+["']?configure["',]{0,3}\s+["']?(?:set["',]{0,3}\s+[^\n;|&]{0,120}?(?:aws_access_key_id|aws_secret_access_key|credential_process|source_profile|role_arn|credential_source|web_identity_token_file|sso_\w{1,30})\b|import\b|sso\b)/,
    what: 'aws configure set',
    kind: 'profile',
    source: `${CLI}/reference/configure/set.html`,
  },
  {
    pattern: /(?:^|[\s"'`\\n])aws_access_key_id\s*=(?!\s*(?:["']\s*)?$)/m,
    what: 'aws_access_key_id=',
    kind: 'static-keys',
    source: `${CLI}/userguide/cli-configure-files.html`,
  },
  {
    pattern: /credential_(?:source|process)\s*=/,
    what: 'credential_source=',
    kind: 'profile',
    source: `${CLI}/userguide/cli-configure-files.html`,
  },
];

/** A file of variables out of a secret, which a shell takes in: what is in there is not read. */
export const sourcedSecrets: readonly ShadowRow[] = [
  {
    pattern:
      /(?:^|[\s;&|("'])(?:\.|source)\s+["']?\/[\w./-]{0,100}(?:secrets?|credentials?)\b/m,
    what: 'a secret file that the shell sources',
    kind: 'static-keys',
    effect: 'unknown',
    source:
      'https://developer.hashicorp.com/vault/docs/deploy/kubernetes/injector/examples',
  },
];

/** What sends the requests of a program to a proxy, unless the agent is named as an exception. */
export const proxies: readonly ShadowRow[] = [
  {
    pattern:
      /(?:^|[\s;&|("'])(?:https?|all)_proxy=(?!["']?(?:\s|$|\$\{?(?:https?|all)_proxy\b))/im,
    what: 'variable HTTP_PROXY',
    kind: 'proxy',
    weigh: (_match, text) =>
      /\bno_proxy=[^\n]{0,500}169\.254\.170\.23/i.test(text)
        ? undefined
        : 'unknown',
    source:
      'https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html',
  },
];

/** Commands that a container is started with, beside those of scripts. */
export const command: readonly ShadowRow[] = [
  ...shell,
  ...sourcedSecrets,
  {
    pattern: /(?:^|[\s"',[])--aws[-_.]?profile(?:[-_]name)?(?:=|["',\s])/i,
    what: '--aws-profile',
    kind: 'profile',
    source: `${CLI}/userguide/cli-configure-files.html`,
  },
  {
    pattern:
      /(?:^|[\s"',[])--aws[-_.]?access[-_.]?key(?:[-_.]?id)?(?:=|["',\s])/i,
    what: '--aws-access-key-id',
    kind: 'static-keys',
    source: `${CLI}/userguide/cli-configure-files.html`,
  },
  {
    // Whether it is a profile of AWS, only the program knows.
    pattern: /(?:^|[\s"',[])--profile(?:=|["',\s])/,
    what: '--profile',
    kind: 'profile',
    effect: 'unknown',
    weigh: (_match, text) => (OTHER_PROFILE.test(text) ? undefined : 'unknown'),
    source: `${CLI}/userguide/cli-configure-files.html`,
  },
];
