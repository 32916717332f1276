import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Section } from '../../ui/Section'
import { Cell, Row, Table } from '../../ui/Table'
import { type Figures, useBotFigures, useChannelFigures } from './queries'
import type { Range } from './range'
import { useFigureWords } from './words'

/** Bot by bot, and what each is for. */
export function ByBot({ range }: { range: Range }) {
  const { t } = useTranslation()
  const words = useFigureWords()
  const bots = useBotFigures(range).data ?? []
  return (
    <Section title={t('By bot')}>
      <Table
        label={t('By bot')}
        columns={[t('Bot'), ...useColumns(), t('Reaches its goal'), t('Language models')]}
      >
        {bots.map((bot) => (
          <Row key={bot.botId}>
            <Cell>
              <Link to="/bots/$botId" params={{ botId: bot.botId }} className="text-link underline">
                <bdi>{bot.name}</bdi>
              </Link>
            </Cell>
            <FigureCells figures={bot.figures} />
            <Cell>{bot.goal.rate === undefined ? '–' : words.share(bot.goal.rate)}</Cell>
            <Cell>
              {bot.figures.modelCostMicros === undefined ? '–' : words.cost(bot.figures.modelCostMicros)}
            </Cell>
          </Row>
        ))}
      </Table>
    </Section>
  )
}

/** Number by number, and the web chats and mailboxes as well. */
export function ByChannel({ range }: { range: Range }) {
  const { t } = useTranslation()
  const channels = useChannelFigures(range).data ?? []
  const kinds: Record<string, string> = {
    whatsapp: t('WhatsApp'),
    webchat: t('Web chat'),
    email: t('E-mail'),
  }
  return (
    <Section title={t('By number')}>
      <Table label={t('By number')} columns={[t('Number'), ...useColumns(), t('Delivered')]}>
        {channels.map((channel) => (
          <Row key={channel.channelId}>
            <Cell>
              <bdi>{channel.name}</bdi>
              <span className="block text-muted text-xs">{kinds[channel.kind] ?? channel.kind}</span>
            </Cell>
            <FigureCells figures={channel.figures} />
            <Cell>
              <Delivered figures={channel.figures} />
            </Cell>
          </Row>
        ))}
      </Table>
    </Section>
  )
}

function useColumns(): string[] {
  const { t } = useTranslation()
  return [t('Conversations'), t('Resolved by bots'), t('Handed to people'), t('First answer after')]
}

function FigureCells({ figures }: { figures: Figures }) {
  const words = useFigureWords()
  return (
    <>
      <Cell>{words.count(figures.conversations)}</Cell>
      <Cell>{words.count(figures.resolvedByBot)}</Cell>
      <Cell>{words.count(figures.handedOff + figures.takenOver)}</Cell>
      <Cell>{figures.firstResponseMs === undefined ? '–' : words.lasting(figures.firstResponseMs)}</Cell>
    </>
  )
}

function Delivered({ figures }: { figures: Figures }) {
  const words = useFigureWords()
  const { sent, delivered } = figures.delivery
  return sent === 0 ? '–' : words.share(delivered / sent)
}

/** What channels charge messages as, and how far they came. */
export function Costs({ figures }: { figures: Figures }) {
  const { t } = useTranslation()
  const words = useFigureWords()
  const names: Record<string, string> = {
    service: t('Service'),
    utility: t('Utility'),
    marketing: t('Marketing'),
    authentication: t('Authentication'),
    none: t('Not charged, or not known yet'),
  }
  const { sent, delivered, read, failed } = figures.delivery
  const far: [string, number][] = [
    [t('Sent'), sent],
    [t('Delivered'), delivered],
    [t('Read'), read],
    [t('Failed'), failed],
  ]
  return (
    <Section
      title={t('Messages and what they are charged as')}
      about={t('As the channels told within three days. Language models are beside it, in US dollars.')}
    >
      <div className="grid gap-6 sm:grid-cols-2">
        <Table label={t('Charged as')} columns={[t('Charged as'), t('Messages')]}>
          {Object.entries(figures.messagesByCategory).map(([category, number]) => (
            <Row key={category}>
              <Cell>{names[category] ?? category}</Cell>
              <Cell>{words.count(number)}</Cell>
            </Row>
          ))}
        </Table>
        <Table label={t('How far they came')} columns={[t('How far they came'), t('Messages')]}>
          {far.map(([label, number]) => (
            <Row key={label}>
              <Cell>{label}</Cell>
              <Cell>{words.count(number)}</Cell>
            </Row>
          ))}
        </Table>
      </div>
    </Section>
  )
}
