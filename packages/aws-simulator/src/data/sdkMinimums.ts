/**
 * First version of each SDK whose container provider takes Pod Identity's address, and what an older
 * one does in a pod with an association. Sources: AWS's page of minimum versions and, where it is
 * wrong, the SDK's own changes (js-v3 and js-v2 measured; botocore commit 54a09c7d0; AWSSDK.Core
 * 3.7.302.0; aws-sdk-go-v2 core of 2023-11-14). SDKs that are not listed are taken to work.
 */
const minimums: Record<
  string,
  { first: string; older: 'fails' | 'node-role' }
> = {
  'js-v3': { first: '3.503.1', older: 'fails' },
  'js-v2': { first: '2.1550.0', older: 'node-role' },
  'python-botocore': { first: '1.32.0', older: 'fails' },
  'python-boto3': { first: '1.32.0', older: 'fails' },
  'aws-cli-v1': { first: '1.30.0', older: 'fails' },
  'aws-cli-v2': { first: '2.15.0', older: 'fails' },
  'go-v1': { first: '1.47.11', older: 'fails' },
  'go-v2': { first: '1.22.2', older: 'fails' },
  'java-v2': { first: '2.21.30', older: 'node-role' },
  'java-v1': { first: '1.12.746', older: 'fails' },
  kotlin: { first: '0.33.1', older: 'node-role' },
  ruby: { first: '3.188.0', older: 'fails' },
  php: { first: '3.287.1', older: 'fails' },
  dotnet: { first: '3.7.302.0', older: 'node-role' },
  powershell: { first: '4.1.502', older: 'node-role' },
  rust: { first: '1.1.8', older: 'fails' },
  cpp: { first: '1.11.263', older: 'fails' },
};

function isBelow(version: string, first: string): boolean {
  const numbers = (text: string) =>
    text
      .replace(/^v/, '')
      .split(/[.-]/)
      .map(part => parseInt(part, 10) || 0);
  const [a, b] = [numbers(version), numbers(first)];
  const different = b.findIndex((part, index) => (a[index] ?? 0) !== part);
  return different >= 0 && (a[different] ?? 0) < b[different];
}

/**
 * What an SDK does in a pod that has Pod Identity's variables.
 * @param sdk - id and version, such as `js-v3 3.490.0`.
 */
export function withPodIdentity(sdk: string): 'works' | 'fails' | 'node-role' {
  const [id, version] = sdk.split(' ');
  const minimum = minimums[id];
  return minimum && isBelow(version, minimum.first) ? minimum.older : 'works';
}
