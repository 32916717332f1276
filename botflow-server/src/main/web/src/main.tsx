import './styles.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { lazy, StrictMode, Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import { Languages, startLanguage } from './app/language'
import { keepPages } from './app/offline'
import { queries } from './app/queries'
import { router } from './app/router'
import { continueSession } from './app/session'
import { followTheme } from './app/theme'

// Nothing is said before something was done: its code may come after the first page.
const Toasts = lazy(async () => ({ default: (await import('./ui/toasts')).Toasts }))

followTheme()
await Promise.all([startLanguage(), continueSession()])

keepPages()

const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <Languages>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
          <Suspense>
            <Toasts />
          </Suspense>
        </QueryClientProvider>
      </Languages>
    </StrictMode>,
  )
}
