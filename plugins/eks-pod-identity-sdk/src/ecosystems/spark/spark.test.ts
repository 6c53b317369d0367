import { scanFiles } from '../../scan';

const python = (packages: string, before = '') =>
  `${before}spark = SparkSession.builder.config("spark.jars.packages", ${packages}).getOrCreate()\n`;

const notebook = (source: string[], output: string) =>
  JSON.stringify(
    {
      cells: [
        {
          cell_type: 'markdown',
          source: ['com.amazonaws:aws-java-sdk-s3:1.1.1'],
        },
        {
          cell_type: 'code',
          source,
          outputs: [{ output_type: 'stream', text: [output] }],
        },
      ],
      nbformat: 4,
    },
    null,
    1,
  );

const V2 = 'software.amazon.awssdk:bundle';

const ROWS: [string, string, string, string[]][] = [
  [
    'a builder in Python',
    'job.py',
    python(`"${V2}:2.17.178"`),
    [`${V2} 2.17.178: false`],
  ],
  [
    'a text with the value of a name',
    'job.py',
    python(`f"${V2}:{SDK}"`, 'SDK = "2.29.6"\n'),
    [`${V2} 2.29.6: true`],
  ],
  [
    'a text with a name that comes from elsewhere',
    'job.py',
    python(`f"${V2}:{SDK}"`, 'from versions import SDK\n'),
    [`${V2} ?: null`],
  ],
  [
    'a name that is given two values',
    'job.py',
    python(`f"${V2}:{SDK}"`, 'SDK = "2.29.6"\nSDK = "2.1.0"\n'),
    [`${V2} ?: null`],
  ],
  [
    'a list that is joined',
    'etl/session.py',
    python(
      '",".join(PACKAGES)',
      'PACKAGES = [\n  "org.apache.hadoop:hadoop-aws:3.3.4",\n  "io.delta:delta-core_2.12:2.4.0",\n]\n',
    ),
    ['com.amazonaws:aws-java-sdk-bundle (,1.12.746): false'],
  ],
  [
    'Scala with an interpolated text',
    'src/main/scala/Job.scala',
    `object Job {\n  val sdk = "2.17.178"\n  val s = builder.config("spark.jars.packages", s"${V2}:$sdk")\n}\n`,
    [`${V2} 2.17.178: false`],
  ],
  [
    'jars by path',
    'Job.java',
    'class Job { void run() { b.config("spark.jars", "/opt/jars/aws-java-sdk-bundle-1.12.262.jar"); } }\n',
    ['com.amazonaws:aws-java-sdk-bundle 1.12.262: false'],
  ],
  [
    'a cell of a notebook, without its texts and outputs',
    'jobs/orders.ipynb',
    notebook(
      [
        'b = SparkSession.builder\n',
        `b.config("spark.jars.packages", "${V2}:2.29.6")\n`,
      ],
      'com.amazonaws:aws-java-sdk-s3:1.1.1',
    ),
    [`${V2} 2.29.6: true`],
  ],
  [
    'packages of a SparkApplication',
    'k8s/job.yaml',
    `apiVersion: sparkoperator.k8s.io/v1beta2\nkind: SparkApplication\nspec:\n  deps:\n    packages:\n      - ${V2}:2.17.178\n      # - ${V2}:2.1.0\n`,
    [`${V2} 2.17.178: false`],
  ],
  [
    'configuration in the values of a chart',
    'charts/job/values.yaml',
    `sparkConf:\n  "spark.jars.packages": "${V2}:2.29.6"\n`,
    [`${V2} 2.29.6: true`],
  ],
  [
    'a version that a template fills in',
    'charts/job/templates/job.yaml',
    `kind: SparkApplication\nspec:\n  sparkConf:\n    spark.jars.packages: ${V2}:{{ .Values.sdk }}\n`,
    [`${V2} ?: null`],
  ],
  [
    'a comment is none',
    'job.py',
    `# .config("spark.jars.packages", "${V2}:2.1.0")\n`,
    [],
  ],
  [
    'coordinates in code that sets no jars are none',
    'release.py',
    `ARTIFACT = "${V2}:2.1.0"\n`,
    [],
  ],
  [
    'jobs of tests do not decide',
    'tests/conftest.py',
    python(`"${V2}:2.1.0"`),
    [],
  ],
];

describe('jars that programs ask Spark for', () => {
  it.each(ROWS)('%s (%s)', async (_, path, text, expected) => {
    const { sdks, files } = await scanFiles([
      { path, text },
      // So that a file for tests is not all that there is.
      { path: 'Dockerfile', text: 'FROM apache/spark:3.5.3\n' },
      { path: 'requirements.in', text: '' },
    ]);
    expect(
      sdks
        .filter(({ decides }) => decides)
        .map(
          ({ package: name, version, range, supportsPodIdentity }) =>
            `${name} ${version ?? range ?? '?'}: ${supportsPodIdentity}`,
        ),
    ).toEqual(expected);
    expect(
      files.filter(
        ({ file, format }) => file === path && format === 'spark-code',
      ),
    ).toHaveLength(expected.length > 0 || path.startsWith('tests') ? 1 : 0);
  });

  it('does not count code among the files that are read', async () => {
    const { files, sdks } = await scanFiles({
      paths: ['Dockerfile'],
      sources: ['job.py'],
      read: async path =>
        path === 'job.py' ? python(`"${V2}:2.17.178"`) : 'FROM scratch\n',
    });
    expect(files.map(({ file }) => file)).toEqual(['Dockerfile', 'job.py']);
    expect(sdks).toEqual([
      expect.objectContaining({ version: '2.17.178', line: 1 }),
    ]);
  });
});
