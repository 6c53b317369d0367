import { scanTable } from '../../testSupport/scanTable';

describe('Rust', () => {
  scanTable(__dirname, [
    {
      name: 'of two locked versions the old one decides, and tells who brought it',
      folder: 'lock',
      verdict: 'too-old',
      sdks: [
        'rust aws-config 0.55.3 Cargo.lock:5 unknown via old-client: too old',
        'rust aws-config 1.1.8 Cargo.lock:11 unknown direct: supported',
      ],
    },
    {
      name: 'the manifests of a workspace tell what is for development only',
      folder: 'workspace',
      verdict: 'supported',
      sdks: [
        'rust aws-config 1.5.4 Cargo.lock:10 runtime direct: supported',
        'rust-s3 rust-s3 0.33.0 Cargo.lock:15 development direct: too old',
      ],
    },
    {
      name: 'a requirement of Cargo is a range, also without an operator',
      folder: 'manifest',
      verdict: 'too-old',
      sdks: [
        'rust aws-config 1.1 Cargo.toml:6 runtime direct: unknown',
        'rust aws-config 0.50.0 Cargo.toml:6 development direct: too old',
        'rusoto rusoto_core 0.48 Cargo.toml:10 runtime direct: too old',
      ],
    },
    {
      name: 'Rusoto never got support',
      folder: 'rusoto',
      verdict: 'too-old',
      sdks: [
        'rusoto rusoto_credential 0.48.0 Cargo.lock:8 unknown via rusoto_s3: too old',
      ],
    },
  ]);
});
