import { FileFault } from '../ecosystem';

/** Line breaks from one place up to another. */
export function countLines(text: string, from: number, to: number): number {
  let count = 0;
  for (
    let at = text.indexOf('\n', from);
    at !== -1 && at < to;
    at = text.indexOf('\n', at + 1)
  ) {
    count += 1;
  }
  return count;
}

/** What begins at that line (from 1) has no end. */
export function cutOff(what: string, line: number): FileFault {
  return new FileFault(`${what} does not end; is it cut off?`, line);
}
