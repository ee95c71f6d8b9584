/** What a report says, in one language. `{name}` is filled in. */
export interface Words {
  /** BCP 47, for dates and numbers. */
  locale: string;
  title: string;
  /** `{account}`, `{from}` and `{to}`. */
  about: string;
  nothing: string;
  messages: string;
  columns: {
    message: string;
    sent: string;
    delivered: string;
    answered: string;
    optedOut: string;
    failed: string;
    cost: string;
    solved: string;
  };
  purposes: { followUp: string; reopening: string; rescue: string };
  all: string;
  byLanguage: string;
  languageNotKnown: string;
  /** `{solved}` and `{solvedAnswered}`. */
  solvedMeans: string;
  causes: string;
  /** `{cost}`: of one answer. */
  perAnswer: string;
  /** `{date}`: of the rate card. */
  estimated: string;
  example: string;
  noCard: string;
  /** `{count}` */
  unpriced: string;
  serviceInFull: string;
  /** `{count}` templates. */
  categories: { seen: string; policy: string; neither: string };
  windows: string;
  /** `{kept}`, `{of}`, `{share}`, `{lost}`. */
  windowsKept: string;
  noWindows: string;
  replies: string;
  /** `{lost}` and `{rescued}`. */
  repliesLost: string;
  experiment: string;
  interim: string;
  /** `{count}`, `{of}` and `{share}`. */
  treated: string;
  holdout: string;
  /** `{value}`, `{low}` and `{high}`, in points. */
  difference: string;
  /** `{value}`, `{low}` and `{high}`, in answers; `{of}` reminders. */
  extra: string;
  /** `{value}`, `{low}` and `{high}`: money. */
  perExtra: string;
  notShown: string;
  /** `{needed}`. */
  needed: string;
  noDifference: string;
  templates: string;
  /** `{date}`, `{name}`, `{language}`, `{what}`, `{from}` and `{to}`. */
  templateChanged: string;
  /** The same, with `{times}` and `{country}`. */
  templateCosts: string;
  whats: { category: string; quality: string; status: string };
  /** What no report can know. */
  limits: string[];
  limitsTitle: string;
}
