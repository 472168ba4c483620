/**
 * What the panel's page may load: its own scripts, styles and fonts, and pictures by the app's own scheme.
 * No inline scripts, no network. Inline styles are let through because the widget libraries (Radix' scroll lock and
 * select, sonner, dnd-kit) put <style> elements into the page at run time; a style cannot run code.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' tributary: data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')
