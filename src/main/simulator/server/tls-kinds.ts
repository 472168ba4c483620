/** What can be the matter with the certificate of a simulated server. */
export const TLS_KINDS = ['self-signed', 'expired', 'wrong-host'] as const
