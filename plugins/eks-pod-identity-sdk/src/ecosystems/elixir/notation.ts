import { Notation } from '../../code/items';

/** Elixir. */
export const ELIXIR: Notation = {
  comments: ['#'],
  quotes: `"'`,
  triple: true,
  marks: ',',
};

/** Erlang. */
export const ERLANG: Notation = {
  comments: ['%'],
  quotes: `"'`,
  marks: ',',
};
