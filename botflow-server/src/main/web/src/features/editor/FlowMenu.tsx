import { Button } from '@heroui/react/button'
import { Dropdown } from '@heroui/react/dropdown'
import { Header } from '@heroui/react/header'
import { Label } from '@heroui/react/label'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Ellipsis } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, good } from '../../api/client'
import { exportFlow } from './commands'
import { pick } from './picking'

/** What concerns a flow as a whole, and the bot's other flows. */
export function FlowMenu({ botId, flowId }: { botId: string; flowId: string }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [isOpen, setOpen] = useState(false)
  const flows = useQuery({
    queryKey: ['workflows', botId],
    enabled: isOpen,
    queryFn: async () =>
      (await good(api.GET('/api/bots/{id}/workflows', { params: { path: { id: botId } } }))).data,
  })
  const commands: Record<string, () => void> = {
    import: () => pick({ for: 'import' }),
    export: exportFlow,
    extract: () => pick({ for: 'extract' }),
  }
  const run = (key: string) => {
    if (commands[key]) commands[key]()
    else if (key !== flowId) void navigate({ to: '/bots/$botId', params: { botId }, search: { flow: key } })
  }
  return (
    <Dropdown isOpen={isOpen} onOpenChange={setOpen}>
      <Button isIconOnly size="sm" variant="ghost" aria-label={t('The flow')}>
        <Ellipsis size={17} aria-hidden />
      </Button>
      <Dropdown.Popover placement="bottom end" className="min-w-60">
        <Dropdown.Menu aria-label={t('The flow')} onAction={(key) => run(String(key))}>
          <Dropdown.Section>
            <Header>{t('The flow')}</Header>
            <Dropdown.Item id="import" textValue={t('Import a file')}>
              <Label>{t('Import a file')}</Label>
            </Dropdown.Item>
            <Dropdown.Item id="export" textValue={t('Export as a file')}>
              <Label>{t('Export as a file')}</Label>
            </Dropdown.Item>
            <Dropdown.Item id="extract" textValue={t('Make a sub-flow of the chosen steps')}>
              <Label>{t('Make a sub-flow of the chosen steps')}</Label>
            </Dropdown.Item>
          </Dropdown.Section>
          <Dropdown.Section>
            <Header>{t('Flows of this bot')}</Header>
            {(flows.data ?? []).map((flow) => (
              <Dropdown.Item key={flow.id} id={flow.id} textValue={flow.name}>
                <Label>
                  <bdi>{flow.name}</bdi>
                </Label>
              </Dropdown.Item>
            ))}
          </Dropdown.Section>
        </Dropdown.Menu>
      </Dropdown.Popover>
    </Dropdown>
  )
}
