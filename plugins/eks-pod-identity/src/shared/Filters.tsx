import InputAdornment from '@material-ui/core/InputAdornment';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import SearchIcon from '@material-ui/icons/Search';
import { ReactNode, useEffect, useState } from 'react';
import useDebounce from 'react-use/esm/useDebounce';
import { useT } from '../hooks/useT';

const useStyles = makeStyles(theme => ({
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1.5),
    marginBottom: theme.spacing(1.5),
  },
  select: {
    minWidth: 130,
    maxWidth: 220,
    // Filters stand on the page's grey, on which secondary text has too little contrast.
    '& label': { color: theme.palette.text.primary },
    '& select': {
      textOverflow: 'ellipsis',
      paddingTop: 8,
      paddingBottom: 8,
      fontSize: '0.875rem',
    },
  },
  search: {
    width: 260,
    '& input': { paddingTop: 8, paddingBottom: 8, fontSize: '0.875rem' },
  },
}));

/** One line of filters. */
export function FilterRow(props: { children: ReactNode }) {
  return <div className={useStyles().row}>{props.children}</div>;
}

/** Chooses one of some values, or all of them unless one is required. */
export function SelectFilter(props: {
  id: string;
  label: string;
  value?: string;
  required?: boolean;
  options: { value: string; label: string }[];
  onChange(value: string | undefined): void;
}) {
  const { id, label, value, required, options, onChange } = props;
  const t = useT();
  const classes = useStyles();
  const known =
    !value || options.some(option => option.value === value)
      ? options
      : [{ value, label: value }, ...options];
  return (
    <TextField
      select
      id={id}
      size="small"
      variant="outlined"
      label={label}
      className={classes.select}
      value={value ?? ''}
      onChange={event => onChange(event.target.value || undefined)}
      SelectProps={{ native: true }}
      InputLabelProps={{ shrink: true, htmlFor: id }}
      inputProps={{ id, 'aria-label': label }}
    >
      {!required && <option value="">{t('table.all')}</option>}
      {known.map(option => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </TextField>
  );
}

/** Text to search by; told a moment after the last key. */
export function SearchFilter(props: {
  value?: string;
  placeholder: string;
  onChange(value: string | undefined): void;
}) {
  const { value, placeholder, onChange } = props;
  const t = useT();
  const classes = useStyles();
  const [text, setText] = useState(value ?? '');
  useEffect(() => setText(value ?? ''), [value]);
  useDebounce(
    () => {
      if (text !== (value ?? '')) onChange(text || undefined);
    },
    300,
    [text],
  );
  return (
    <TextField
      size="small"
      variant="outlined"
      className={classes.search}
      value={text}
      placeholder={placeholder}
      onChange={event => setText(event.target.value)}
      inputProps={{ 'aria-label': t('table.search'), maxLength: 200 }}
      InputProps={{
        startAdornment: (
          <InputAdornment position="start">
            <SearchIcon fontSize="small" />
          </InputAdornment>
        ),
      }}
    />
  );
}
