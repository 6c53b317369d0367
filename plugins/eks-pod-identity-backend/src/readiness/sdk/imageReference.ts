import { ServiceFacts } from '@leaving-irsa/backstage-plugin-eks-pod-identity-node';

/** A container image reference, taken apart. */
export interface ImageReference {
  /** Host and path, with Docker Hub's defaults written out: `docker.io/library/registry`. */
  repository: string;
  tag?: string;
  digest?: string;
}

/** Takes a reference apart as container runtimes do. Undefined for a text that is none. */
export function parseImageReference(text: string): ImageReference | undefined {
  const match =
    /^([\w.:/-]+?)(?::([\w][\w.-]{0,127}))?(?:@([a-z0-9]+:[0-9a-f]{32,128}))?$/i.exec(
      text.trim(),
    );
  if (!match) {
    return undefined;
  }
  const [, name, tag, digest] = match;
  return {
    repository: withHost(name),
    ...(tag ? { tag } : {}),
    ...(digest ? { digest } : {}),
  };
}

/** The first part is a host when it has a dot or a port, or is `localhost`; else the image is of Docker Hub. */
function withHost(name: string): string {
  const [first, ...rest] = name.split('/');
  if (rest.length && (/[.:]/.test(first) || first === 'localhost')) {
    if (first === 'index.docker.io' || first === 'registry-1.docker.io') {
      return withHost(rest.join('/'));
    }
    return first === 'docker.io' && rest.length === 1
      ? `docker.io/library/${rest[0]}`
      : name;
  }
  return rest.length ? `docker.io/${name}` : `docker.io/library/${name}`;
}

/** Shorter names say nothing: `app`, `api`. */
const TELLING = 4;

/**
 * Whether an image is named like a service or its repository: `registry.example.org/shop/orders-worker` and component
 * `orders`. Names are all that ties an image to what it is built from.
 */
export function isNamedLike(
  image: string,
  { name, source }: Pick<ServiceFacts, 'name' | 'source'>,
): boolean {
  const path = parseImageReference(image)
    ?.repository.split('/')
    .slice(1)
    .map(plain)
    .join('-');
  const names = [
    name,
    ...(source.seen ? [repositoryOf(source.value.location)] : []),
  ]
    .map(plain)
    .filter(Boolean);
  return (
    path !== undefined &&
    names.some(
      wanted =>
        `-${path}-`.includes(`-${wanted}-`) ||
        (wanted.length >= TELLING && path.includes(wanted)),
    )
  );
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]+/g, '-');
}

/** `orders` of `https://git.example.org/shop/orders/tree/main/`. */
function repositoryOf(location: string): string {
  return (
    location
      .replace(/\/(?:-\/)?(?:tree|blob|src)\/.*$/, '')
      .replace(/\/+$/, '')
      .split('/')
      .pop() ?? ''
  );
}
