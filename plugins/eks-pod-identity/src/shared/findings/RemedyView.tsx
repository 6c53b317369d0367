import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { Remedy } from '@leaving-irsa/backstage-plugin-eks-pod-identity-common';
import { useT } from '../../hooks/useT';
import { StepText } from './StepText';

const useStyles = makeStyles(theme => ({
  steps: {
    margin: theme.spacing(0.5, 0),
    paddingLeft: theme.spacing(3),
    '& li': { margin: theme.spacing(0.5, 0), overflowWrap: 'anywhere' },
  },
}));

/** What to do about a finding: in a sentence, in steps, and where to read more. */
export function RemedyView(props: { remedy: Remedy }) {
  const { summary, steps, link } = props.remedy;
  const t = useT();
  const classes = useStyles();
  return (
    <>
      <Typography variant="body2" component="div">
        {summary}
        {steps.length > 0 && (
          <ol className={classes.steps}>
            {steps.map((step, index) => (
              <li key={index}>
                <StepText step={step} />
              </li>
            ))}
          </ol>
        )}
      </Typography>
      {link && (
        <Link to={link} variant="body2">
          {t('action.learnMore')}
        </Link>
      )}
    </>
  );
}
