import { useTranslation } from 'react-i18next'
import type { Figures } from './queries'
import { useFigureWords } from './words'

interface Card {
  label: string
  read: (figures: Figures) => number | null | undefined
  write: (value: number) => string
  about?: string
}

interface Props {
  figures: Figures
  previous?: Figures
}

/** What happened, in one number each, with what it was before. */
export function Cards({ figures, previous }: Props) {
  const { t } = useTranslation()
  const words = useFigureWords()
  const cards: Card[] = [
    { label: t('Conversations'), read: (each) => each.conversations, write: words.count },
    {
      label: t('Resolved by bots'),
      read: (each) => each.resolvedByBot,
      write: words.count,
    },
    {
      label: t('Answered without people'),
      read: (each) => each.resolutionRate,
      write: words.share,
      about: t('Of those that ended as resolved or went to people'),
    },
    { label: t('Handed to people'), read: (each) => each.handedOff + each.takenOver, write: words.count },
    { label: t('First answer after'), read: (each) => each.firstResponseMs, write: words.lasting },
    { label: t('A person answers after'), read: (each) => each.personResponseMs, write: words.lasting },
    {
      label: t('Messages'),
      read: (each) => each.messagesIn + each.messagesBot + each.messagesPeople,
      write: words.count,
    },
    {
      label: t('Language models'),
      read: (each) => each.modelCostMicros,
      write: words.cost,
      about:
        figures.modelTokens === undefined
          ? t('Belongs to no number')
          : t('{{number}} tokens', { number: words.count(figures.modelTokens) }),
    },
  ]
  return (
    <ul className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      {cards.map((card) => (
        <CardView key={card.label} card={card} figures={figures} previous={previous} />
      ))}
    </ul>
  )
}

function CardView({ card, figures, previous }: Props & { card: Card }) {
  const { t } = useTranslation()
  const { change } = useFigureWords()
  const value = card.read(figures)
  const earlier = previous ? card.read(previous) : null
  return (
    <li className="flex flex-col gap-1 rounded-2xl border border-border bg-surface p-4 shadow-sm">
      <span className="text-muted text-sm">{card.label}</span>
      <span className="font-semibold text-2xl tracking-tight">
        {value === null || value === undefined ? '–' : card.write(value)}
      </span>
      {previous ? (
        <span className="text-muted text-xs">
          {typeof value === 'number' && typeof earlier === 'number' && earlier !== 0 && value !== earlier ? (
            <bdi className="me-1 font-medium text-foreground">{change((value - earlier) / earlier)}</bdi>
          ) : null}
          {typeof earlier === 'number'
            ? t('before: {{value}}', { value: card.write(earlier) })
            : t('nothing before')}
        </span>
      ) : null}
      {card.about ? <span className="text-muted text-xs">{card.about}</span> : null}
    </li>
  )
}
