import locales from '@react-aria/optimize-locales-plugin'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  // React Aria brings its own few words in 34 languages; it has none in Afrikaans.
  plugins: [react(), tailwindcss(), locales.vite({ locales: ['en-US', 'pt-BR', 'es-ES', 'ar-AE'] })],
  build: {
    target: 'es2023',
    manifest: true,
    // Every file by its own name: the policy of the pages allows no data: addresses but for pictures.
    assetsInlineLimit: 0,
    // The first page names what it needs; a list of what every other page needs would be part of it.
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_page, files, { hostType }) => (hostType === 'html' ? files : []),
    },
  },
  server: {
    proxy: {
      '/api': { target: process.env.BOTFLOW_URL ?? 'http://localhost:8080', ws: true },
      '/mails': process.env.BOTFLOW_URL ?? 'http://localhost:8080',
    },
  },
})
