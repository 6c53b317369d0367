/**
 * Manifests and build files that bring dependencies into what is built, and that nothing here reads. Where one of them
 * stands, the other files of a folder do not tell everything.
 */
export interface UnreadStack {
  /** For people, with its article: `a Nix flake`. */
  what: string;
  /** Same rules as the patterns of formats. */
  patterns: readonly RegExp[];
  /**
   * `language`: what is built comes with what it names. `environment`: as often as not it only sets up the computers of
   * developers, so it counts where a container or a build calls it, or where nothing else tells the dependencies.
   */
  kind: 'language' | 'environment';
  /** Files of its folder, or of one above, that tell what this one would: where one of them is there, it is only noted. */
  toldBy?: RegExp;
  /** A file without that is of another kind, or brings nothing. */
  contains?: RegExp;
  /** What an environment has in it where it makes an image itself. */
  makesImage?: RegExp;
  /** By which words a Dockerfile takes from an environment. */
  calledInImage?: RegExp;
  /** By which words other build files and scripts do, where that is more than a shell for developers. */
  calledInBuild?: RegExp;
}

const NIX = {
  makesImage:
    /\b(?:dockerTools|ociTools|nix2container|buildLayeredImage|streamLayeredImage)\b/,
  calledInImage: /\bnix(?:os|-build|-env|-shell)?\b/,
  calledInBuild: /\bnix(?:-build\b| build\b| bundle\b| copy\b)/,
};

const PYTHON_MANIFESTS =
  /^(requirements[\w.-]*\.(txt|in)|(poetry|uv|pdm)\.lock|pylock[\w.-]*\.toml|Pipfile(\.lock)?|pyproject\.toml|conda-lock\.yml|environment\.ya?ml)$/;

/** In the order in which they are looked up. Every row names a file by which the stack's own tool recognises a project. */
export const unreadStacks: readonly UnreadStack[] = [
  {
    what: 'a Nix flake',
    patterns: [/(^|\/)flake\.nix$/],
    kind: 'environment',
    ...NIX,
  },
  {
    what: 'a Nix expression',
    patterns: [/(^|\/)[^/]+\.nix$/],
    kind: 'environment',
    ...NIX,
  },
  {
    what: 'a Guix definition',
    patterns: [/(^|\/)(guix|manifest|channels)\.scm$/],
    kind: 'environment',
    calledInImage: /\bguix\b/,
    calledInBuild: /\bguix (?:pack|build|system)\b/,
  },
  {
    what: 'a Bazel package',
    patterns: [/(^|\/)BUILD(\.bazel)?$/],
    kind: 'language',
    contains: /^\s*\w+\s*\(/m,
    toldBy:
      /^((MODULE|WORKSPACE)(\.bazel)?|WORKSPACE\.bzlmod|maven_install\.json)$/,
  },
  {
    what: 'a Buck project',
    patterns: [/(^|\/)(\.buckconfig|BUCK)$/],
    kind: 'language',
  },
  {
    what: 'a Pants project',
    patterns: [/(^|\/)pants\.toml$/],
    kind: 'language',
    // Pants takes the requirements of Python, Go modules and the like from files that are read.
    toldBy:
      /^(requirements.*\.txt|pyproject\.toml|poetry\.lock|go\.mod|package-lock\.json)$/,
  },
  {
    what: 'a Please project',
    patterns: [/(^|\/)\.plzconfig$/],
    kind: 'language',
  },
  {
    what: 'an Ant build',
    patterns: [/(^|\/)build\.xml$/],
    kind: 'language',
    // Of Phing, which is PHP's Ant and brings nothing along.
    toldBy: /^(composer\.json|composer\.lock)$/,
  },
  { what: 'an Ivy module', patterns: [/(^|\/)ivy\.xml$/], kind: 'language' },
  {
    what: 'an Amper module',
    patterns: [/(^|\/)(module|project)\.amper$/],
    kind: 'language',
  },
  { what: 'a Bleep build', patterns: [/(^|\/)bleep\.yaml$/], kind: 'language' },
  {
    what: 'a Scala CLI project',
    patterns: [/(^|\/)project\.scala$/],
    kind: 'language',
  },
  {
    what: 'a Boot build of Clojure',
    patterns: [/(^|\/)build\.boot$/],
    kind: 'language',
  },
  {
    what: 'a Babashka project',
    patterns: [/(^|\/)bb\.edn$/],
    kind: 'environment',
  },
  {
    what: 'a shadow-cljs build',
    patterns: [/(^|\/)shadow-cljs\.edn$/],
    kind: 'environment',
  },
  {
    what: 'a Buildr build',
    patterns: [/(^|\/)[Bb]uildfile$/],
    kind: 'language',
  },
  {
    what: 'a Dart package',
    patterns: [/(^|\/)pubspec\.(yaml|lock)$/],
    kind: 'language',
  },
  {
    what: 'a Crystal shard',
    patterns: [/(^|\/)shard\.(yml|lock)$/],
    kind: 'language',
  },
  {
    what: 'a Haskell package',
    patterns: [
      /(^|\/)[^/]+\.cabal$/,
      /(^|\/)(stack\.yaml(\.lock)?|cabal\.project(\.freeze)?)$/,
    ],
    kind: 'language',
  },
  {
    what: 'an OCaml package',
    patterns: [/(^|\/)([^/]+\.opam(\.locked)?|dune-project|opam|esy\.json)$/],
    kind: 'language',
  },
  {
    what: 'a Julia project',
    patterns: [/(^|\/)(Julia)?(Project|Manifest)\.toml$/],
    kind: 'language',
  },
  {
    what: 'a Zig package',
    patterns: [/(^|\/)build\.zig(\.zon)?$/],
    kind: 'language',
  },
  {
    what: 'a Nim package',
    patterns: [/(^|\/)([^/]+\.nimble|nimble\.lock)$/],
    kind: 'language',
  },
  {
    what: 'a Lua rock',
    patterns: [/(^|\/)([^/]+\.rockspec|luarocks\.lock)$/],
    kind: 'language',
  },
  {
    what: 'a Meson build',
    patterns: [/(^|\/)meson\.build$/],
    kind: 'language',
    // Python packages with extensions in C are built by it.
    toldBy: /^pyproject\.toml$/,
  },
  {
    what: 'an Autotools build',
    patterns: [/(^|\/)(configure\.(ac|in)|Makefile\.am)$/],
    kind: 'language',
  },
  {
    what: 'an xmake build',
    patterns: [/(^|\/)xmake\.lua$/],
    kind: 'language',
  },
  {
    what: 'a SCons build',
    patterns: [/(^|\/)SConstruct$/],
    kind: 'language',
  },
  {
    what: 'a Premake build',
    patterns: [/(^|\/)premake[45]\.lua$/],
    kind: 'language',
  },
  {
    what: 'a Visual C++ project',
    patterns: [/(^|\/)[^/]+\.vcxproj$/],
    kind: 'language',
    toldBy: /^(vcpkg\.json|conan\.lock|conanfile\.(txt|py))$/,
  },
  {
    what: 'a Pixi project',
    patterns: [/(^|\/)pixi\.(toml|lock)$/],
    kind: 'language',
  },
  {
    what: 'a Ballerina package',
    patterns: [/(^|\/)(Ballerina|Dependencies)\.toml$/],
    kind: 'language',
  },
  {
    what: 'a Unison project',
    patterns: [/(^|\/)[^/]+\.unison$|(^|\/)[^/]+\.u$/],
    kind: 'language',
  },
  {
    what: 'a Gleam package',
    patterns: [/(^|\/)gleam\.toml$/],
    kind: 'language',
  },
  {
    what: 'an erlang.mk build',
    patterns: [/(^|\/)erlang\.mk$/],
    kind: 'language',
    toldBy: /^rebar\.(lock|config)$/,
  },
  {
    what: 'a D package',
    patterns: [/(^|\/)(dub\.(json|sdl)|dub\.selections\.json)$/],
    kind: 'language',
  },
  {
    what: 'an Ada crate',
    patterns: [/(^|\/)alire\.(toml|lock)$/],
    kind: 'language',
  },
  {
    what: 'a Fortran package',
    patterns: [/(^|\/)fpm\.toml$/],
    kind: 'language',
  },
  { what: 'a V module', patterns: [/(^|\/)v\.mod$/], kind: 'language' },
  {
    what: 'a Racket package',
    patterns: [/(^|\/)info\.rkt$/],
    kind: 'language',
  },
  {
    what: 'a Common Lisp system',
    patterns: [/(^|\/)([^/]+\.asd|qlfile(\.lock)?)$/],
    kind: 'language',
  },
  {
    what: 'a Raku distribution',
    patterns: [/(^|\/)META6\.json$/],
    kind: 'language',
  },
  {
    what: 'a PureScript project',
    patterns: [/(^|\/)spago\.(yaml|dhall|lock)$/],
    kind: 'language',
  },
  {
    what: 'a Glide or dep manifest of Go',
    patterns: [/(^|\/)(glide\.(yaml|lock)|Gopkg\.(toml|lock)|Godeps\.json)$/],
    kind: 'language',
    toldBy: /^go\.mod$/,
  },
  {
    what: 'a project.json of .NET',
    patterns: [/(^|\/)project\.lock\.json$/],
    kind: 'language',
  },
  {
    what: 'a Paket manifest',
    patterns: [/(^|\/)paket\.dependencies$/],
    kind: 'language',
    toldBy: /^paket\.lock$/,
  },
  {
    what: 'a Perl distribution',
    patterns: [/(^|\/)(Makefile|Build)\.PL$|(^|\/)dist\.ini$/],
    kind: 'language',
    toldBy: /^cpanfile(\.snapshot)?$/,
  },
  {
    what: 'a packrat or pak lockfile of R',
    patterns: [/(^|\/)(packrat\.lock|pkg\.lock)$/],
    kind: 'language',
    toldBy: /^renv\.lock$/,
  },
  {
    what: 'an Earthfile',
    patterns: [/(^|\/)Earthfile$/],
    kind: 'environment',
  },
  {
    what: 'a conda recipe',
    patterns: [/(^|\/)meta\.yaml$/],
    kind: 'language',
    contains: /^requirements:/m,
    toldBy: PYTHON_MANIFESTS,
  },
  {
    what: 'a setup script of Python',
    patterns: [/(^|\/)setup\.(py|cfg)$/],
    kind: 'language',
    contains: /install_requires/,
    toldBy: PYTHON_MANIFESTS,
  },
  {
    what: 'a Buildout configuration of Python',
    patterns: [/(^|\/)buildout\.cfg$/],
    kind: 'language',
    toldBy: PYTHON_MANIFESTS,
  },
  {
    what: 'a gem specification',
    patterns: [/(^|\/)[^/]+\.gemspec$/],
    kind: 'language',
    contains: /\badd_(?:runtime_)?dependency\b/,
    toldBy: /^(Gemfile(\.lock)?|gems\.(rb|locked))$/,
  },
];
