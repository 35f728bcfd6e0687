import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The console's pages: no inline script, no inline style, no picture in an address (they are served under a strict policy). */
export default defineConfig({
  root: import.meta.dirname,
  base: '/portal/',
  plugins: [react()],
  build: {
    outDir: '../../dist/portal',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1500,
  },
})
