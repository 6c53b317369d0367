import { scanFiles } from '../../scan';

/** Files of a folder, and what is found of boto3 and botocore: version or range, and what that means. */
type Row = [name: string, expected: string[], files: Record<string, string>];

const image = (...lines: string[]) =>
  `FROM python:3.11\nWORKDIR /app\n${lines.join('\n')}\n`;
const project = (dependencies: string, more: string) =>
  `[project]\nname = "app"\ndependencies = [${dependencies}]\n${more}`;

const ROWS: Row[] = [
  [
    'a constraint pins a package that is asked for',
    ['boto3 1.28.0: false'],
    {
      'requirements.txt': '-c constraints.txt\nboto3\n',
      'constraints.txt': 'boto3==1.28.0\n',
    },
  ],
  [
    'a constraint pins what the requirements bring in',
    ['boto3 *: false', 'botocore 1.31.0: false'],
    {
      'requirements.txt': '-c constraints.txt\nboto3\n',
      'constraints.txt': 'botocore==1.31.0\n',
    },
  ],
  [
    'a constraint bounds what the requirements bring in',
    ['botocore >=1.34.41: true'],
    {
      'requirements.txt': '-c constraints.txt\ns3fs\n',
      'constraints.txt': 'botocore>=1.34.41\n',
    },
  ],
  [
    'a constraint and a requirement bound together',
    ['boto3 >=1.35,<2: true'],
    {
      'requirements.txt': '-c constraints.txt\nboto3<2\n',
      'constraints.txt': 'boto3>=1.35\n',
    },
  ],
  [
    'a constraint on what nothing brings in installs nothing',
    [],
    {
      'requirements.txt': '-c constraints.txt\nflask\n',
      'constraints.txt': 'boto3==1.20.0\n',
    },
  ],
  [
    'constraints for two environments are good where both are',
    ['boto3 ==1.35.0 || ==1.34.50: true'],
    {
      'requirements.txt': '-c constraints.txt\nboto3\n',
      'constraints.txt':
        'boto3==1.35.0; python_version >= "3.9"\nboto3==1.34.50; python_version < "3.9"\n',
    },
  ],
  [
    'constraints for two environments of which one is too old',
    ['boto3 ==1.35.0 || ==1.26.1: null'],
    {
      'requirements.txt': '-c constraints.txt\nboto3\n',
      'constraints.txt':
        'boto3==1.35.0; python_version >= "3.9"\nboto3==1.26.1; python_version < "3.9"\n',
    },
  ],
  [
    'an image gives pip a constraints file beside the requirements',
    ['boto3 1.28.0: false'],
    {
      Dockerfile: image(
        'COPY requirements.txt constraints.txt ./',
        'RUN pip install -r requirements.txt -c constraints.txt',
      ),
      'requirements.txt': 'boto3\n',
      'constraints.txt': 'boto3==1.28.0\n',
    },
  ],
  [
    'an image names constraints in its environment',
    ['boto3 1.35.0: true'],
    {
      'docker/Dockerfile': image(
        'ENV PIP_CONSTRAINT=/etc/pip/constraints.txt',
        'COPY deps/constraints.txt /etc/pip/constraints.txt',
        'COPY requirements.txt /tmp/requirements.txt',
        'RUN pip install --no-cache-dir -r /tmp/requirements.txt',
      ),
      'deps/constraints.txt': 'boto3==1.35.0\n',
      'requirements.txt': 'boto3\n',
    },
  ],
  [
    'two images of which one has no constraints',
    ['boto3 *: null'],
    {
      Dockerfile: image(
        'RUN pip install -r requirements.txt -c constraints.txt',
      ),
      'worker.Dockerfile': image('RUN pip install -r requirements.txt'),
      'requirements.txt': 'boto3\n',
      'constraints.txt': 'boto3==1.35.0\n',
    },
  ],
  [
    'a package that the image installs itself is constrained',
    ['boto3 1.28.0: false'],
    {
      Dockerfile: image(
        'COPY constraints.txt /c/constraints.txt',
        'RUN pip install --constraint=/c/constraints.txt boto3',
      ),
      'constraints.txt': 'boto3==1.28.0\n',
    },
  ],
  [
    'what a package of the image brings in is constrained',
    ['botocore 1.31.0: false'],
    {
      Dockerfile: image(
        'ENV PIP_CONSTRAINT constraints.txt',
        'RUN pip install s3fs',
      ),
      'constraints.txt': 'botocore==1.31.0\n',
    },
  ],
  [
    'a constraints file that is not in the repository pins nothing',
    ['boto3 ?: null'],
    {
      Dockerfile: image(
        'RUN pip install -c https://files.example.org/constraints.txt boto3',
      ),
    },
  ],
  [
    'uv constrains what a dependency brings in',
    ['boto3 *: false', 'botocore 1.31.0: false'],
    {
      'pyproject.toml': project(
        '"boto3"',
        '[tool.uv]\nconstraint-dependencies = ["botocore==1.31.0"]\n',
      ),
    },
  ],
  [
    'uv overrides what is asked for',
    ['boto3 1.35.0: true'],
    {
      'pyproject.toml': project(
        '"boto3==1.20.0"',
        '[tool.uv]\noverride-dependencies = ["boto3==1.35.0"]\n',
      ),
    },
  ],
  [
    'PDM overrides what is brought in',
    ['botocore 1.34.100: true'],
    {
      'pyproject.toml': project(
        '"aiobotocore"',
        '[tool.pdm.resolution.overrides]\nbotocore = "1.34.100"\n',
      ),
    },
  ],
];

describe('constraints', () => {
  it.each(ROWS)('%s: %j', async (_, expected, files) => {
    const { sdks } = await scanFiles(
      Object.entries(files).map(([path, text]) => ({ path, text })),
    );
    expect(
      sdks
        // What may be brought in, in some version.
        .filter(
          ({ via, version, range }) =>
            via.length === 0 || version !== null || range !== undefined,
        )
        .map(
          finding =>
            `${finding.package} ${
              finding.version ??
              (finding.range === '' ? '*' : finding.range ?? '?')
            }: ${finding.supportsPodIdentity}`,
        )
        .sort(),
    ).toEqual(expected);
  });
});
