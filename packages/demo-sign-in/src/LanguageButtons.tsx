import { useState } from 'react';
import { AppLanguageApi } from '@backstage/core-plugin-api/alpha';
import Button from '@material-ui/core/Button';
import ButtonGroup from '@material-ui/core/ButtonGroup';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(theme => ({
  // On the coloured header.
  button: {
    color: theme.palette.common.white,
    borderColor: theme.palette.common.white,
    textTransform: 'none',
    '&[aria-pressed="true"]': {
      color: theme.palette.common.black,
      backgroundColor: theme.palette.common.white,
    },
  },
}));

function nameOf(language: string): string {
  return (
    new Intl.DisplayNames([language], { type: 'language' }).of(language) ??
    language
  );
}

/** One button per language of the app, each named in itself. */
export const LanguageButtons = ({
  languages,
  label,
}: {
  languages: AppLanguageApi;
  label: string;
}) => {
  const classes = useStyles();
  const [current, setCurrent] = useState(languages.getLanguage().language);
  return (
    <ButtonGroup aria-label={label} size="small">
      {languages.getAvailableLanguages().languages.map(language => (
        <Button
          key={language}
          className={classes.button}
          aria-pressed={language === current}
          lang={language}
          onClick={() => {
            languages.setLanguage(language);
            setCurrent(language);
          }}
        >
          {nameOf(language)}
        </Button>
      ))}
    </ButtonGroup>
  );
};
