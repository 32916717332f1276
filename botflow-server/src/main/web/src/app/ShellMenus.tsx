import { Button } from '@heroui/react/button'
import { Dropdown } from '@heroui/react/dropdown'
import { Header } from '@heroui/react/header'
import { Label } from '@heroui/react/label'
import { Separator } from '@heroui/react/separator'
import { useNavigate } from '@tanstack/react-router'
import { Building2, CircleUser, Ellipsis, LogOut, Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { NewOrganizationDialog } from '../features/auth/NewOrganization'
import { failed } from '../ui/toasts'
import { speak, useLanguage } from './language'
import { LANGUAGES, type Language } from './languages'
import { enterOrganization, logOut, useMe, useOrganizations } from './me'
import type { Place } from './navigation'
import { type Theme, useTheme } from './theme'

function initials(name: string): string {
  return name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => [...word][0] ?? '')
    .join('')
    .toUpperCase()
}

const NEW = 'new'

/** Which organisation one is in, and the others. */
export function OrganizationMenu() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const me = useMe().data
  const organizations = useOrganizations().data ?? []
  const [making, setMaking] = useState(false)
  const current = organizations.find((each) => each.id === me?.organization)
  const enter = async (key: string) => {
    if (key === NEW) {
      setMaking(true)
    } else if (key !== current?.id) {
      await enterOrganization(key)
      await navigate({ to: '/bots' })
    }
  }
  return (
    <>
      <Dropdown>
        <Button
          isIconOnly
          variant="primary"
          aria-label={`${initials(current?.name ?? '')} ${t('Organisation: {{name}}', { name: current?.name ?? '' })}`}
          className="size-11 rounded-xl font-semibold"
        >
          {current ? <span aria-hidden>{initials(current.name)}</span> : <Building2 size={18} aria-hidden />}
        </Button>
        <Dropdown.Popover placement="bottom start" className="min-w-60">
          <Dropdown.Menu
            aria-label={t('Organisations')}
            selectionMode="single"
            selectedKeys={current ? [current.id] : []}
            onAction={(key) => enter(String(key)).catch(failed)}
          >
            <Dropdown.Section>
              <Header>{t('Organisations')}</Header>
              {organizations.map((each) => (
                <Dropdown.Item key={each.id} id={each.id} textValue={each.name}>
                  <Dropdown.ItemIndicator />
                  <Label>{each.name}</Label>
                </Dropdown.Item>
              ))}
            </Dropdown.Section>
            <Separator />
            <Dropdown.Item id={NEW} textValue={t('New organisation')}>
              <Plus size={16} aria-hidden />
              <Label>{t('New organisation')}</Label>
            </Dropdown.Item>
          </Dropdown.Menu>
        </Dropdown.Popover>
      </Dropdown>
      <NewOrganizationDialog isOpen={making} onOpenChange={setMaking} />
    </>
  )
}

/** On phones: the places that the bar has no room for. */
export function MorePlaces({ places }: { places: Place[] }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  return (
    <Dropdown>
      <Button
        variant="ghost"
        className="h-auto min-h-12 min-w-14 flex-col gap-1 rounded-xl px-1 py-1.5 font-medium text-muted text-xs md:hidden"
      >
        <Ellipsis size={20} aria-hidden />
        <span>{t('More')}</span>
      </Button>
      <Dropdown.Popover placement="top end">
        <Dropdown.Menu aria-label={t('More')} onAction={(key) => void navigate({ to: key as Place['to'] })}>
          {places.map(({ to, label, icon: Icon }) => (
            <Dropdown.Item key={to} id={to} textValue={t(label)}>
              <Icon size={16} aria-hidden />
              <Label>{t(label)}</Label>
            </Dropdown.Item>
          ))}
        </Dropdown.Menu>
      </Dropdown.Popover>
    </Dropdown>
  )
}

/** Oneself: theme, language, the way out. */
export function PersonMenu() {
  const { t } = useTranslation()
  const me = useMe().data
  const navigate = useNavigate()
  const { theme, choose } = useTheme()
  const language = useLanguage()
  const themes: [Theme, string][] = [
    ['system', t('As the system')],
    ['light', t('Light')],
    ['dark', t('Dark')],
  ]
  return (
    <Dropdown>
      <Button
        isIconOnly
        variant="tertiary"
        aria-label={`${initials(me?.name ?? '?')} ${t('You: {{name}}', { name: me?.name ?? '' })}`}
        className="size-11 rounded-full font-semibold"
      >
        <span aria-hidden>{initials(me?.name ?? '?')}</span>
      </Button>
      <Dropdown.Popover placement="right bottom" className="min-w-60">
        <Dropdown.Menu aria-label={t('You')}>
          <Dropdown.Section
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[theme]}
            onSelectionChange={(keys) => choose([...keys][0] as Theme)}
          >
            <Header>{t('Theme')}</Header>
            {themes.map(([id, label]) => (
              <Dropdown.Item key={id} id={id} textValue={label}>
                <Dropdown.ItemIndicator />
                <Label>{label}</Label>
              </Dropdown.Item>
            ))}
          </Dropdown.Section>
          <Dropdown.Section
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[language]}
            onSelectionChange={(keys) => void speak([...keys][0] as Language)}
          >
            <Header>{t('Language')}</Header>
            {Object.entries(LANGUAGES).map(([id, name]) => (
              <Dropdown.Item key={id} id={id} textValue={name}>
                <Dropdown.ItemIndicator />
                <Label lang={id}>{name}</Label>
              </Dropdown.Item>
            ))}
          </Dropdown.Section>
          <Separator />
          <Dropdown.Item
            id="profile"
            textValue={t('Your account')}
            onAction={() => void navigate({ to: '/profile' })}
          >
            <CircleUser size={16} aria-hidden />
            <Label>{t('Your account')}</Label>
          </Dropdown.Item>
          <Dropdown.Item id="logout" textValue={t('Log out')} onAction={() => void logOut()}>
            <LogOut size={16} aria-hidden />
            <Label>{t('Log out')}</Label>
          </Dropdown.Item>
        </Dropdown.Menu>
      </Dropdown.Popover>
    </Dropdown>
  )
}
