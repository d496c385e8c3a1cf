export declare function findBrowser(): string | undefined;
export declare function launchOptions(executablePath: string): { executablePath: string; args: string[] };
