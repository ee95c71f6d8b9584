/** Hosts that only this machine can reach. Allowed for trying Ventana out with the sandbox. */
const LOCAL = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** @param hostname as in a parsed URL */
export const isLocal = (hostname: string): boolean => LOCAL.test(hostname);
