import { Registry } from '../registry';
import { cargoVersions } from '../versions/cargo';

/** The registry of Rust's crates. Service crates have versions of their own; the default credential chain is in aws-config. */
export const crates: Registry = {
  id: 'crates',
  purlTypes: ['cargo'],
  versions: cargoVersions,
  // Cargo takes both spellings.
  normalizeName: name =>
    /^(rusoto|object[-_]store$)/.test(name)
      ? name.replace(/-/g, '_')
      : name.replace(/_/g, '-'),
  sdks: [
    {
      sdk: 'rust',
      decides: ['aws-config'],
      hints: ['aws-sdk-*'],
    },
    {
      sdk: 'rusoto',
      decides: ['rusoto_credential'],
      sharesVersion: ['rusoto_*'],
      except: ['rusoto_mock'],
    },
    { sdk: 'rust-s3', decides: ['rust-s3'] },
    // Only where it is built with the feature `aws`: the extractor leaves it out elsewhere.
    { sdk: 'object_store', decides: ['object_store'] },
  ],
};
