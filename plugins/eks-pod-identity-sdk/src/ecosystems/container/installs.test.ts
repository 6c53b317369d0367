import { scanFiles } from '../../scan';

/** Files of a folder, and what is found of which package: version or range, and what that means. */
type Row = [name: string, expected: string[], files: Record<string, string>];

const docker = (...lines: string[]) => ({
  Dockerfile: `FROM example/base:1\n${lines.join('\n')}\n`,
});
const MAVEN = 'https://jars.example.org/repository/maven2';
const V1 = 'com/amazonaws/aws-java-sdk-bundle';
const BUNDLE = 'software/amazon/awssdk/bundle';
const doubled = (times: number) =>
  Array.from({ length: times }, () => 'ENV A=${A}${A}').join('\n');

const ROWS: Row[] = [
  [
    'gems, pinned by a flag, by a colon and not at all',
    [
      'ruby aws-sdk-core 3.170.0: false',
      'ruby aws-sdk-core 3.201.0: true',
      'ruby aws-sdk-core ?: null',
    ],
    docker(
      'RUN gem install --no-document aws-sdk-core -v 3.170.0',
      'RUN gem install rake aws-sdk-core:3.201.0',
      'RUN gem install aws-sdk-core && gem install rake -v 13.2.0',
    ),
  ],
  [
    'packages of Composer, pinned and bound',
    ['php aws/aws-sdk-php 3.200.0: false', 'php aws/aws-sdk-php ^3.300: true'],
    docker(
      'RUN composer require --no-dev aws/aws-sdk-php:3.200.0',
      'RUN composer require "aws/aws-sdk-php ^3.300"',
    ),
  ],
  [
    'libraries of a distribution',
    ['python-boto3 boto3 ?: null'],
    docker('RUN apt-get install -y python3-boto3 python3-requests'),
  ],
  [
    'an argument at its default',
    ['python-boto3 boto3 1.28.0: false'],
    docker('ARG BOTO=1.28.0', 'RUN pip install boto3==$BOTO'),
  ],
  [
    'a variable of the environment, in quotes and braces',
    ['python-boto3 boto3 1.35.0: true'],
    docker('ENV BOTO=1.35.0', 'RUN pip install "boto3==${BOTO}"'),
  ],
  [
    'a default behind a colon',
    ['python-boto3 boto3 1.28.0: false'],
    docker('ARG BOTO', 'RUN pip install boto3==${BOTO:-1.28.0}'),
  ],
  [
    'a default behind a colon that the argument overrides',
    ['python-boto3 boto3 1.35.0: true'],
    docker('ARG BOTO=1.35.0', 'RUN pip install boto3==${BOTO:-1.28.0}'),
  ],
  [
    'a default that is a variable itself',
    ['python-boto3 boto3 1.35.1: true'],
    docker('ENV OLD=1.35.1', 'RUN pip install boto3==${BOTO:-${OLD}}'),
  ],
  [
    'an argument before the first FROM, asked for in the stage',
    ['python-boto3 boto3 1.28.0: false'],
    {
      Dockerfile:
        'ARG BOTO=1.28.0\nFROM example/base:1\nARG BOTO\nRUN pip install boto3==$BOTO\n',
    },
  ],
  [
    'an argument before the first FROM that the stage does not ask for',
    ['python-boto3 boto3 ?: null'],
    {
      Dockerfile:
        'ARG BOTO=1.28.0\nFROM example/base:1\nRUN pip install boto3==$BOTO\n',
    },
  ],
  [
    'a variable of the stage that this one is made from',
    ['python-boto3 boto3 1.28.0: false'],
    {
      Dockerfile:
        'FROM example/base:1 AS base\nENV BOTO=1.28.0\nFROM base\nRUN pip install boto3==$BOTO\n',
    },
  ],
  [
    'a variable of a stage that this one is not made from',
    ['python-boto3 boto3 ?: null'],
    {
      Dockerfile:
        'FROM example/base:1 AS other\nENV BOTO=1.28.0\nFROM example/base:1\nRUN pip install boto3==$BOTO\n',
    },
  ],
  [
    'the environment wins over an argument',
    ['python-boto3 boto3 1.35.0: true'],
    docker(
      'ENV BOTO=1.35.0',
      'ARG BOTO=1.28.0',
      'RUN pip install boto3==$BOTO',
    ),
  ],
  [
    'several variables in one instruction, replaced with what was before',
    ['python-boto3 boto3 1.28.0: false'],
    docker(
      'ENV OLD=1.28.0',
      'ENV OLD=1.35.0 BOTO=$OLD',
      'RUN pip install boto3==$BOTO',
    ),
  ],
  [
    'a value that doubles with every line is given up',
    ['python-boto3 boto3 ?: null'],
    docker('ENV A=1', doubled(200), 'RUN pip install boto3==$A'),
  ],
  [
    'a range of pip with its bounds',
    ['python-boto3 boto3 >=1.35: true'],
    docker('RUN pip install "boto3>=1.35"'),
  ],
  [
    'a list of words with a comma in one of them',
    ['python-boto3 boto3 >=1.26,<1.30: false'],
    docker('RUN ["pip", "install", "boto3>=1.26,<1.30"]'),
  ],
  [
    'a lower bound of apk',
    ['aws-cli-v2 awscli >=2.15.0: true'],
    docker('RUN apk add "aws-cli>=2.15.0"'),
  ],
  [
    'an upper bound of apk, which version 1 meets, too',
    ['aws-cli-v1 awscli <2.15: null'],
    docker('RUN apk add "aws-cli<2.15"'),
  ],
  [
    'a series of apk',
    ['aws-cli-v2 awscli 2.13.*: false'],
    docker('RUN apk add aws-cli=~2.13'),
  ],
  [
    'a jar by its URL',
    ['java-v1 com.amazonaws:aws-java-sdk-bundle 1.12.262: false'],
    docker(`RUN wget ${MAVEN}/${V1}/1.12.262/aws-java-sdk-bundle-1.12.262.jar`),
  ],
  [
    'a jar by its URL that is new enough',
    ['java-v1 com.amazonaws:aws-java-sdk-bundle 1.12.770: true'],
    docker(
      `RUN curl -sSLo /jars/sdk.jar ${MAVEN}/${V1}/1.12.770/aws-java-sdk-bundle-1.12.770.jar`,
    ),
  ],
  [
    'a jar by a URL with variables',
    ['java-v2 software.amazon.awssdk:bundle 2.20.18: false'],
    docker(
      'ARG AWS_SDK=2.20.18',
      `ADD ${MAVEN}/${BUNDLE}/\${AWS_SDK}/bundle-\${AWS_SDK}.jar /jars/`,
    ),
  ],
  [
    'a jar by a URL with variables that are not set',
    ['java-v2 software.amazon.awssdk:bundle ?: null'],
    docker(`ADD ${MAVEN}/${BUNDLE}/\${AWS_SDK}/bundle-\${AWS_SDK}.jar /jars/`),
  ],
  [
    'a jar by a URL without the folders of a repository',
    ['java-v1 com.amazonaws:aws-java-sdk-bundle 1.11.901: false'],
    docker(
      'ADD https://files.example.org/mirror/aws-java-sdk-bundle-1.11.901.jar /jars/',
    ),
  ],
  [
    'a jar that is copied from the repository',
    ['java-v1 com.amazonaws:aws-java-sdk-s3 1.12.100: false'],
    docker('COPY jars/aws-java-sdk-s3-1.12.100.jar /app/lib/'),
  ],
  [
    'a bundle of version 2 that is copied',
    ['java-v2 software.amazon.awssdk:bundle 2.25.11: true'],
    docker('COPY bundle-2.25.11.jar /opt/spark/jars/'),
  ],
  [
    'a file that only has the name of a module',
    [],
    docker('COPY auth-1.4.0.jar bundle-5.0.0.jar /app/lib/'),
  ],
  [
    'the sources of a jar are none',
    [],
    docker(
      `ADD ${MAVEN}/${V1}/1.12.262/aws-java-sdk-bundle-1.12.262-sources.jar /src/`,
    ),
  ],
  [
    'hadoop-aws before 3.4 alone needs version 1, which is somewhere else',
    ['java-v1 com.amazonaws:aws-java-sdk-bundle ?: null'],
    docker(
      `ADD ${MAVEN}/org/apache/hadoop/hadoop-aws/3.3.4/hadoop-aws-3.3.4.jar /jars/`,
    ),
  ],
  [
    'hadoop-aws of today beside its bundle',
    ['java-v2 software.amazon.awssdk:bundle 2.24.6: true'],
    docker(
      `ADD ${MAVEN}/org/apache/hadoop/hadoop-aws/3.4.1/hadoop-aws-3.4.1.jar /jars/`,
      `ADD ${MAVEN}/${BUNDLE}/2.24.6/bundle-2.24.6.jar /jars/`,
    ),
  ],
  [
    'hadoop-aws of a version that is not known beside a bundle',
    ['java-v1 com.amazonaws:aws-java-sdk-bundle 1.12.262: false'],
    docker(
      'COPY hadoop-aws-${HADOOP}.jar aws-java-sdk-bundle-1.12.262.jar /jars/',
    ),
  ],
  [
    'packages of spark-submit bring what they need',
    ['java-v1 com.amazonaws:aws-java-sdk-bundle (,1.12.746): false'],
    docker(
      'CMD ["spark-submit", "--packages", "org.apache.hadoop:hadoop-aws:3.3.4,io.delta:delta-core_2.12:2.4.0", "job.py"]',
    ),
  ],
  [
    'packages of spark-submit from Hadoop 3.4 on',
    ['java-v2 software.amazon.awssdk:bundle [2.23.19,): true'],
    {
      'run.sh':
        '#!/bin/sh\nspark-submit --packages org.apache.hadoop:hadoop-aws:3.4.0 job.py\n',
    },
  ],
  [
    'packages of spark-submit with the SDK itself beside',
    ['java-v1 com.amazonaws:aws-java-sdk-bundle 1.12.770: true'],
    {
      'run.sh':
        'spark-submit --packages org.apache.hadoop:hadoop-aws:3.3.4,com.amazonaws:aws-java-sdk-bundle:1.12.770 job.py\n',
    },
  ],
  [
    'packages by --conf, with a variable of the script',
    ['java-v2 software.amazon.awssdk:bundle 2.20.18: false'],
    {
      'run.sh':
        'V=2.20.18\nspark-submit \\\n  --conf spark.jars.packages=software.amazon.awssdk:bundle:${V} \\\n  job.py\n',
    },
  ],
  [
    'packages in a variable of the image',
    ['java-v1 com.amazonaws:aws-java-sdk-bundle (,1.12.746): false'],
    docker(
      'ENV PYSPARK_SUBMIT_ARGS="--packages org.apache.hadoop:hadoop-aws:3.2.0 pyspark-shell"',
    ),
  ],
  [
    'an artifact that Maven fetches',
    ['java-v2 software.amazon.awssdk:s3 2.20.0: false'],
    docker(
      'RUN mvn dependency:get -Dartifact=software.amazon.awssdk:s3:2.20.0:jar',
    ),
  ],
  [
    'defaults of Spark',
    [
      'java-v1 com.amazonaws:aws-java-sdk-bundle 1.12.262: false',
      'java-v2 software.amazon.awssdk:bundle 2.25.11: true',
    ],
    {
      'conf/spark-defaults.conf':
        '# spark.jars.packages com.amazonaws:aws-java-sdk-bundle:1.10.1\nspark.jars.packages  software.amazon.awssdk:bundle:2.25.11\nspark.driver.extraClassPath=/opt/jars/aws-java-sdk-bundle-1.12.262.jar\n',
    },
  ],
  [
    'a comment names nothing',
    [],
    docker(
      `# RUN wget ${MAVEN}/${V1}/1.12.262/aws-java-sdk-bundle-1.12.262.jar`,
    ),
  ],
  [
    'other jars and images are none',
    [],
    docker(
      'COPY target/app-1.0.0.jar /app.jar',
      'RUN docker pull registry.example.org:5000/team/app:1.2.3',
    ),
  ],
];

describe('what Dockerfiles, scripts and settings of Spark install', () => {
  it.each(ROWS)('%s: %j', async (_, expected, files) => {
    const { sdks } = await scanFiles(
      Object.entries(files).map(([path, text]) => ({ path, text })),
    );
    expect(
      sdks
        .filter(({ sdk }) => sdk !== 'python-botocore')
        .map(
          finding =>
            `${finding.sdk} ${finding.package} ${
              finding.version ?? finding.range ?? '?'
            }: ${finding.supportsPodIdentity}`,
        )
        .sort(),
    ).toEqual(expected);
  });
});
