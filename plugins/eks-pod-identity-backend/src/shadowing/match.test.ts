import fc from 'fast-check';
import { blankComments } from './comments';
import { blankSettingComments, flattenYaml } from './flatten';
import { commentStyleOf, Language } from './languages';
import { Grammar, matchShadows, shadowRows } from './match';

/** Found things, the gravest effects first: `profile`, `static-keys?` where it can't be told, `node-role~` for a warning. */
function told(text: string, grammar: Grammar): string[] {
  const marks = { fail: '', unknown: '?', warn: '~' };
  return matchShadows(text, grammar).map(
    ({ kind, effect = 'fail' }) => `${kind}${marks[effect]}`,
  );
}

const code = (language: Language, text: string) =>
  told(blankComments(text, commentStyleOf(language)), language);

type Row = [name: string, text: string, expected: string[]];

describe('code that comes before Pod Identity, or goes past it', () => {
  describe.each<[Language, Row[]]>([
    [
      'python',
      [
        [
          'a field of settings',
          'class S(BaseSettings):\n    aws_role_arn: str\n',
          ['web-identity'],
        ],
        [
          'a field of something else',
          'class S(Model):\n    aws_role_arn: str\n',
          [],
        ],
        [
          'a variable for a program',
          'raw_env = ["AWS_PROFILE=prod"]',
          ['profile'],
        ],
        [
          'variables for a program',
          'run(cmd, env={"AWS_PROFILE": "prod"})',
          ['profile'],
        ],
        [
          'names of variables',
          'HIDDEN = ["AWS_ACCESS_KEY_ID", "AWS_PROFILE"]',
          [],
        ],
        ['a message', 'log.info("set AWS_PROFILE to use a profile")', []],

        [
          'a role that is read',
          'r = os.environ["AWS_ROLE_ARN"]',
          ['web-identity'],
        ],
        [
          'a role that is read, if it is set',
          'os.getenv("AWS_ROLE_ARN")',
          ['web-identity'],
        ],
        ['a role of another name', 'os.environ["TARGET_AWS_ROLE_ARN"]', []],
        [
          'a role that is taken away',
          'os.environ.pop("AWS_ROLE_ARN", None)',
          [],
        ],
        [
          'a deleted variable',
          'del os.environ["AWS_WEB_IDENTITY_TOKEN_FILE"]',
          [],
        ],
        [
          'a profile in the environment',
          'os.environ["AWS_PROFILE"] = "prod"',
          ['profile'],
        ],
        [
          'a profile as a default',
          'os.environ.setdefault("AWS_PROFILE", "prod")',
          ['profile'],
        ],
        [
          'a profile that is compared',
          'if os.environ["AWS_PROFILE"] == "prod": pass',
          [],
        ],
        [
          'a profile that is only read',
          'name = os.environ.get("AWS_PROFILE")',
          [],
        ],
        [
          'a profile where one is named',
          's = boto3.Session(profile_name=os.environ.get("AWS_PROFILE"))',
          ['profile~'],
        ],
        [
          'keys in a dictionary',
          "opts = {'aws_access_key_id': conf.key}",
          ['static-keys'],
        ],
        [
          'keys of a role that it assumes',
          'c = boto3.client("s3", aws_access_key_id=creds["AccessKeyId"])',
          [],
        ],
        [
          'keys of s3fs',
          's3fs.S3FileSystem(key=KEY, secret=SECRET)',
          ['static-keys'],
        ],
        ['s3fs with the default chain', 's3fs.S3FileSystem(anon=False)', []],
        [
          'keys by position',
          "boto3.Session('AKIAIOSFODNN7EXAMPLE', secret)",
          ['static-keys'],
        ],
        [
          'a class of Spark',
          '.config("spark.hadoop.fs.s3a.aws.credentials.provider",\n "com.amazonaws.auth.WebIdentityTokenCredentialsProvider")',
          ['web-identity'],
        ],
        [
          "Spark's default chain",
          '.config("spark.hadoop.fs.s3a.aws.credentials.provider", "com.amazonaws.auth.DefaultAWSCredentialsProviderChain")',
          [],
        ],
        [
          'the token by its path',
          'open("/var/run/secrets/eks.amazonaws.com/serviceaccount/token")',
          ['web-identity'],
        ],
        [
          "the node's credentials by HTTP",
          'get("http://169.254.169.254/latest/meta-data/iam/security-credentials/")',
          ['node-role~'],
        ],
        [
          "the node's zone by HTTP",
          'get("http://169.254.169.254/latest/meta-data/placement/availability-zone")',
          [],
        ],
        [
          'the call by its name in the API',
          'get(sts, params={"Action": "AssumeRoleWithWebIdentity"})',
          ['web-identity'],
        ],
      ],
    ],
    [
      'javascript',
      [
        [
          'variables of a process manager',
          "env: { AWS_PROFILE: 'prod' }",
          ['profile'],
        ],
        ['a schema of variables', 'AWS_PROFILE: Joi.string().optional()', []],
        [
          'keys where they are set',
          'process.env.KEY ? { credentials: { accessKeyId: process.env.KEY } } : {}',
          ['static-keys~'],
        ],
        [
          'keys of a variable',
          'credentials: { accessKeyId: process.env.KEY }',
          ['static-keys'],
        ],

        [
          'a role that is read',
          'const { AWS_ROLE_ARN } = process.env;',
          ['web-identity'],
        ],
        ['a role that is deleted', 'delete process.env.AWS_ROLE_ARN;', []],
        [
          'a profile in the environment',
          "process.env.AWS_PROFILE = 'prod';",
          ['profile'],
        ],
        [
          'a profile that is compared',
          "if (process.env.AWS_PROFILE === 'x') {}",
          [],
        ],
        [
          'keys of a role that it assumes',
          'credentials: { accessKeyId: out.Credentials.AccessKeyId }',
          [],
        ],
        [
          'keys by their own names',
          'credentials: { accessKeyId, secretAccessKey }',
          ['static-keys'],
        ],
        [
          'keys of the environment',
          "import { fromEnv } from '@aws-sdk/credential-providers';\nfromEnv()",
          ['static-keys'],
        ],
        [
          'the call',
          'await sts.assumeRoleWithWebIdentity({ RoleArn }).promise()',
          ['web-identity'],
        ],
        ['a default client', 'new S3Client({ region })', []],
      ],
    ],
    [
      'jvm',
      [
        [
          'a role that is read',
          'System.getenv("AWS_ROLE_ARN")',
          ['web-identity'],
        ],
        [
          'a property',
          'System.setProperty("aws.profile", "prod");',
          ['profile'],
        ],
        [
          'another property',
          'System.setProperty("aws.region", "us-east-1");',
          [],
        ],
        [
          'keys of the environment only',
          'EnvironmentVariableCredentialsProvider.create()',
          ['static-keys'],
        ],
        [
          'keys of a role that it assumes',
          'AwsSessionCredentials.create(c.accessKeyId(), c.secretAccessKey(), c.sessionToken())',
          [],
        ],
        [
          'a request for a web identity',
          'AssumeRoleWithWebIdentityRequest.builder().roleArn(r).build()',
          ['web-identity'],
        ],
        [
          "Kotlin's provider",
          'StsWebIdentityProvider(tokenPath)',
          ['web-identity'],
        ],
        [
          'a class in a string',
          'conf.set("fs.s3a.aws.credentials.provider", "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider");',
          ['static-keys'],
        ],
        [
          'imports without semicolons',
          'import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider\nimport software.amazon.awssdk.auth.credentials.WebIdentityTokenFileCredentialsProvider\n',
          [],
        ],
      ],
    ],
    [
      'go',
      [
        ['a role that is read', 'os.Getenv("AWS_ROLE_ARN")', ['web-identity']],
        [
          'a role in a tag of a struct',
          'Role string `env:"AWS_ROLE_ARN"`',
          ['web-identity'],
        ],
        ['a role that is unset', 'os.Unsetenv("AWS_ROLE_ARN")', []],
        [
          'a profile in the environment',
          'os.Setenv("AWS_PROFILE", "prod")',
          ['profile'],
        ],
        [
          'keys by another name of the package',
          'awscreds.NewStaticCredentialsProvider(k, s, "")',
          ['static-keys'],
        ],
        [
          'a profile of a session',
          'session.NewSessionWithOptions(session.Options{Profile: "prod"})',
          ['profile'],
        ],
        [
          'a web identity of MinIO',
          'credentials.NewSTSWebIdentity(url, get)',
          ['web-identity'],
        ],
        [
          'an input of the call',
          '&sts.AssumeRoleWithWebIdentityInput{RoleArn: &arn}',
          ['web-identity'],
        ],
        ['the default config', 'config.LoadDefaultConfig(ctx)', []],
      ],
    ],
    [
      'ruby',
      [
        ['a role that is read', "ENV.fetch('AWS_ROLE_ARN')", ['web-identity']],
        [
          'a profile in the environment',
          "ENV['AWS_PROFILE'] = 'prod'",
          ['profile'],
        ],
        [
          'a profile of a client',
          "Aws::S3::Client.new(region: r, profile: 'prod')",
          ['profile'],
        ],
        [
          'keys of the old form',
          'Aws::S3::Client.new(:access_key_id => k)',
          ['static-keys'],
        ],
        [
          'the call',
          'sts.assume_role_with_web_identity(role_arn: r)',
          ['web-identity'],
        ],
        ['a default client', 'Aws::S3::Client.new', []],
      ],
    ],
    [
      'php',
      [
        ['a role that is read', "getenv('AWS_ROLE_ARN')", ['web-identity']],
        [
          'a profile in the environment',
          "putenv('AWS_PROFILE=prod');",
          ['profile'],
        ],
        [
          'a profile of a client',
          "use Aws\\S3\\S3Client;\nnew S3Client(['profile' => 'prod']);",
          ['profile'],
        ],
        [
          'imported keys',
          'use Aws\\Credentials\\Credentials;\n$c = new Credentials($k, $s);',
          ['static-keys'],
        ],
        [
          "a framework's optional keys",
          "'key' => env('AWS_ACCESS_KEY_ID'),",
          [],
        ],
      ],
    ],
    [
      'dotnet',
      [
        [
          'a role that is read',
          'Environment.GetEnvironmentVariable("AWS_ROLE_ARN")',
          ['web-identity'],
        ],
        [
          'a profile of options',
          'new AWSOptions { Region = r, Profile = "prod" }',
          ['profile'],
        ],
        ['keys in F#', 'let c = BasicAWSCredentials(k, s)', ['static-keys']],
        [
          'keys of the environment only',
          'new EnvironmentVariablesAWSCredentials()',
          ['static-keys'],
        ],
        [
          'the call',
          'await sts.AssumeRoleWithWebIdentityAsync(request);',
          ['web-identity'],
        ],
        ['a default client', 'new AmazonS3Client(RegionEndpoint.USEast1)', []],
      ],
    ],
    [
      'rust',
      [
        [
          'keys for mail',
          'use lettre::Credentials;\nCredentials::new(user, password)',
          [],
        ],

        [
          'a role that is read',
          'std::env::var("AWS_ROLE_ARN")',
          ['web-identity'],
        ],
        [
          'a profile',
          'aws_config::from_env().profile_name("prod")',
          ['profile'],
        ],
        [
          'keys of the environment only',
          'EnvironmentVariableCredentialsProvider::new()',
          ['static-keys'],
        ],
        [
          'the call',
          'client.assume_role_with_web_identity().send()',
          ['web-identity'],
        ],
        ['the default config', 'aws_config::load_defaults(v).await', []],
      ],
    ],
    [
      'cpp',
      [
        [
          'a profile of a client',
          'Aws::Client::ClientConfiguration config("prod");',
          ['profile'],
        ],

        [
          'a role that is read',
          'std::getenv("AWS_ROLE_ARN")',
          ['web-identity'],
        ],
        [
          'a profile',
          'Aws::MakeShared<ProfileConfigFileAWSCredentialsProvider>("t")',
          ['profile'],
        ],
        [
          'keys',
          'Aws::Auth::AWSCredentials creds(key, secret);',
          ['static-keys'],
        ],
        ['a default client', 'Aws::S3::S3Client client;', []],
      ],
    ],
    [
      'elixir',
      [
        [
          'a role that is read',
          'System.get_env("AWS_ROLE_ARN")',
          ['web-identity'],
        ],
        [
          'a web identity',
          'awscli_auth_adapter: ExAws.STS.AuthCache.AssumeRoleWebIdentityAdapter',
          ['web-identity'],
        ],
        ['a profile', 'access_key_id: [{:awscli, "prod", 30}]', ['profile']],
        [
          "the library's default",
          'access_key_id: [{:system, "AWS_ACCESS_KEY_ID"}, :instance_role]',
          [],
        ],
        ['a comment', '# System.get_env("AWS_ROLE_ARN")', []],
      ],
    ],
    [
      'shell',
      [
        [
          'a role that has to be there',
          ': "${AWS_ROLE_ARN:?no role}"',
          ['web-identity'],
        ],
        [
          'a role that is tested',
          'if [ -z "$AWS_ROLE_ARN" ]; then exit 1; fi',
          ['web-identity'],
        ],
        [
          'a role that is unset',
          'unset AWS_ROLE_ARN AWS_WEB_IDENTITY_TOKEN_FILE',
          [],
        ],
        [
          'a role that is taken away for one command',
          'env -u AWS_ROLE_ARN python app.py',
          [],
        ],
        ['a profile that is exported', 'export AWS_PROFILE=prod', ['profile']],
        [
          'a profile for one command',
          'AWS_PROFILE=prod exec python app.py',
          ['profile'],
        ],
        [
          'a profile that is handed on',
          'export AWS_PROFILE="${AWS_PROFILE:-}"',
          [],
        ],
        [
          'a profile with a default',
          'export AWS_PROFILE="${AWS_PROFILE:-prod}"',
          ['profile'],
        ],
        ['a profile that is emptied', 'export AWS_PROFILE=', []],
        [
          'keys of a secret',
          'export AWS_ACCESS_KEY_ID=$(cat /secrets/key)',
          ['static-keys'],
        ],
        ['keys of an emulator', 'export AWS_ACCESS_KEY_ID=test', []],
        [
          'keys of a role that it assumes',
          'c=$(aws sts assume-role --role-arn x)\nexport AWS_ACCESS_KEY_ID=$(echo $c | jq -r .k)',
          ['static-keys~'],
        ],
        [
          'a profile of the CLI',
          'aws s3 sync s3://a /a --profile prod',
          ['profile'],
        ],
        ['a profile of another program', 'mvn package --profile prod', []],
        [
          'a profile that is written',
          'aws configure set role_arn x --profile p',
          ['profile'],
        ],
        ['a region that is written', 'aws configure set region us-east-1', []],
        [
          'a config file that is written',
          'cat > ~/.aws/config <<E\n[default]\nweb_identity_token_file = /t\nE',
          ['web-identity'],
        ],
        [
          'an option of Java',
          'exec java -Daws.profile=prod -jar a.jar',
          ['profile'],
        ],
        [
          'a role for Java, which is taken with a token file only',
          'exec java -Daws.roleArn=arn:aws:iam::111122223333:role/a -jar a.jar',
          ['web-identity?'],
        ],
        [
          'a configuration file for Java, which may have a profile',
          'exec java -Daws.configFile=/etc/aws/config -jar a.jar',
          ['profile?'],
        ],
        [
          'a harmless option of Java',
          'exec java -Daws.region=us-east-1 -jar a.jar',
          [],
        ],
        [
          'a proxy',
          'export HTTPS_PROXY=http://proxy.example.org:3128',
          ['proxy?'],
        ],
        [
          'a proxy with an exception',
          'export https_proxy=http://proxy.example.org\nexport no_proxy=169.254.170.23',
          [],
        ],
        [
          'metadata that are switched off',
          'export AWS_EC2_METADATA_DISABLED=true',
          [],
        ],
        [
          'the endpoint of ECS',
          'export AWS_CONTAINER_CREDENTIALS_RELATIVE_URI=/x',
          ['ecs-only'],
        ],
        ['a call of the default chain', 'aws s3 cp s3://a/b .', []],
      ],
    ],
    [
      'powershell',
      [
        [
          'a role that is read',
          'if (-not $env:AWS_ROLE_ARN) { throw }',
          ['web-identity'],
        ],
        [
          'a profile in the environment',
          '$env:AWS_PROFILE = "prod"',
          ['profile'],
        ],
        [
          'a web identity',
          'Use-STSWebIdentityRole -RoleArn $r',
          ['web-identity'],
        ],
        [
          'keys',
          'Set-AWSCredential -AccessKey $k -SecretKey $s',
          ['static-keys'],
        ],
        ['a block of comments', '<#\nSet-AWSCredential -AccessKey $k\n#>', []],
      ],
    ],
    [
      'other',
      [
        [
          'a role that is read, in Perl',
          "my $r = $ENV{'AWS_ROLE_ARN'};",
          ['web-identity'],
        ],
        [
          'keys in Swift',
          'let k = "AKIAIOSFODNN7EXAMPLE"; let secret = "x"',
          ['static-keys'],
        ],
      ],
    ],
  ])('of %s', (language, rows) => {
    it.each(rows)('%s', (_name, text, expected) => {
      expect(code(language, text)).toEqual(expected);
    });
  });
});

describe('configuration that comes before Pod Identity', () => {
  it.each<[string, string, string, string[]]>([
    [
      'a provider of Spark',
      'spark-defaults.conf',
      'spark.hadoop.fs.s3a.aws.credentials.provider com.amazonaws.auth.WebIdentityTokenCredentialsProvider',
      ['web-identity'],
    ],
    [
      'a provider of Hadoop',
      'core-site.xml',
      '<property><name>fs.s3a.aws.credentials.provider</name>\n<value>software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider</value></property>',
      ['profile'],
    ],
    [
      'a list of Hadoop with the container',
      'core-site.xml',
      '<name>fs.s3a.aws.credentials.provider</name>\n<value>org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider,\norg.apache.hadoop.fs.s3a.auth.IAMInstanceCredentialsProvider</value>',
      [],
    ],
    [
      'a provider in a comment',
      'core-site.xml',
      '<!-- <name>fs.s3a.aws.credentials.provider</name><value>com.amazonaws.auth.WebIdentityTokenCredentialsProvider</value> -->',
      [],
    ],
    [
      'the provider of containers',
      'a.properties',
      'fs.s3a.aws.credentials.provider=software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider',
      [],
    ],
    [
      'a provider of Iceberg',
      'a.properties',
      'client.credentials-provider=software.amazon.awssdk.auth.credentials.WebIdentityTokenFileCredentialsProvider',
      ['web-identity'],
    ],
    [
      "the node's provider of Flink",
      'flink-conf.yaml',
      'fs.s3a.aws.credentials.provider: com.amazonaws.auth.InstanceProfileCredentialsProvider',
      ['node-role'],
    ],
    [
      'keys of Hadoop',
      'a.conf',
      'spark.hadoop.fs.s3a.access.key abc',
      ['static-keys'],
    ],
    [
      'keys of Hadoop in a comment',
      'a.conf',
      '# spark.hadoop.fs.s3a.access.key abc',
      [],
    ],
    [
      'keys of Spring',
      'application.yml',
      'spring:\n  cloud:\n    aws:\n      credentials:\n        access-key: abc\n',
      ['static-keys'],
    ],
    [
      'keys of Spring for an emulator',
      'application.yml',
      'spring:\n  cloud:\n    aws:\n      credentials:\n        access-key: test\n',
      [],
    ],
    [
      'a profile of Spring',
      'application.properties',
      'spring.cloud.aws.credentials.profile.name=prod',
      ['profile'],
    ],
    [
      'a region of Spring',
      'application.properties',
      'spring.cloud.aws.region.static=us-east-1',
      [],
    ],
    [
      'a role that is filled in',
      'application.yml',
      'app:\n  role: ${AWS_ROLE_ARN}\n',
      ['web-identity'],
    ],
    [
      'a profile of .NET',
      'appsettings.json',
      '{ "AWS": { "Region": "x", "Profile": "prod" } }',
      ['profile'],
    ],
    [
      'a region of .NET',
      'appsettings.json',
      '{ "AWS": { "Region": "x" } }',
      [],
    ],
    [
      'a profile of supervisord',
      'supervisord.conf',
      'environment=AWS_PROFILE="prod"',
      ['profile'],
    ],
    ['a variable of a file', 'a.env', 'AWS_PROFILE=prod', ['profile']],
    [
      "keys of Rails' own credentials",
      'storage.yml',
      'amazon:\n  service: S3\n  access_key_id: <%= Rails.application.credentials.dig(:aws, :id) %>\n',
      ['static-keys?'],
    ],
    [
      'a web identity in a connection of Airflow',
      'a.env',
      'AIRFLOW_CONN_AWS=aws://?assume_role_method=assume_role_with_web_identity',
      ['web-identity'],
    ],
    [
      'a profile of Spring by its name in the environment',
      'a.env',
      'SPRING_CLOUD_AWS_CREDENTIALS_PROFILE_NAME=prod',
      ['profile'],
    ],
    [
      'keys of Quarkus for developers and tests',
      'application.properties',
      '%dev.quarkus.s3.aws.credentials.type=static\n%test.quarkus.sqs.aws.credentials.type=static\n',
      [],
    ],
    [
      'keys of Quarkus for developers, below their profile',
      'application.yml',
      '"%dev":\n  quarkus:\n    s3:\n      aws:\n        credentials:\n          type: static\n',
      [],
    ],
    [
      'keys of Quarkus in production',
      'application.properties',
      '%prod.quarkus.s3.aws.credentials.type=static\n',
      ['static-keys'],
    ],
    [
      'keys of Spring in a document for a local profile',
      'application.yml',
      'server:\n  port: 1\n---\nspring:\n  config:\n    activate:\n      on-profile: local\n  cloud:\n    aws:\n      credentials:\n        access-key: abc\n',
      [],
    ],
    [
      'keys of Spring in a document for production',
      'application.yml',
      'server:\n  port: 1\n---\nspring:\n  config:\n    activate:\n      on-profile: prod\n  cloud:\n    aws:\n      credentials:\n        access-key: abc\n',
      ['static-keys'],
    ],
    [
      'keys of Rails',
      'storage.yml',
      'amazon:\n  service: S3\n  access_key_id: abc\n',
      ['static-keys'],
    ],
    [
      'a role that may be filled in',
      'application.conf',
      'role = ${?AWS_ROLE_ARN}',
      ['web-identity'],
    ],
    [
      'keys of Alpakka',
      'application.conf',
      'credentials {\n provider = static\n}',
      ['static-keys'],
    ],
    [
      'the default of Alpakka',
      'application.conf',
      'credentials {\n provider = default\n}',
      [],
    ],
    [
      'a profile of Kafka',
      'a.properties',
      'sasl.jaas.config=x required awsProfileName="prod";',
      ['profile'],
    ],
  ])('%s', (_name, path, text, expected) => {
    const plain = blankSettingComments(text, path);
    expect(
      told(/ya?ml$/.test(path) ? flattenYaml(plain) : plain, 'configuration'),
    ).toEqual(expected);
  });

  it.each<[string, string, string[]]>([
    [
      'a web identity',
      '[default]\nrole_arn = x\nweb_identity_token_file = /t',
      ['web-identity'],
    ],
    ['keys', '[default]\naws_access_key_id = x', ['static-keys']],
    [
      "the node's role",
      '[default]\nrole_arn = x\ncredential_source = Ec2InstanceMetadata',
      ['node-role'],
    ],
    [
      'the container',
      '[default]\nrole_arn = x\ncredential_source = EcsContainer',
      ['ecs-only?'],
    ],
    ['a process', '[default]\ncredential_process = /x', ['profile']],
    ['a region', '[default]\nregion = us-east-1\noutput = json', []],
  ])('a shared file of AWS with %s', (_name, text, expected) => {
    expect(told(text, 'shared-file')).toEqual(expected);
  });
});

describe('commands and manifests', () => {
  it.each<[string, Grammar, string, string[]]>([
    [
      'an option of Java',
      'command',
      'java -Daws.webIdentityTokenFile=/t -jar a.jar',
      ['web-identity'],
    ],
    ['a profile of AWS', 'command', './app --aws-profile=prod', ['profile']],
    ['a profile of whatever', 'command', './app --profile prod', ['profile?']],
    [
      'a profile of another program',
      'command',
      'java -jar a.jar --spring.profiles.active=prod',
      [],
    ],
    ['a profile of cargo', 'command', 'cargo run --profile release', []],
    [
      'a variable for a program',
      'command',
      'env AWS_PROFILE=prod ./app',
      ['profile'],
    ],
    [
      'a role that Kubernetes fills in',
      'command',
      './app --role $(AWS_ROLE_ARN)',
      ['web-identity'],
    ],
    ['a plain command', 'command', 'python -m app --port 8080', []],
    [
      'a profile in a list',
      'manifest',
      'env:\n  - name: AWS_PROFILE\n    value: prod\n',
      ['profile'],
    ],
    [
      'an empty profile in a list',
      'manifest',
      'env:\n  - name: AWS_PROFILE\n    value: ""\n',
      [],
    ],
    [
      'a key of a secret',
      'manifest',
      'env:\n  - name: AWS_ACCESS_KEY_ID\n    valueFrom:\n      secretKeyRef: {}\n',
      ['static-keys'],
    ],
    [
      'a profile in a map',
      'manifest',
      'extraEnv:\n  AWS_PROFILE: prod\n',
      ['profile'],
    ],
    [
      'a role that is filled in before',
      'manifest',
      'annotations:\n  eks.amazonaws.com/role-arn: ${AWS_ROLE_ARN}\n',
      [],
    ],
    [
      'a region',
      'manifest',
      'env:\n  - name: AWS_REGION\n    value: us-east-1\n',
      [],
    ],
  ])('%s', (_name, grammar, text, expected) => {
    expect(told(text, grammar)).toEqual(expected);
  });
});

describe('the list', () => {
  it('is searched in time and without a fault, whatever the text is', () => {
    const parts = fc.constantFrom(
      'AWS_PROFILE=',
      '$AWS_ROLE_ARN',
      'aws ',
      '--profile ',
      'credentials.provider',
      'S3FileSystem(',
      '"',
      '\n',
      'a.',
      'name: AWS_PROFILE',
      'session.Options{',
      ' ',
      '<',
    );
    const grammars = Object.keys(shadowRows) as Grammar[];
    fc.assert(
      fc.property(
        fc.array(fc.oneof(parts, fc.string()), { maxLength: 60 }),
        fc.constantFrom(...grammars),
        (texts, grammar) => {
          const text = texts.join('');
          for (const { line } of matchShadows(text, grammar)) {
            expect(line).toBeGreaterThan(0);
            expect(line).toBeLessThanOrEqual(text.split('\n').length);
          }
        },
      ),
    );
  });

  it.each([
    'AWS_PROFILE=',
    'aws ',
    'aws --profile ',
    'credentials.provider ',
    'fs.s3a.bucket.a.access.key ',
    'S3FileSystem(',
    'session.Options{',
    '"AWS": {',
    'name: AWS_PROFILE\n',
    'assumeRoleWithWebIdentity',
    ' ',
    '\n',
    'a.b.',
    "'",
    'Aws::a::',
    'no_proxy=http_proxy=',
  ])('takes no longer than its text is long: %j', part => {
    const text = part.repeat(Math.ceil(300_000 / part.length));
    for (const grammar of Object.keys(shadowRows) as Grammar[]) {
      const started = Date.now();
      matchShadows(text, grammar);
      expect(Date.now() - started).toBeLessThan(2_500);
    }
  });
});
