import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/App.tsx'
import './app/tokens.css'
import './app/base.css'

const root = document.getElementById('panel')
if (!root) throw new Error('index.html has no element "panel" to draw in.')
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
