import { Header } from '@heroui/react/header'
import { ListBox } from '@heroui/react/list-box'
import { SearchField } from '@heroui/react/search-field'
import type { ReactNode } from 'react'
import { Autocomplete, useFilter } from 'react-aria-components/Autocomplete'
import { useTranslation } from 'react-i18next'
import { Dialog } from './Dialog'

export interface PickItem {
  id: string
  label: string
  about?: string
  icon?: ReactNode
}

export interface PickSection {
  title: string
  items: PickItem[]
}

interface Props {
  isOpen: boolean
  onOpenChange: (open: boolean) => void
  title: string
  sections: PickSection[]
  onPick: (id: string) => void
}

/** Something of a list, found by typing; arrows and Enter are enough. */
export function PickDialog({ isOpen, onOpenChange, title, sections, onPick }: Props) {
  const { t } = useTranslation()
  const { contains } = useFilter({ sensitivity: 'base' })
  return (
    <Dialog isOpen={isOpen} onOpenChange={onOpenChange} title={title} size="md">
      <Autocomplete filter={contains}>
        <SearchField aria-label={t('Search')} autoFocus fullWidth className="mb-2">
          <SearchField.Group>
            <SearchField.SearchIcon />
            <SearchField.Input placeholder={t('Type to search')} />
            <SearchField.ClearButton />
          </SearchField.Group>
        </SearchField>
        <ListBox
          aria-label={title}
          className="max-h-[50dvh] overflow-auto"
          onAction={(key) => {
            onOpenChange(false)
            onPick(String(key))
          }}
          renderEmptyState={() => <p className="p-4 text-center text-muted text-sm">{t('Nothing found')}</p>}
        >
          {sections
            .filter((section) => section.items.length > 0)
            .map((section) => (
              <ListBox.Section key={section.title} id={section.title}>
                <Header>{section.title}</Header>
                {section.items.map((item) => (
                  <ListBox.Item key={item.id} id={item.id} textValue={`${item.label} ${item.about ?? ''}`}>
                    <span className="flex w-full min-w-0 items-center gap-3">
                      {item.icon}
                      <span className="min-w-0 flex-1">
                        <span dir="auto" className="block truncate font-medium text-sm">
                          {item.label}
                        </span>
                        {item.about ? (
                          <span dir="auto" className="block truncate text-muted text-xs">
                            {item.about}
                          </span>
                        ) : null}
                      </span>
                    </span>
                  </ListBox.Item>
                ))}
              </ListBox.Section>
            ))}
        </ListBox>
      </Autocomplete>
    </Dialog>
  )
}
