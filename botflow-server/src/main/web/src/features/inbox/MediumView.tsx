import { Button } from '@heroui/react/button'
import { Spinner } from '@heroui/react/spinner'
import { Download, FileText, ImageOff, Play } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failed } from '../../ui/toasts'
import { kindOf, type Medium, save, useMedium } from './media'

/** Pictures up to this size are shown without being asked for. */
const SMALL_BYTES = 5_000_000

/** A picture, film, recording or file of a message. */
export function MediumView({ medium }: { medium: Medium }) {
  const { t } = useTranslation()
  if (medium.state === 'waiting') {
    return (
      <p className="flex items-center gap-2 text-muted text-xs">
        <Spinner size="sm" aria-hidden />
        {t('The file is being fetched')}
      </p>
    )
  }
  if (medium.state !== 'stored') {
    return (
      <p className="flex items-center gap-2 text-muted text-xs">
        <ImageOff size={16} aria-hidden />
        {medium.state === 'infected'
          ? t('The file was harmful and is not kept')
          : t('The file cannot be had')}
        {medium.why ? <span dir="auto">({medium.why})</span> : null}
      </p>
    )
  }
  const kind = kindOf(medium.mimeType ?? '')
  return kind === 'document' ? <FileRow medium={medium} /> : <Played medium={medium} kind={kind} />
}

function Played({ medium, kind }: { medium: Medium; kind: 'image' | 'video' | 'audio' }) {
  const { t } = useTranslation()
  const [asked, setAsked] = useState(kind === 'image' && (medium.size ?? 0) <= SMALL_BYTES)
  const { url, isError } = useMedium(medium.id, asked)
  const name =
    medium.filename ?? (kind === 'image' ? t('Picture') : kind === 'video' ? t('Film') : t('Recording'))
  if (isError) return <FileRow medium={medium} />
  if (!asked) {
    return (
      <Button size="sm" variant="secondary" onPress={() => setAsked(true)}>
        <Play size={14} aria-hidden />
        <bdi>{name}</bdi>
      </Button>
    )
  }
  if (!url) return <Spinner size="sm" aria-label={t('Loading')} />
  if (kind === 'image') {
    return (
      <a href={url} target="_blank" rel="noopener" className="block">
        <img src={url} alt={name} className="max-h-72 max-w-full rounded-xl object-contain" />
      </a>
    )
  }
  // biome-ignore lint/a11y/useMediaCaption: nobody wrote captions for what a customer recorded
  if (kind === 'audio') return <audio src={url} controls aria-label={name} className="max-w-full" />
  // biome-ignore lint/a11y/useMediaCaption: nobody wrote captions for what a customer filmed
  return <video src={url} controls aria-label={name} className="max-h-72 max-w-full rounded-xl" />
}

function FileRow({ medium }: { medium: Medium }) {
  const { t, i18n } = useTranslation()
  const name = medium.filename ?? t('File')
  const size = new Intl.NumberFormat(i18n.language, {
    style: 'unit',
    unit: 'kilobyte',
    maximumFractionDigits: 0,
  }).format((medium.size ?? 0) / 1000)
  return (
    <div className="flex items-center gap-2 rounded-xl border border-border bg-surface p-2">
      <FileText size={20} className="shrink-0" aria-hidden />
      <span className="min-w-0 flex-1">
        <bdi className="block truncate">{name}</bdi>
        <span className="text-muted text-xs">{size}</span>
      </span>
      <Button
        isIconOnly
        size="sm"
        variant="ghost"
        aria-label={t('Save {{name}}', { name })}
        onPress={() => save(medium, name).catch(failed)}
      >
        <Download size={16} aria-hidden />
      </Button>
    </div>
  )
}
