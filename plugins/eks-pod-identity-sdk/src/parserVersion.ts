/**
 * Part of the key under which what a file told is cached. Raise it with every change that makes the same file tell
 * something else: a parser, a registry's rules, the table of minimums.
 */
export const PARSER_VERSION = '11';
