/**
 * The style elements that libraries insert while a page runs, by their hash, as Content-Security-Policy wants it:
 * toasts (sonner inserts an empty one and then fills it), and React Aria's rules for touch and for a page that lies
 * behind a dialog. An update that changes one fails the test beside this file, which says the new hash.
 */
export const LIBRARY_STYLE_HASHES = [
  "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
  "'sha256-StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY='",
  "'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='",
  "'sha256-gYiS/BvZvRcK27JIXTuwhZ3hs2+VJ1X+2gUlE+farlg='",
] as const
