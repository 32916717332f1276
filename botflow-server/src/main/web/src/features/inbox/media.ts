import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { api, good, type Schemas } from '../../api/client'

export type Medium = Schemas['MessageViewMediumView']

async function read(id: string): Promise<Blob> {
  return (await good(
    api.GET('/api/media/{id}', { params: { path: { id } }, parseAs: 'blob' }),
  )) as unknown as Blob
}

/** An address in this browser for a medium's bytes, once they are wanted and there; gone with the page. */
export function useMedium(id: string, isWanted: boolean): { url: string | null; isError: boolean } {
  const { data, isError } = useQuery({
    queryKey: ['medium', id],
    queryFn: () => read(id),
    enabled: isWanted,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  })
  const url = useMemo(() => (data ? URL.createObjectURL(data) : null), [data])
  useEffect(() => () => (url ? URL.revokeObjectURL(url) : undefined), [url])
  return { url, isError }
}

/** Saves a medium as a file. */
export async function save(medium: Medium, name: string) {
  const url = URL.createObjectURL(await read(medium.id))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}

type Kind = 'image' | 'video' | 'audio' | 'document'

/** What a file is sent as. */
export function kindOf(type: string): Kind {
  const [family] = type.split('/')
  return family === 'image' || family === 'video' || family === 'audio' ? family : 'document'
}

/** Gives a file to the server, which keeps it until it is sent. */
export async function upload(file: File) {
  return good(
    api.POST('/api/media', {
      params: { query: { filename: file.name } },
      headers: { 'Content-Type': file.type || 'application/octet-stream' },
      body: file as never,
      bodySerializer: (body) => body as unknown as File,
    }),
  )
}
