/** How Dockerfiles are called: `Dockerfile`, `Containerfile`, `Dockerfile.worker`, `worker.Dockerfile`; `Dockerfile.ci.dockerignore` is none. */
export const DOCKERFILE =
  /(^|\/)(?![^/]*\.dockerignore$)([^/]+\.)?(Dockerfile|Containerfile)([._-][^/]+)?$/i;

/** Whether a path is that of a Dockerfile. */
export function isDockerfile(path: string): boolean {
  return DOCKERFILE.test(path);
}
