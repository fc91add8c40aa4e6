const READS = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Whether a request with this method may change something. */
export const isWriteMethod = (method: string): boolean => !READS.has(method)
