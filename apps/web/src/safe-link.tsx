import type { ReactNode } from "react";

/** True for addresses that a reader may be sent to: nothing but the web. */
export function isWebAddress(url: string | undefined): url is string {
  return url !== undefined && /^https?:\/\/[^\s]+$/i.test(url);
}

/** A link out of the page where the address is a web address, plain text where it is not. */
export function SafeLink({
  url,
  children,
}: {
  readonly url: string | undefined;
  readonly children: ReactNode;
}) {
  if (!isWebAddress(url)) return <>{children}</>;
  return (
    <a href={url} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}
