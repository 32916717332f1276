import { Fragment } from 'react'

const ADDRESS = /https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]}]/g

/** A text as it was written; addresses of the web, and no others, can be followed. */
export function Words({ text }: { text: string }) {
  const parts: { text: string; isAddress: boolean; at: number }[] = []
  let from = 0
  for (const found of text.matchAll(ADDRESS)) {
    if (found.index > from) parts.push({ text: text.slice(from, found.index), isAddress: false, at: from })
    parts.push({ text: found[0], isAddress: true, at: found.index })
    from = found.index + found[0].length
  }
  if (from < text.length) parts.push({ text: text.slice(from), isAddress: false, at: from })
  return (
    <p dir="auto" className="whitespace-pre-wrap [overflow-wrap:anywhere]">
      {parts.map((part) =>
        part.isAddress ? (
          <a
            key={part.at}
            href={part.text}
            target="_blank"
            rel="noopener noreferrer nofollow"
            className="underline"
          >
            {part.text}
          </a>
        ) : (
          <Fragment key={part.at}>{part.text}</Fragment>
        ),
      )}
    </p>
  )
}
