import type { MetadataRoute } from 'next'

/** Lets phones and desktops keep Wardline as an app. */
export default function manifest(): MetadataRoute.Manifest {
  return {
    name: 'Wardline',
    short_name: 'Wardline',
    description: 'A hospital operations desk in which everyone sees the same live truth.',
    start_url: '/',
    display: 'standalone',
    background_color: '#f7f7f9',
    theme_color: '#4f56d3',
    icons: [{ src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' }],
  }
}
