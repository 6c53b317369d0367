import { Registry } from '../registry';
import { dottedOrder } from '../versions/dotted';

/** CPAN. Names are those of modules; Paws brings a module per service. */
export const cpan: Registry = {
  id: 'cpan',
  purlTypes: ['cpan'],
  versions: dottedOrder('cpan', 'minor'),
  // Distributions are written with dashes.
  normalizeName: name => name.replace(/-/g, '::'),
  sdks: [
    { sdk: 'perl-paws', decides: ['Paws'], sharesVersion: ['Paws::*'] },
    {
      sdk: 'perl-amazon',
      decides: [
        'AWS::CLIWrapper',
        'AWS::Lambda::*',
        'AWS::S3',
        'AWS::S3::*',
        'Amazon::API',
        'Amazon::API::*',
        'Amazon::Credentials',
        'Amazon::DynamoDB',
        'Amazon::S3',
        'Amazon::S3::*',
        'Amazon::SQS::*',
        'Furl::S3',
        'Net::Amazon::*',
        'VM::EC2',
        'WebService::Amazon::*',
      ],
    },
  ],
};
