import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles({
  label: { fontSize: '0.875rem' },
});

/** A filter that is on or off. */
export function CheckFilter(props: {
  label: string;
  checked: boolean;
  onChange(checked: boolean): void;
}) {
  const { label, checked, onChange } = props;
  const classes = useStyles();
  return (
    <FormControlLabel
      label={label}
      classes={{ label: classes.label }}
      control={
        <Checkbox
          size="small"
          color="primary"
          checked={checked}
          onChange={(_, on) => onChange(on)}
        />
      }
    />
  );
}
