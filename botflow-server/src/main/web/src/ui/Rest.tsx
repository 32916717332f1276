import { Button } from '@heroui/react/button'
import { Skeleton } from '@heroui/react/skeleton'
import { useTranslation } from 'react-i18next'
import { reasonOf } from './toasts'

interface Props {
  list: {
    isPending: boolean
    error: unknown
    hasNextPage: boolean
    isFetchingNextPage: boolean
    fetchNextPage: () => unknown
    refetch: () => unknown
  }
}

/** What stands below a list: that it comes, that it failed, or that there is more. */
export function Rest({ list }: Props) {
  const { t } = useTranslation()
  if (list.isPending) return <Skeleton className="h-32 rounded-2xl" />
  if (list.error) {
    return (
      <div role="alert" className="flex flex-wrap items-center gap-3 text-sm">
        <span className="text-danger-soft-foreground">{reasonOf(list.error)}</span>
        <Button size="sm" variant="tertiary" onPress={() => list.refetch()}>
          {t('Try again')}
        </Button>
      </div>
    )
  }
  return list.hasNextPage ? (
    <Button
      variant="tertiary"
      className="self-center"
      isPending={list.isFetchingNextPage}
      onPress={() => list.fetchNextPage()}
    >
      {t('Show more')}
    </Button>
  ) : null
}
