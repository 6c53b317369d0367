import { calledProgram } from './sdkUse';

describe('calledProgram', () => {
  it.each([
    ['aws s3 cp s3://a b', 'aws'],
    ['exec /usr/local/bin/aws --region x s3 sync a b', 'aws'],
    ['s5cmd sync "s3://config/*" /etc', 's5cmd'],
    ['set -e; chamber exec orders -- node index.js', 'chamber'],
    ['["aws-vault", "exec", "prod"]', 'aws-vault'],
    ['rclone copy :s3,env_auth=true:config /etc', 'rclone'],
    ['rclone copy gcs:config /etc', undefined],
    ['restic -r s3:s3.amazonaws.com/backup backup /data', 'restic'],
    ['node index.js --s3-bucket=x', undefined],
    ['python aws.py s3', undefined],
  ])('of %s', (text, program) => {
    expect(calledProgram(text)).toBe(program);
  });
});
