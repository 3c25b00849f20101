/** A setting the bench passes to a server it starts. Throws when it is missing. */
export function setting(name: 'PORT' | 'REDIS_URL' | 'API_ROOT' | 'TOKEN' | 'SECRET' | 'PATH_NAME'): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set`);
  return value;
}
