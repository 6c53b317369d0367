/** An artifact of Maven's. */
export interface Coordinates {
  group: string;
  artifact: string;
  version?: string;
}

/** `group:artifact:version`, also with a packaging and a classifier between; undefined for what is none. */
export function coordinatesOf(text: string): Coordinates | undefined {
  const parts = text.split(':');
  const isCoordinate =
    parts.length >= 2 &&
    parts.length <= 5 &&
    parts.every(part => /^[\w.@${}-]+$/.test(part));
  if (!isCoordinate) return undefined;
  const [group, artifact] = parts;
  const version =
    parts.length === 2
      ? undefined
      : parts[parts.length - 1].replace(/@\w+$/, '');
  return { group, artifact, ...(version === undefined ? {} : { version }) };
}

/** More parts than the path of a group has. */
const MAX_GROUP = 8;

/**
 * The artifact that an address of a jar names by its path (`…/software/amazon/awssdk/s3/2.20.0/s3-2.20.0.jar`). Where the
 * group begins the path does not tell: the first one that `isWanted` counts. The host is not looked at.
 */
export function coordinatesOfUrl(
  url: string,
  isWanted: (name: string) => boolean,
): Coordinates | undefined {
  const match = /^[a-z][a-z0-9+.-]*:\/\/[^/]*\/(.+\.jar)$/i.exec(
    url.split(/[?#]/)[0],
  );
  const parts = match?.[1].split('/') ?? [];
  const file = parts.pop();
  const version = parts.pop();
  const artifact = parts.pop();
  if (!artifact || !version || !file?.startsWith(`${artifact}-${version}`)) {
    return undefined;
  }
  for (let count = 1; count <= Math.min(MAX_GROUP, parts.length); count++) {
    const group = parts.slice(-count).join('.');
    if (isWanted(`${group}:${artifact}`)) return { group, artifact, version };
  }
  return undefined;
}
