import { FileFault } from '../../ecosystem';

/** A module whose packages are copied into the repository. */
export interface VendoredModule {
  path: string;
  version?: string;
  /** What stands in its place: a module with a version, or a folder. */
  target?: string;
  targetVersion?: string;
  /** Whether any of its packages is needed. */
  hasPackages: boolean;
  isExplicit: boolean;
  line: number;
}

const MODULE = /^# (\S+)(?: (v\S+))?(?: => (\S+)(?: (v\S+))?)?$/;

/** vendor/modules.txt as data. Throws a FileFault for what is none. */
export function parseVendoredModules(text: string): VendoredModule[] {
  const modules: VendoredModule[] = [];
  text.split('\n').forEach((raw, index) => {
    const row = raw.trimEnd();
    if (row === '') return;
    const current = modules[modules.length - 1];
    if (row.startsWith('## ')) {
      if (current && /\bexplicit\b/.test(row)) current.isExplicit = true;
    } else if (row.startsWith('# ')) {
      const match = MODULE.exec(row);
      if (!match) throw new FileFault('is not a module', index + 1);
      modules.push({
        path: match[1],
        version: match[2],
        target: match[3],
        targetVersion: match[4],
        hasPackages: false,
        isExplicit: false,
        line: index + 1,
      });
    } else {
      if (!current) throw new FileFault('is of no module', index + 1);
      current.hasPackages = true;
    }
  });
  return modules;
}
