import { FoundPackage } from '../../ecosystem';
import { matcherOf } from '../../packages';
import { Registry } from '../../registry';
import { image } from '../../registries/image';
import { npm } from '../../registries/npm';
import { packagist } from '../../registries/packagist';
import { psgallery } from '../../registries/psgallery';
import { pypi } from '../../registries/pypi';
import { rubygems } from '../../registries/rubygems';
import { parseSpecifier, wanted } from '../javascript/specifier';
import { parseRequirement, pinOf } from '../python/requirement';
import { NamedJar, jarsIn } from './jars';
import { Command } from './shell';

/** What a command installs. */
export type Installed = Pick<
  FoundPackage,
  'name' | 'registry' | 'version' | 'range' | 'unresolved'
> &
  Partial<Pick<NamedJar, 'via' | 'isConcluded'>>;

const UNPINNED = 'whatever version is the newest when it is run';

/** `awscli-exe-linux-x86_64-2.15.0.zip`, `AWSCLIV2-2.15.0.msi`, `awscli-bundle-1.30.0.zip`; also without a version. */
const INSTALLER =
  /(awscli-exe-linux-(?:\$\([^()]*\)|\$\{\w+\}|\$\w+|[A-Za-z0-9_]+)|AWSCLIV2(?=[-.\w]*\.(?:pkg|msi))|awscli-bundle)(?:-([^/\s"']+?))?\.(?:zip|pkg|msi)(?!\.\w)/g;

/** The AWS SDKs and CLIs that a command of a shell or of PowerShell installs. */
export function installedBy(command: Command): Installed[] {
  // What a variable of the environment holds is a value, not a command.
  if (command.isValue) return jarsIn(command.text);
  return [
    ...jarsIn(command.text),
    ...installers(command.text),
    ...byPip(command.words),
    ...bySystem(command.words),
    ...byNpm(command.words),
    ...byGem(command.words),
    ...byComposer(command.words),
    ...byPowerShell(command.text),
  ];
}

function isWanted(registry: Registry, name: string): boolean {
  return matcherOf(registry)
    .match(name)
    .some(({ role }) => role !== 'brings' && role !== 'hints');
}

function installers(text: string): Installed[] {
  // Without this every command would be searched.
  if (!/awscli/i.test(text)) return [];
  return [...text.matchAll(INSTALLER)].flatMap(
    ([, kind, version]): Installed[] => {
      // A name that is given to what was downloaded is no installer.
      const name = kind === 'awscli-bundle' ? 'awscli' : 'aws-cli';
      if (version === undefined) {
        return [{ name, registry: image, unresolved: UNPINNED }];
      }
      return [{ name, registry: image, ...versionOf(version) }];
    },
  );
}

function versionOf(text: string): Pick<Installed, 'version' | 'unresolved'> {
  if (/^\d+\.\d+/.test(text)) return { version: text };
  return {
    unresolved: text.includes('$')
      ? `${text} is not set in the file`
      : `'${text}' is no version`,
  };
}

const PIP = /^(pip[\d.]*|pipx|uv|poetry|conda|mamba|micromamba)$/;
const FLAGS_WITH_VALUE =
  /^(-r|--requirement|-c|--constraint|-i|--index-url|--extra-index-url|-t|--target|--trusted-host|-f|--find-links|--prefix|--root|-n|--name|--channel|--cache-dir|--proxy|--platform|--python-version|--python)$/;

/** The packages that pip or another installer of Python is told to install, wanted or not. */
export function pipNames({ words }: Command): Set<string> {
  return new Set(
    pipArguments(words).flatMap(word => parseRequirement(word)?.name ?? []),
  );
}

function pipArguments(words: readonly string[]): string[] {
  const at = words.findIndex(word => PIP.test(word.replace(/^.*\//, '')));
  if (at === -1) return [];
  const verb = words.findIndex(
    (word, index) => index > at && /^(install|add|inject|run)$/.test(word),
  );
  if (verb === -1) return [];
  // A single `=` of conda pins.
  const isConda = /conda|mamba/.test(words[at]);
  return argumentsOf(words.slice(verb + 1)).map(word =>
    isConda ? word.replace(/^([\w-]+)=(?!=)/, '$1==') : word,
  );
}

function byPip(words: readonly string[]): Installed[] {
  return pipArguments(words).flatMap((word): Installed[] => {
    const requirement = parseRequirement(word);
    if (!requirement || !isWanted(pypi, requirement.name)) return [];
    if (word.includes('$')) {
      return [
        {
          name: requirement.name,
          registry: pypi,
          unresolved: `${word} is not set in the file`,
        },
      ];
    }
    const pin = pinOf(requirement);
    const isUnbound =
      pin.version === undefined && /^[\w.-]+(\[[\w,]*\])?$/.test(word);
    return [
      {
        name: requirement.name,
        registry: pypi,
        ...(isUnbound ? { unresolved: UNPINNED } : pin),
      },
    ];
  });
}

function argumentsOf(words: readonly string[]): string[] {
  const found: string[] = [];
  for (let at = 0; at < words.length; at++) {
    if (FLAGS_WITH_VALUE.test(words[at])) at += 1;
    else if (!words[at].startsWith('-')) found.push(words[at]);
  }
  return found;
}

const OF_SYSTEM = 'the distribution of the image decides it';

/** Packages of Python as distributions call them: `python3-boto3`, `py3-botocore`, `python-boto3`. */
const LIBRARY = /^py(?:thon)?3?(?:\.?\d+)?-(boto3|botocore)(?:[=~<>@].*)?$/i;

const SYSTEM =
  /^(apt|apt-get|aptitude|apk|yum|dnf|microdnf|tdnf|zypper|brew|snap|choco|pacman|port)$/;

function bySystem(words: readonly string[]): Installed[] {
  const at = words.findIndex(word => SYSTEM.test(word));
  if (at === -1) return [];
  const manager = words[at];
  const isInstall = words.some(
    (word, index) =>
      index > at && /^(install|add|-S\w*|localinstall)$/.test(word),
  );
  if (!isInstall) return [];
  return argumentsOf(words.slice(at + 1)).flatMap((word): Installed[] => {
    const library = LIBRARY.exec(word)?.[1].toLowerCase();
    if (library !== undefined) {
      return [{ name: library, registry: pypi, unresolved: OF_SYSTEM }];
    }
    const match =
      /^(awscli|aws-cli|awscli2|awscli-2|aws-cli-v2)(?:([=~<>@-]{1,2})v?(\d\S*))?$/.exec(
        word,
      );
    if (!match) return [];
    const [, spelled, operator, written] = match;
    const version = written?.replace(/-r?\d[\w.+~]*$/, '').replace(/^\d+:/, '');
    // Homebrew and Chocolatey have version 2 under the plain name, Snap under `aws-cli`.
    const isTwo =
      /2$/.test(spelled) || /^(brew|choco|snap|pacman)$/.test(manager);
    return [
      {
        name: isTwo ? 'aws-cli' : 'awscli',
        registry: image,
        ...(version !== undefined && /^\d+(\.\d+|$)/.test(version)
          ? boundedBy(operator, version)
          : { unresolved: UNPINNED }),
      },
    ];
  });
}

/** `=` and `@` pin, `~` (of apk) and a star mean a series, the others bound. */
function boundedBy(
  operator: string,
  version: string,
): Pick<Installed, 'version' | 'range'> {
  if (/^[<>]/.test(operator)) return { range: `${operator}${version}` };
  const series = version.replace(/\.?\*$/, '');
  return operator.includes('~') || series !== version || !series.includes('.')
    ? { range: `${series}.*` }
    : { version };
}

function byNpm(words: readonly string[]): Installed[] {
  const at = words.findIndex(word => /^(npm|yarn|pnpm|bun)$/.test(word));
  const verb = words.findIndex(
    (word, index) => index > at && /^(install|i|add|global)$/.test(word),
  );
  if (at === -1 || verb === -1) return [];
  return argumentsOf(words.slice(verb + 1)).flatMap((word): Installed[] => {
    const match = /^((?:@[\w.-]+\/)?[\w.-]+)(?:@(\S+))?$/.exec(word);
    if (!match || !isWanted(npm, match[1])) return [];
    return [
      {
        name: match[1],
        registry: npm,
        ...(match[2] === undefined
          ? { unresolved: UNPINNED }
          : wanted(parseSpecifier(match[1], match[2]))),
      },
    ];
  });
}

/** `gem install aws-sdk-core -v 3.170.0`, `gem install aws-sdk-core:3.170.0`. */
function byGem(words: readonly string[]): Installed[] {
  const at = words.findIndex(word => /^(gem|.*\/gem)$/.test(word));
  if (at === -1 || !/^(install|i)$/.test(words[at + 1] ?? '')) return [];
  const rest = words.slice(at + 2);
  const flag = rest.findIndex(word => /^(-v|--version)(=|$)/.test(word));
  const wantedVersion =
    flag === -1 ? undefined : rest[flag].split('=')[1] ?? rest[flag + 1];
  return rest
    .filter((_, index) => flag === -1 || index !== flag + 1)
    .flatMap((word): Installed[] => {
      const [name, own] = word.split(':');
      const written = own ?? wantedVersion;
      if (!isWanted(rubygems, name)) return [];
      return [{ name, registry: rubygems, ...writtenVersion(written) }];
    });
}

/** `composer require aws/aws-sdk-php:3.200.0`, also `aws/aws-sdk-php=^3.300` and `"aws/aws-sdk-php ^3.300"`. */
function byComposer(words: readonly string[]): Installed[] {
  const at = words.findIndex(word => /^(.*\/)?composer(\.phar)?$/.test(word));
  const verb = words.indexOf('require', at + 1);
  if (at === -1 || verb === -1) return [];
  return argumentsOf(words.slice(verb + 1)).flatMap((word): Installed[] => {
    const match = /^([\w.-]+\/[\w.-]+)(?:[:= ](.+))?$/.exec(word);
    if (!match || !isWanted(packagist, match[1].toLowerCase())) return [];
    return [
      {
        name: match[1].toLowerCase(),
        registry: packagist,
        ...writtenVersion(match[2]),
      },
    ];
  });
}

function writtenVersion(
  text: string | undefined,
): Pick<Installed, 'version' | 'range' | 'unresolved'> {
  if (text === undefined) return { unresolved: UNPINNED };
  if (text.includes('$'))
    return { unresolved: `${text} is not set in the file` };
  return /^v?\d+(\.\d+){2,}$/.test(text) ? { version: text } : { range: text };
}

const MODULE = /^(AWSPowerShell(\.NetCore)?|AWS\.Tools\.\w+)$/i;

function byPowerShell(text: string): Installed[] {
  return /aws\.?(tools|powershell)/i.test(text) ? installedModules(text) : [];
}

/** `Install-Module -Name AWS.Tools.S3 -RequiredVersion 4.1.502`, `Install-AWSToolsModule S3,EC2`. */
function installedModules(text: string): Installed[] {
  const match =
    /\b(?:(?:Install|Save|Update)-(?:Module|PSResource)|(Install-AWSToolsModule))\b(.*)$/is.exec(
      text,
    );
  if (!match) return [];
  const [, ofTools, rest] = match;
  const exact = /-RequiredVersion\s+["']?([\w.$({})-]+)/i.exec(rest)?.[1];
  const range =
    /-(MinimumVersion|MaximumVersion|Version)\s+["']?([^\s"']+)/i.exec(rest);
  const names = namesIn(rest)
    .map(word =>
      ofTools && /^[A-Za-z]\w+$/.test(word) ? `AWS.Tools.${word}` : word,
    )
    .filter(word => MODULE.test(word) && isWanted(psgallery, word));
  return names.map(name => ({
    name,
    registry: psgallery,
    ...(exact === undefined ? boundOf(range) : versionOf(exact)),
  }));
}

/** What is left when the parameters and their values are gone, but for names. */
function namesIn(text: string): string[] {
  const isKept = (parameter: string) =>
    /^(Name|Force|AllowClobber|CleanUp|SkipPublisherCheck)$/i.test(parameter);
  return text
    .replace(
      /-(\w+)\s+(?!-)("[^"]*"|'[^']*'|[^\s,]+(?:\s*,\s*[^\s,]+)*)/g,
      (_, parameter, value) => (isKept(parameter) ? ` ${value} ` : ' '),
    )
    .split(/[\s,]+/)
    .map(word => word.replace(/["'@()]/g, ''));
}

function boundOf(
  parameter: RegExpExecArray | null,
): Pick<Installed, 'version' | 'range' | 'unresolved'> {
  if (!parameter) return { unresolved: UNPINNED };
  const [, name, value] = parameter;
  if (/^minimum/i.test(name)) return { range: `[${value},)` };
  if (/^maximum/i.test(name)) return { range: `(,${value}]` };
  return /^\d[\d.]*$/.test(value) ? { version: value } : { range: value };
}

/** `@{ ModuleName = 'AWS.Tools.Common'; RequiredVersion = '4.1.502' }`, as scripts and module manifests require it. */
export function requiredModules(
  text: string,
): { installed: Installed; offset: number }[] {
  return [...text.matchAll(/@\{([^{}]*)\}/g)].flatMap(match => {
    const installed = requiredModule(match[1]);
    return installed ? [{ installed, offset: match.index }] : [];
  });
}

function requiredModule(body: string): Installed | undefined {
  const value = (key: string) =>
    new RegExp(`\\b${key}\\s*=\\s*["']([^"']+)["']`, 'i').exec(body)?.[1];
  const name = value('ModuleName');
  if (name === undefined || !isWanted(psgallery, name)) return undefined;
  const exact = value('RequiredVersion');
  const least = value('ModuleVersion');
  const most = value('MaximumVersion');
  const found = { name, registry: psgallery };
  if (exact !== undefined) return { ...found, version: exact };
  if (most !== undefined) return { ...found, range: `(,${most}]` };
  return least === undefined
    ? { ...found, unresolved: UNPINNED }
    : { ...found, range: `[${least},)` };
}
