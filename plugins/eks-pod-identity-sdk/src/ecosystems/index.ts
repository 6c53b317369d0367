import { Ecosystem } from '../ecosystem';
import { bazel } from './bazel';
import { clojure } from './clojure';
import { container } from './container';
import { cpp } from './cpp';
import { deno } from './deno';
import { dotnet } from './dotnet';
import { elixir } from './elixir';
import { go } from './go';
import { gradle } from './gradle';
import { javascript } from './javascript';
import { maven } from './maven';
import { perl } from './perl';
import { php } from './php';
import { python } from './python';
import { r } from './r';
import { ruby } from './ruby';
import { rust } from './rust';
import { sbom } from './sbom';
import { sbt } from './sbt';
import { spark } from './spark';
import { swift } from './swift';
import { unread } from './unread';

/** All ecosystems. A file belongs to the first format whose pattern matches it. */
export const ecosystems: readonly Ecosystem[] = [
  javascript,
  maven,
  gradle,
  sbt,
  bazel,
  clojure,
  go,
  dotnet,
  php,
  rust,
  cpp,
  elixir,
  swift,
  deno,
  perl,
  r,
  container,
  python,
  ruby,
  sbom,
  unread,
  spark,
];
