/** Whose conversations a list has. */
export const VIEWS = ['mine', 'unassigned', 'all', 'bot'] as const
export type View = (typeof VIEWS)[number]
export const STATUSES = ['open', 'snoozed', 'resolved'] as const
export type Status = (typeof STATUSES)[number]

/** Which conversations a list shows; what is not given says nothing. */
export interface Filter {
  view: View
  /** Open ones where it is not given. */
  status?: Status | 'any'
  label?: string
  bot?: string
  channel?: string
  unread?: boolean
  search?: string
}

function oneOf<T extends string>(values: readonly T[], value: unknown): T | undefined {
  return values.find((each) => each === value)
}

function word(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** What the address says about the list; `view` is left out where it is that of everything. */
export type InboxSearch = Omit<Filter, 'view'> & { view?: Filter['view'] }

/** Only what is known gets in: an address may come from anybody. */
export function readSearch(search: Record<string, unknown>): InboxSearch {
  const found: InboxSearch = {
    view: oneOf(VIEWS, search.view),
    status: oneOf([...STATUSES, 'any'] as const, search.status),
    label: word(search.label),
    bot: word(search.bot),
    channel: word(search.channel),
    unread: search.unread === true ? true : undefined,
    search: word(search.search)?.slice(0, 100),
  }
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined))
}

/** The list that an address names. */
export function filterOf(search: InboxSearch): Filter {
  return { view: 'all', ...readSearch({ ...search }) }
}

/** The list as saved views keep it: parameters in one order. */
export function asQuery(search: InboxSearch): string {
  const entries = Object.entries(readSearch({ ...search })).map(([name, value]) => [name, String(value)])
  return new URLSearchParams(entries.sort(([one = ''], [other = '']) => (one < other ? -1 : 1))).toString()
}

export function fromQuery(query: string): InboxSearch {
  const found = Object.fromEntries(new URLSearchParams(query))
  return readSearch({ ...found, unread: found.unread === 'true' })
}
