/** Words of no area in particular. */
export const common = {
  'common.text': '{text}',
  'common.unknown-kind':
    'Another version of Tributary wrote something here that this one has no words for ({kind}).',
  'common.not-filled-in': '…',
  'common.images': '{count, plural, one {# image} other {# images}}',
  'common.what-and-remedy': '{what} {remedy}',
} as const
