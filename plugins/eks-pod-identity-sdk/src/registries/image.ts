import { Registry } from '../registry';
import { dottedOrder } from '../versions/dotted';

/** The AWS CLI as installers, images and packages of Linux distributions bring it. Both major versions go by the same name. */
export const image: Registry = {
  id: 'image',
  purlTypes: [],
  versions: dottedOrder('cli', 'minor'),
  sdks: [
    { sdk: 'aws-cli-v1', decides: ['awscli'], beforeVersion: '2' },
    { sdk: 'aws-cli-v2', decides: ['awscli'], fromVersion: '2' },
    { sdk: 'aws-cli-v2', decides: ['aws-cli'] },
  ],
};
