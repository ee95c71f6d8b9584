import type { ReportFigures } from '../../../../src/service/app/report';
import { notesOf } from '../../report';
import { Section } from '../parts';
import { useVoice } from '../voice';
import { List } from './List';
import { useFigures } from './useFigures';

export function Notes({ report }: { report: ReportFigures }) {
  const { words } = useVoice();
  const figures = useFigures();
  return (
    <Section title={words.report.notes.title}>
      <List>
        {notesOf(report, words.report, figures).map((it) => (
          <li key={it}>{it}</li>
        ))}
      </List>
    </Section>
  );
}
