import { useState } from 'react';
import { useT } from '../hooks/useT';
import { FilterRow, SelectFilter } from '../shared/Filters';
import { FindingGroups, SubjectFinding } from '../shared/findings';
import { Section } from '../shared/Section';

/** The findings of all workloads, or of one. */
export function FindingsSection(props: { findings: SubjectFinding[] }) {
  const { findings } = props;
  const t = useT();
  const [chosen, setChosen] = useState<string>();
  const subjects = [...new Set(findings.map(({ subject }) => subject ?? ''))];
  const several = subjects.length > 1;
  const shown = chosen
    ? findings.filter(({ subject }) => subject === chosen)
    : findings;
  return (
    <Section title={t('entity.findings')} noPadding>
      {several && (
        <div style={{ padding: '16px 16px 0' }}>
          <FilterRow>
            <SelectFilter
              id="findings-of"
              label={t('entity.findingsOf')}
              value={chosen}
              options={subjects.map(value => ({ value, label: value }))}
              onChange={setChosen}
            />
          </FilterRow>
        </div>
      )}
      <FindingGroups
        key={chosen}
        // Of a single workload it goes without saying what a finding is about.
        findings={
          several && !chosen ? shown : shown.map(({ finding }) => ({ finding }))
        }
      />
    </Section>
  );
}
