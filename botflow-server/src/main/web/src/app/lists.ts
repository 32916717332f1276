import { type QueryKey, useInfiniteQuery } from '@tanstack/react-query'

interface Page<T> {
  data: T[]
  next?: string
}

/** A list of the server, page by page, with all that was read in {@code all}. */
export function useList<T>(
  queryKey: QueryKey,
  read: (cursor: { cursor?: string }) => Promise<Page<T>>,
  more: { refetchInterval?: (all: T[]) => number | false; enabled?: boolean } = {},
) {
  const list = useInfiniteQuery({
    queryKey,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => read(pageParam ? { cursor: pageParam } : {}),
    getNextPageParam: (page) => page.next,
    refetchInterval: (query) =>
      more.refetchInterval?.(query.state.data?.pages.flatMap((page) => page.data) ?? []) ?? false,
    enabled: more.enabled ?? true,
  })
  return { ...list, all: list.data?.pages.flatMap((page) => page.data) ?? [] }
}
