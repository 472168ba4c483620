import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
// The base comes first: style sheets of components stand after it and win.
import './app/tokens.css'
import './app/base.css'
import { App } from './app/App.tsx'

const root = document.getElementById('panel')
if (!root) throw new Error('index.html has no element "panel" to draw in.')
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
