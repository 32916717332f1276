import { Button } from '@heroui/react/button'
import { Dropdown } from '@heroui/react/dropdown'
import { Input } from '@heroui/react/input'
import { Label } from '@heroui/react/label'
import { TextField } from '@heroui/react/textfield'
import { useQuery } from '@tanstack/react-query'
import { Bookmark } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, good } from '../../api/client'
import { queries } from '../../app/queries'
import { Dialog } from '../../ui/Dialog'
import { failed, said } from '../../ui/toasts'
import { asQuery, fromQuery, type InboxSearch } from './search'
import { useShowList } from './useShowList'

const KEY = ['saved-views']
const KEEP = 'keep'
const REMOVE = 'remove '

/** Lists that the team keeps under a name. */
export function SavedViews({ search, mayWrite }: { search: InboxSearch; mayWrite: boolean }) {
  const { t } = useTranslation()
  const showList = useShowList()
  const views = useQuery({
    queryKey: KEY,
    queryFn: async () => (await good(api.GET('/api/saved-views'))).data,
  })
  const [naming, setNaming] = useState(false)
  const all = views.data ?? []
  const current = all.find((view) => view.query === asQuery(search))
  const remove = async (id: string) => {
    await good(api.DELETE('/api/saved-views/{id}', { params: { path: { id } } }))
    await queries.invalidateQueries({ queryKey: KEY })
  }
  const act = (key: string) => {
    if (key === KEEP) setNaming(true)
    else if (key.startsWith(REMOVE)) remove(key.slice(REMOVE.length)).catch(failed)
    else {
      const view = all.find((each) => each.id === key)
      if (view) showList(fromQuery(view.query))
    }
  }
  return (
    <>
      <Dropdown>
        <Button
          isIconOnly
          variant={current ? 'secondary' : 'tertiary'}
          aria-label={current ? t('Saved views: {{name}}', { name: current.name }) : t('Saved views')}
        >
          <Bookmark size={18} aria-hidden />
        </Button>
        <Dropdown.Popover placement="bottom end" className="max-h-96 min-w-56 overflow-auto">
          <Dropdown.Menu aria-label={t('Saved views')} onAction={(key) => act(String(key))}>
            {all.map((view) => (
              <Dropdown.Item key={view.id} id={view.id} textValue={view.name}>
                <Label>
                  <bdi>{view.name}</bdi>
                </Label>
              </Dropdown.Item>
            ))}
            {mayWrite ? (
              <Dropdown.Item key={KEEP} id={KEEP} textValue={t('Keep this list')}>
                <Label>{t('Keep this list')}</Label>
              </Dropdown.Item>
            ) : null}
            {mayWrite && current ? (
              <Dropdown.Item
                key={REMOVE}
                id={REMOVE + current.id}
                variant="danger"
                textValue={t('Delete “{{name}}”', { name: current.name })}
              >
                <Label>{t('Delete “{{name}}”', { name: current.name })}</Label>
              </Dropdown.Item>
            ) : null}
          </Dropdown.Menu>
        </Dropdown.Popover>
      </Dropdown>
      <NameDialog isOpen={naming} onOpenChange={setNaming} query={asQuery(search)} />
    </>
  )
}

interface NameProps {
  isOpen: boolean
  onOpenChange: (open: boolean) => void
  query: string
}

function NameDialog({ isOpen, onOpenChange, query }: NameProps) {
  const { t } = useTranslation()
  const [name, setName] = useState('')
  const keep = async () => {
    await good(api.POST('/api/saved-views', { body: { name: name.trim(), query } }))
    await queries.invalidateQueries({ queryKey: KEY })
    said(t('“{{name}}” is kept', { name: name.trim() }))
    onOpenChange(false)
    setName('')
  }
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      size="sm"
      title={t('Keep this list')}
      footer={
        <Button isDisabled={name.trim() === ''} onPress={() => keep().catch(failed)}>
          {t('Keep it')}
        </Button>
      }
    >
      <p className="mb-3 text-muted text-sm">{t('The whole team finds it under this name.')}</p>
      <TextField fullWidth autoFocus value={name} onChange={setName} maxLength={100}>
        <Label>{t('Name')}</Label>
        <Input dir="auto" />
      </TextField>
    </Dialog>
  )
}
