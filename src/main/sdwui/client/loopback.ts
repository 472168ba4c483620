/** True for names and addresses that stay on this machine: localhost and below, 127.0.0.0/8, ::1 (bracketed or not, mapped too). */
export function isLoopback(hostname: string): boolean {
  const bare = hostname.replace(/^\[|\]$/g, '').toLowerCase()
  return (
    /^(.+\.)?localhost\.?$/.test(bare) ||
    /^127(\.\d{1,3}){3}$/.test(bare) ||
    bare === '::1' ||
    /^::ffff:(127(\.\d{1,3}){3}|7f[0-9a-f]{2}:[0-9a-f]{1,4})$/.test(bare)
  )
}
