/** `name=URL`, `name:URL` */
const BEFORE_URL = /^([^=:/?#@[\]]+)[=:]([a-z][a-z0-9+.-]*:\/\/.*)$/is
/** `name:[IPv6]`, with or without a port */
const BEFORE_BRACKETS = /^([^=:/?#@[\]]+)[=:](\[[^[\]@/]*\](?::\d+)?(?:\/.*)?)$/s
/** `name:address:port`, the spelling of stable-diffusion-webui-distributed */
const BEFORE_HOST = /^([^=:/?#@[\]]+):([^:/?#@[\]]+:\d+(?:\/.*)?)$/s

/**
 * Takes a name off the front of an address: `laptop:192.168.1.3:7860`, `laptop:[fd00::1]:7860`, `laptop=http://192.168.1.3:7860`. What has none
 * comes back whole, with null.
 */
export function splitNamedAddress(text: string): { readonly name: string | null; readonly address: string } {
  for (const form of [BEFORE_URL, BEFORE_BRACKETS, BEFORE_HOST]) {
    const [, name, address] = form.exec(text) ?? []
    if (name !== undefined && address !== undefined && name.trim() !== '')
      return { name: name.trim(), address }
  }
  return { name: null, address: text }
}
