import { scopeOfSurroundings } from '@leaving-irsa/backstage-plugin-eks-pod-identity-sdk';

/** Folders of code that nobody runs in the service. */
const ASIDE = new Set(['example', 'examples', 'sample', 'samples', 'demo']);

/** Folders of a build whose names say nothing any more: `src/main/java/com/example/demo`. */
const SOURCES = new Set(['src', 'lib', 'app', 'cmd', 'internal', 'pkg']);

/** Below tests, documents or examples, seen from the service's own folder. */
export function isAside(path: string, folder: string): boolean {
  const own = path
    .slice(folder ? folder.length + 1 : 0)
    // Folders of packages: `src/main/java/com/example/demo`.
    .replace(/((?:^|\/)(?:java|kotlin|scala|groovy|clojure)\/).*\//, '$1');
  if (scopeOfSurroundings(own) !== undefined) return true;
  for (const name of own.toLowerCase().split('/').slice(0, -1)) {
    if (SOURCES.has(name)) return false;
    if (ASIDE.has(name)) return true;
  }
  return false;
}

/** Folders of what developers and continuous integration run. */
const TOOLING =
  /(^|\/)(\.github|\.gitlab|\.circleci|\.buildkite|\.devcontainer|\.husky|\.vscode|\.idea|\.ci|ci|hack|localstack|local|dev|terraform|ansible|packer|benchmarks?|mocks?)\//i;

/** Names of files for one developer, for tests, or as a pattern for others. */
const NOT_DEPLOYED =
  /(^|[._-])(local|localhost|dev|devel|development|test|tests|testing|ci|example|examples|sample|template|tmpl|dist|mock|e2e)([._-]|$)/i;

/** Whether a file serves developers or continuous integration, and is no part of what runs. */
export function isTooling(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return TOOLING.test(path) || NOT_DEPLOYED.test(name);
}

/** Files by their names that describe something else than what a container is given. */
const OTHERS =
  /(^|\/)(pom\.xml|build\.xml|[^/]*checkstyle[^/]*\.xml|[^/]*\.csproj|[^/]*lock[^/]*\.ya?ml|(docker-)?compose[^/]*\.ya?ml|serverless\.ya?ml|sam[^/]*\.ya?ml|template\.ya?ml|samconfig\.toml|buildspec[^/]*\.ya?ml|cloudbuild\.ya?ml|appspec\.ya?ml|mkdocs\.ya?ml|\.[^/]*\.ya?ml|azure-pipelines\.ya?ml|bitbucket-pipelines\.ya?ml|Taskfile\.ya?ml|catalog-info\.ya?ml|(openapi|swagger)[^/]*|pyproject\.toml|Cargo\.toml|Pipfile|setup\.cfg|tox\.ini|pytest\.ini|mypy\.ini|Chart\.ya?ml|netlify\.toml)$/i;

/** Configuration that a service is given, by its name: also manifests, which are told apart by what they hold. */
export function isConfiguration(path: string): boolean {
  return (
    (/\.(conf|cfg|cnf|ini|properties|xml|toml|ya?ml|hocon)$/i.test(path) ||
      /(^|\/)(appsettings[^/]*|config)\.json$/i.test(path) ||
      /(^|\/)(\.env(\.[\w.-]+)?|[^/]+\.env)$/i.test(path) ||
      /(^|\/)Procfile$/.test(path) ||
      isSharedFileName(path)) &&
    !OTHERS.test(path) &&
    (isSharedFileName(path) || !isTooling(path))
  );
}

/** A shared config or credentials file of AWS, by its folder or its name. */
export function isSharedFileName(path: string): boolean {
  return (
    /(^|\/)\.?aws\/(config|credentials)$/i.test(path) ||
    /(^|\/)\.?aws[-_.]?(config|credentials|profiles?)([-_.](prod|production|ini|cfg|conf|txt))?$/i.test(
      path,
    )
  );
}

/** A file without an extension that may be a script, as entry points often are; its first line tells. */
export function mayBeScript(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return (
    /^[A-Za-z0-9_][\w-]*$/.test(name) &&
    !/^(Dockerfile|Containerfile|Makefile|GNUmakefile|LICENSE|LICENCE|NOTICE|README|CHANGELOG|CONTRIBUTING|CODEOWNERS|OWNERS|AUTHORS|COPYING|Gemfile|Rakefile|Pipfile|Procfile|Jenkinsfile|Vagrantfile|Tiltfile|BUILD|WORKSPACE|VERSION|DESCRIPTION|gradlew|mvnw)$/i.test(
      name,
    )
  );
}

/** Kinds whose manifests start pods or give them variables. */
const KIND =
  /^kind:\s*["']?(Deployment|StatefulSet|DaemonSet|Job|CronJob|Pod|ReplicaSet|Rollout|ConfigMap|Kustomization|Service|ScaledJob|Workflow|CronWorkflow|WorkflowTemplate|SparkApplication|ScheduledSparkApplication|FlinkDeployment|Component|Application|HelmRelease)\b/m;

/** Whether a YAML file is a manifest of Kubernetes, or the values of a chart. */
export function isManifest(path: string, text: string): boolean {
  if (!/\.ya?ml$/i.test(path)) return false;
  return (
    (/^apiVersion:/m.test(text) && KIND.test(text)) ||
    /(^|\/)([^/]*-)?values([._-][^/]*)?\.ya?ml$/i.test(path) ||
    /(^|\/)kustomization\.ya?ml$/i.test(path)
  );
}
