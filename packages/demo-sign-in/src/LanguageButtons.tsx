import { useState } from 'react';
import { AppLanguageApi } from '@backstage/core-plugin-api/alpha';
import Button from '@material-ui/core/Button';
import ButtonGroup from '@material-ui/core/ButtonGroup';

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
  const [current, setCurrent] = useState(languages.getLanguage().language);
  return (
    <ButtonGroup aria-label={label} size="small" color="inherit">
      {languages.getAvailableLanguages().languages.map(language => (
        <Button
          key={language}
          aria-pressed={language === current}
          variant={language === current ? 'contained' : 'outlined'}
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
