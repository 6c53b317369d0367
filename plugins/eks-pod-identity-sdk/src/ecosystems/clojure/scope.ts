import { Scope } from '../../ecosystem';

/** For what an alias of deps.edn or a profile of Leiningen is there, by its name. */
export function scopeOfAlias(name: string): Scope {
  const plain = name.replace(/^:/, '').replace(/^.*\//, '');
  if (
    /^(.*-)?(test|tests|kaocha|runner|cloverage|coverage|it)(-.*)?$/.test(plain)
  ) {
    return 'test';
  }
  if (/^(build|deploy|depstar|uberdeps|pack|release|jar)$/.test(plain)) {
    return 'build';
  }
  if (/^provided$/.test(plain)) return 'provided';
  const isForDevelopment =
    /^(.*-)?(dev|repl|nrepl|cider|rebel|user|bench|benchmark|lint|eastwood|kibit|clj-kondo|kondo|outdated|antq|format|fmt|cljfmt|cljstyle|zprint|docs?|codox|ci|reveal|portal|profile|profiling|system|base)(-.*)?$/;
  return isForDevelopment.test(plain) ? 'development' : 'runtime';
}
