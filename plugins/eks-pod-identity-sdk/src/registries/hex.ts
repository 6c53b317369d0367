import { Registry } from '../registry';
import { hexVersions } from '../versions/hex';

/**
 * Hex, for Elixir and Erlang. ExAws takes credentials in `ex_aws`, whatever package has the service; aws-elixir and
 * aws-erlang leave them to the caller, most of the time to aws_credentials.
 */
export const hex: Registry = {
  id: 'hex',
  purlTypes: ['hex'],
  versions: hexVersions,
  sdks: [
    {
      sdk: 'ex_aws',
      decides: ['ex_aws'],
      hints: ['ex_aws_*'],
      brings: ['bamboo_ses', 'broadway_sqs', 'ex_aws_*'],
    },
    {
      sdk: 'aws_credentials',
      decides: ['aws_credentials'],
      hints: ['aws', 'aws_erlang'],
    },
    {
      sdk: 'erlcloud',
      decides: ['erlcloud'],
    },
  ],
};
