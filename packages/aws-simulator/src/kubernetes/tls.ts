import { webcrypto } from 'node:crypto';
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';

/** A key with its certificate, PEM. */
export interface ServerCertificate {
  key: string;
  certificate: string;
  /** Certificate of the authority that signed it. */
  authority: string;
}

const algorithm = {
  name: 'ECDSA',
  namedCurve: 'P-256',
  hash: 'SHA-256',
} as const;

const year = 365 * 86_400_000;

function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
}

async function privateKeyPem(key: webcrypto.CryptoKey): Promise<string> {
  const der = await webcrypto.subtle.exportKey('pkcs8', key);
  return x509.PemConverter.encode(der, 'PRIVATE KEY');
}

/**
 * Makes a certificate authority for one cluster and a server certificate signed by it.
 * @param host - loopback address that clients connect to, as an IP.
 */
export async function createServerCertificate(
  host: string,
): Promise<ServerCertificate> {
  x509.cryptoProvider.set(webcrypto as Crypto);
  const [authorityKeys, serverKeys] = await Promise.all([newKeys(), newKeys()]);
  // Validity is measured by the clients' clocks, which are not the simulator's.
  const notBefore = new Date(Date.now() - 86_400_000);
  const notAfter = new Date(Date.now() + 10 * year);
  const authority = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name: 'CN=kubernetes',
    notBefore,
    notAfter,
    signingAlgorithm: algorithm,
    keys: authorityKeys as CryptoKeyPair,
    extensions: [
      new x509.BasicConstraintsExtension(true, undefined, true),
      new x509.KeyUsagesExtension(
        x509.KeyUsageFlags.keyCertSign |
          x509.KeyUsageFlags.digitalSignature |
          x509.KeyUsageFlags.keyEncipherment,
        true,
      ),
      await x509.SubjectKeyIdentifierExtension.create(
        authorityKeys.publicKey as CryptoKey,
      ),
    ],
  });
  const server = await x509.X509CertificateGenerator.create({
    serialNumber: '02',
    subject: 'CN=kube-apiserver',
    issuer: authority.subject,
    notBefore,
    notAfter,
    publicKey: serverKeys.publicKey as CryptoKey,
    signingKey: authorityKeys.privateKey as CryptoKey,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(
        x509.KeyUsageFlags.digitalSignature |
          x509.KeyUsageFlags.keyEncipherment,
        true,
      ),
      new x509.ExtendedKeyUsageExtension(['1.3.6.1.5.5.7.3.1']),
      new x509.SubjectAlternativeNameExtension([
        { type: 'ip', value: host },
        { type: 'dns', value: 'localhost' },
        { type: 'dns', value: 'kubernetes' },
      ]),
      await x509.AuthorityKeyIdentifierExtension.create(authority),
    ],
  });
  return {
    key: await privateKeyPem(serverKeys.privateKey),
    certificate: server.toString('pem'),
    authority: authority.toString('pem'),
  };
}
