import { Toast, toast } from '@heroui/react/toast'
import i18n from 'i18next'
import { Problem } from '../api/client'
import { PROBLEMS } from './problems'

/** Where short messages appear. */
export function Toasts() {
  return <Toast.Provider placement="bottom end" />
}

/** Says that something was done. */
export function said(message: string) {
  toast.success(message)
}

/** Says that something was done, and offers to take it back. */
export function saidWithUndo(message: string, undo: () => void) {
  saidWithOffer(message, i18n.t('Undo'), undo)
}

/** Says something, and offers what to do about it. */
export function saidWithOffer(message: string, offer: string, act: () => void) {
  const key = toast(message, {
    timeout: 10_000,
    actionProps: {
      children: offer,
      onPress: () => {
        act()
        toast.close(key)
      },
    },
  })
}

/** In the language of the pages, where the server's code is one that they know. */
function meaningOf({ code, message }: Problem): string {
  const known: Record<string, string> = PROBLEMS
  return known[code] ? i18n.t(known[code]) : message
}

/** What a failure means, in the words of the server where it has some. */
export function reasonOf(error: unknown): string {
  if (error instanceof Problem) {
    return error.places.length > 0
      ? error.places.map((place) => `${place.path.replace(/^\//, '')} ${place.message}`).join('; ')
      : meaningOf(error)
  }
  return i18n.t('The server does not answer. Check the connection.')
}

/** Says that something failed, and why. */
export function failed(error: unknown) {
  refused(reasonOf(error))
}

/** Says that something cannot be done. */
export function refused(why: string) {
  toast.danger(why)
}
