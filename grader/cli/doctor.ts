export async function doctorCommand(_options: object): Promise<0> { return await Promise.resolve(0); }
