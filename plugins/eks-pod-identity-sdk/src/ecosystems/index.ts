import { Ecosystem } from '../ecosystem';
import { bazel } from './bazel';
import { clojure } from './clojure';
import { container } from './container';
import { cpp } from './cpp';
import { dotnet } from './dotnet';
import { elixir } from './elixir';
import { go } from './go';
import { gradle } from './gradle';
import { javascript } from './javascript';
import { maven } from './maven';
import { php } from './php';
import { python } from './python';
import { ruby } from './ruby';
import { rust } from './rust';
import { sbom } from './sbom';
import { sbt } from './sbt';
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
  container,
  python,
  ruby,
  sbom,
  unread,
];
