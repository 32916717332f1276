import { Button } from '@heroui/react/button'
import { Chip } from '@heroui/react/chip'
import { SearchField } from '@heroui/react/search-field'
import { Skeleton } from '@heroui/react/skeleton'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { ContactRound, Plus, Upload, X } from 'lucide-react'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Empty, Page } from '../../ui/Page'
import { initials } from '../inbox/names'
import { useMayWrite } from '../inbox/people'
import { type Contact, calledOf, useContacts } from './contacts'
import { NewContactDialog } from './NewContactDialog'

const ImportDialog = lazy(async () => ({ default: (await import('./ImportDialog')).ImportDialog }))

const PAUSE_MS = 300

/** The customers of the organisation. */
export function ContactsPage() {
  const { t } = useTranslation()
  const mayWrite = useMayWrite()
  const { search = '', tag = '' } = useSearch({ from: '/inside/contacts' })
  const navigate = useNavigate({ from: '/contacts' })
  const [words, setWords] = useState(search)
  const [making, setMaking] = useState(false)
  const [importing, setImporting] = useState(false)
  const contacts = useContacts(search, tag)
  const all = contacts.data?.pages.flatMap((page) => page.data) ?? []
  useEffect(() => {
    if (words.trim() === search) return
    const timer = setTimeout(
      () =>
        void navigate({
          search: (before) => ({ ...before, search: words.trim() || undefined }),
          replace: true,
        }),
      PAUSE_MS,
    )
    return () => clearTimeout(timer)
  }, [words, search, navigate])
  return (
    <Page
      title={t('Contacts')}
      about={t('Everybody who wrote to a bot, and whom you added.')}
      actions={
        mayWrite ? (
          <>
            <Button variant="secondary" onPress={() => setImporting(true)}>
              <Upload size={18} aria-hidden />
              {t('Import')}
            </Button>
            <Button onPress={() => setMaking(true)}>
              <Plus size={18} aria-hidden />
              {t('New contact')}
            </Button>
          </>
        ) : undefined
      }
    >
      <div className="flex flex-wrap items-center gap-3">
        <SearchField
          aria-label={t('Search contacts')}
          value={words}
          onChange={setWords}
          maxLength={100}
          className="w-full sm:w-80"
        >
          <SearchField.Group>
            <SearchField.SearchIcon />
            <SearchField.Input placeholder={t('Names and numbers')} dir="auto" />
            <SearchField.ClearButton />
          </SearchField.Group>
        </SearchField>
        {tag ? (
          <Button
            size="sm"
            variant="secondary"
            onPress={() => void navigate({ search: (before) => ({ ...before, tag: undefined }) })}
          >
            <bdi>{tag}</bdi>
            <X size={14} aria-hidden />
            <span className="sr-only">{t('Show all tags')}</span>
          </Button>
        ) : null}
      </div>
      {contacts.isPending ? <Skeleton className="h-40 rounded-2xl" /> : null}
      {contacts.isSuccess && all.length === 0 ? (
        <Empty
          icon={ContactRound}
          title={t('Nobody here')}
          about={t('Who writes to one of your numbers appears here by themselves.')}
        />
      ) : null}
      {all.length > 0 ? (
        <ul className="divide-y divide-border overflow-hidden rounded-2xl border border-border bg-surface">
          {all.map((contact) => (
            <ContactRow key={contact.id} contact={contact} />
          ))}
        </ul>
      ) : null}
      {contacts.hasNextPage ? (
        <Button variant="tertiary" className="self-center" onPress={() => void contacts.fetchNextPage()}>
          {t('Show more')}
        </Button>
      ) : null}
      <NewContactDialog isOpen={making} onOpenChange={setMaking} />
      {importing ? (
        <Suspense>
          <ImportDialog onClose={() => setImporting(false)} />
        </Suspense>
      ) : null}
    </Page>
  )
}

function ContactRow({ contact }: { contact: Contact }) {
  const { t } = useTranslation()
  const name = calledOf(contact)
  return (
    <li className="relative flex items-center gap-3 px-4 py-3 hover:bg-default">
      <span
        aria-hidden
        className="grid size-10 shrink-0 place-items-center rounded-full bg-default font-semibold text-muted text-xs"
      >
        {initials(name)}
      </span>
      <div className="min-w-0 flex-1">
        <Link
          to="/contacts/$contactId"
          params={{ contactId: contact.id }}
          className="font-medium after:absolute after:inset-0"
        >
          <bdi>{name}</bdi>
        </Link>
        <p className="truncate text-muted text-sm">
          <bdi>{contact.phone ? `+${contact.phone}` : (contact.username ?? '')}</bdi>
        </p>
      </div>
      <ul
        aria-label={t('Tags')}
        className="relative z-10 hidden max-w-[50%] flex-wrap justify-end gap-1 sm:flex"
      >
        {contact.tags.slice(0, 4).map((tag) => (
          <li key={tag}>
            <Link to="/contacts" search={{ tag }}>
              <Chip size="sm" variant="soft">
                <bdi>{tag}</bdi>
              </Chip>
            </Link>
          </li>
        ))}
      </ul>
      {contact.optedOut ? (
        <Chip size="sm" variant="soft" color="warning">
          {t('Wants no offers')}
        </Chip>
      ) : null}
    </li>
  )
}
