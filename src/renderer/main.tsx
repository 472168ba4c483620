import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
// The base comes first: style sheets of components stand after it and win.
import './app/tokens.css'
import './app/base.css'
import { languageOf, setLanguage } from '../shared/words/language.ts'
import { App } from './app/App.tsx'

const root = document.getElementById('panel')
if (!root) throw new Error('index.html has no element "panel" to draw in.')
// The page's address says it: the panel draws, and may fail, before it has heard from the main process.
setLanguage(languageOf(new URLSearchParams(location.search).get('language')))
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
