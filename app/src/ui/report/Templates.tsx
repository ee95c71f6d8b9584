import type { ReportFigures } from '../../../../src/service/app/report';
import { changesOf } from '../../report';
import { Section } from '../parts';
import { useVoice } from '../voice';
import { List } from './List';
import { useFigures } from './useFigures';

/** What Meta has changed of the templates. Nothing where it has changed none. */
export function Templates({ report }: { report: ReportFigures }) {
  const { words } = useVoice();
  const figures = useFigures();
  const changes = changesOf(report, words.report, figures);
  if (changes.length === 0) return null;
  return (
    <Section title={words.report.templates.title}>
      <List>
        {changes.map((it) => (
          <li key={it}>{it}</li>
        ))}
      </List>
    </Section>
  );
}
